-- Invoices that were open when a method came on file: what their customer chose for each, or that they were asked and
-- have not chosen yet. A method that comes later asks anew; the journal keeps every answer.
CREATE TABLE invoice_choices (
  invoice_id TEXT PRIMARY KEY REFERENCES invoices (id),
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  asked_at INTEGER NOT NULL,
  choice TEXT CHECK (choice IN ('pay_now', 'on_due_date', 'not_automatically')),
  chosen_at INTEGER,
  -- The address that had signed in; null where the business opened the portal.
  chosen_by TEXT,
  CHECK ((choice IS NULL) = (chosen_at IS NULL)),
  CHECK (choice IS NOT NULL OR chosen_by IS NULL)
) STRICT;
CREATE INDEX invoice_choices_customer ON invoice_choices (customer_id);
