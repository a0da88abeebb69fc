-- Data that ends: what is kept of an event, how long anything is kept, and erasing a person's data.

-- 1 where nothing but ids is left in `payload`. Rows of earlier versions hold whole events until they are reduced.
ALTER TABLE inbox ADD COLUMN reduced INTEGER NOT NULL DEFAULT 0 CHECK (reduced IN (0, 1));
CREATE INDEX inbox_whole ON inbox (reduced, received_at) WHERE reduced = 0 AND state IN ('handled', 'skipped');
CREATE INDEX inbox_settled ON inbox (received_at) WHERE state IN ('handled', 'skipped');

-- How many events of a type came that is not used, and were not stored.
CREATE TABLE dropped_events (
  type TEXT PRIMARY KEY,
  events INTEGER NOT NULL CHECK (events >= 1),
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The types that the list of events was read for. Where one is added, the list is read from its beginning once more.
ALTER TABLE sweeps ADD COLUMN types TEXT CHECK (types IS NULL OR json_valid(types));

CREATE INDEX outbox_done ON outbox (done_at) WHERE state = 'done';
-- What a notice announced is read for as long as its invoice is open.
CREATE INDEX emails_with_words ON emails (created_at)
  WHERE (facts IS NOT NULL AND template <> 'charge_notice' OR last_error IS NOT NULL)
    AND state NOT IN ('queued', 'sending');
CREATE INDEX findings_resolved ON findings (resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX unknown_objects_resolved ON unknown_objects (resolved_at) WHERE resolved_at IS NOT NULL;

-- 1 where only those facts of a request are left that are read after its payment is over.
ALTER TABLE payments ADD COLUMN request_reduced INTEGER NOT NULL DEFAULT 0 CHECK (request_reduced IN (0, 1));
CREATE INDEX payments_whole_request ON payments (updated_at) WHERE request_reduced = 0 AND check_at IS NULL;

-- What a journal entry's hash covers of its data, once data and salt are erased: the chain verifies without them.
ALTER TABLE journal ADD COLUMN commitment TEXT CHECK (commitment IS NULL OR length(commitment) = 64);

-- How far old entries of a merchant's journal were emptied.
CREATE TABLE journal_marks (
  merchant_id TEXT PRIMARY KEY REFERENCES merchants (id),
  emptied_until INTEGER NOT NULL,
  checked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_marks_checked ON journal_marks (checked_at);

-- When a customer's data was erased. Their invoices stay, as issued, for as long as the law says.
ALTER TABLE customers ADD COLUMN erased_at INTEGER;
CREATE INDEX customers_erased ON customers (erased_at) WHERE erased_at IS NOT NULL;

-- Evidence goes with the person whose data was erased, once nothing asks for it any more.
DROP TRIGGER agreements_no_delete;
CREATE TRIGGER agreements_no_delete BEFORE DELETE ON agreements
WHEN NOT EXISTS (SELECT 1 FROM customers WHERE id = OLD.customer_id AND erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'agreements are append-only'); END;

-- Nothing new is begun with somebody whose data was erased, whatever a late worker read before it.
CREATE TRIGGER invoices_not_after_erasure BEFORE INSERT ON invoices
WHEN (SELECT erased_at FROM customers WHERE id = NEW.customer_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the customer was erased'); END;
CREATE TRIGGER setups_not_after_erasure BEFORE INSERT ON method_setups
WHEN (SELECT erased_at FROM customers WHERE id = NEW.customer_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the customer was erased'); END;
CREATE TRIGGER erasure_not_while_owing BEFORE UPDATE OF erased_at ON customers
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL AND (
  EXISTS (SELECT 1 FROM invoices WHERE customer_id = NEW.id AND status IN ('draft', 'open'))
  OR EXISTS (SELECT 1 FROM payments WHERE customer_id = NEW.id AND check_at IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'the customer still owes or pays'); END;

-- By whom a session or a link is found when their data is erased.
CREATE INDEX sign_ins_address ON sign_ins (address) WHERE address IS NOT NULL;
