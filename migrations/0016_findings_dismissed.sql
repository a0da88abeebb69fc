-- A finding that a person has dismissed, with the reason: it is not raised again. `kind` and `subject` are those of
-- the finding; `amount` is what a finding of the books was over when it was dismissed, since another amount is another one.
CREATE TABLE dismissals (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  amount INTEGER,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  dismissed_by TEXT NOT NULL CHECK (length(dismissed_by) > 0),
  found_at INTEGER NOT NULL,
  dismissed_at INTEGER NOT NULL,
  PRIMARY KEY (connection_id, kind, subject)
) STRICT, WITHOUT ROWID;

-- An object that names no payment goes by its own id, so that each has a row and can be dismissed.
INSERT INTO unknown_objects (connection_id, payment_id, stripe_id, invoice_id, reason, found_at, resolved_at)
  SELECT connection_id, stripe_id, stripe_id, invoice_id, reason, found_at, resolved_at
  FROM unknown_objects WHERE payment_id = '' ON CONFLICT DO NOTHING;
INSERT INTO unknown_object_invoices (connection_id, payment_id, invoice_id)
  SELECT named.connection_id, object.stripe_id, named.invoice_id
  FROM unknown_object_invoices named
  JOIN unknown_objects object ON object.connection_id = named.connection_id AND object.payment_id = named.payment_id
  WHERE named.payment_id = '' ON CONFLICT DO NOTHING;
DELETE FROM unknown_object_invoices WHERE payment_id = '';
DELETE FROM unknown_objects WHERE payment_id = '';

-- A payment that was ended without proof is looked at again then, for some time: its money may have come.
ALTER TABLE payments ADD COLUMN look_back_at INTEGER;
CREATE INDEX payments_look_back ON payments (look_back_at) WHERE look_back_at IS NOT NULL;

-- What has an oldest age is found without reading the whole table.
CREATE INDEX stripe_customers_requested ON stripe_customers (requested_at) WHERE stripe_customer_id IS NULL;
CREATE INDEX emails_undelivered ON emails (created_at) WHERE state IN ('queued', 'sending', 'unknown');
