-- Credit notes: documents of their own, numbered without gaps, which correct an invoice and are never changed. What each takes
-- off what is due stands in `allocations`, as `credit_note`; what is given back of what was paid already stands here.
CREATE TABLE credit_notes (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  invoice_id TEXT NOT NULL REFERENCES invoices (id),
  series TEXT NOT NULL,
  number_value INTEGER NOT NULL CHECK (number_value >= 1),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  issue_date TEXT NOT NULL CHECK (length(issue_date) = 10),
  time_zone TEXT NOT NULL,
  net INTEGER NOT NULL,
  tax_total INTEGER NOT NULL,
  taxes TEXT NOT NULL CHECK (json_valid(taxes)),
  total INTEGER NOT NULL CHECK (total > 0 AND total = net + tax_total),
  -- What its customer had been asked to pay of the total.
  payable INTEGER NOT NULL CHECK (payable >= 0),
  -- How that is settled: taken off what was due, refunded through Stripe, given as credit, or given back outside.
  off_due INTEGER NOT NULL CHECK (off_due >= 0),
  refunded INTEGER NOT NULL CHECK (refunded >= 0),
  as_credit INTEGER NOT NULL CHECK (as_credit >= 0),
  outside INTEGER NOT NULL CHECK (outside >= 0),
  credit_id TEXT REFERENCES credits (id),
  reason TEXT,
  parties TEXT NOT NULL CHECK (json_valid(parties)),
  profile_version INTEGER NOT NULL,
  issued_by TEXT NOT NULL CHECK (length(issued_by) > 0),
  created_at INTEGER NOT NULL,
  CHECK (off_due + refunded + as_credit + outside = payable),
  CHECK ((credit_id IS NULL) = (as_credit = 0))
) STRICT;
CREATE UNIQUE INDEX credit_notes_number ON credit_notes (merchant_id, livemode, series, number_value);
CREATE INDEX credit_notes_list ON credit_notes (merchant_id, livemode, id);
CREATE INDEX credit_notes_invoice ON credit_notes (invoice_id, id);
CREATE INDEX credit_notes_customer ON credit_notes (customer_id, id);
CREATE TRIGGER credit_notes_append_only BEFORE UPDATE ON credit_notes
BEGIN SELECT RAISE(ABORT, 'a credit note is never changed'); END;
CREATE TRIGGER credit_notes_no_delete BEFORE DELETE ON credit_notes
BEGIN SELECT RAISE(ABORT, 'a credit note is never deleted'); END;
CREATE TRIGGER credit_notes_within_invoice AFTER INSERT ON credit_notes
WHEN (SELECT sum(payable) FROM credit_notes WHERE invoice_id = NEW.invoice_id)
       > (SELECT amount_due FROM invoices WHERE id = NEW.invoice_id)
  OR NOT EXISTS (SELECT 1 FROM invoices WHERE id = NEW.invoice_id AND customer_id = NEW.customer_id
       AND currency = NEW.currency AND status IN ('open', 'paid', 'uncollectible'))
BEGIN SELECT RAISE(ABORT, 'credit notes exceed their invoice'); END;

CREATE TABLE credit_note_lines (
  credit_note_id TEXT NOT NULL REFERENCES credit_notes (id),
  -- Of the invoice's line; the parts of its discounts and charges on the whole come behind.
  position INTEGER NOT NULL CHECK (position >= 0),
  description TEXT NOT NULL,
  -- Null where an amount is credited.
  quantity TEXT,
  unit_amount INTEGER,
  taxable INTEGER NOT NULL,
  taxes TEXT NOT NULL CHECK (json_valid(taxes)),
  total INTEGER NOT NULL,
  PRIMARY KEY (credit_note_id, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER credit_note_lines_append_only BEFORE UPDATE ON credit_note_lines
BEGIN SELECT RAISE(ABORT, 'a credit note is never changed'); END;
CREATE TRIGGER credit_note_lines_no_delete BEFORE DELETE ON credit_note_lines
BEGIN SELECT RAISE(ABORT, 'a credit note is never deleted'); END;

-- What credit notes took off what was due: a part of `amount_paid`, which is what covers the invoice, that nobody paid.
ALTER TABLE invoices ADD COLUMN amount_credited INTEGER NOT NULL DEFAULT 0
  CHECK (amount_credited >= 0 AND amount_credited <= amount_paid);

ALTER TABLE refunds ADD COLUMN credit_note_id TEXT REFERENCES credit_notes (id);
CREATE INDEX refunds_credit_note ON refunds (credit_note_id) WHERE credit_note_id IS NOT NULL;
