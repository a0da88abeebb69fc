-- Whether a message got to its recipient: what the transport and later reports say of it, and when.

ALTER TABLE emails ADD COLUMN reported TEXT CHECK (reported IN ('delayed', 'delivered', 'bounced', 'complained'));
-- The enhanced status code (RFC 3463) of the refusal or report, or the reply's three digits.
ALTER TABLE emails ADD COLUMN status_code TEXT;
ALTER TABLE emails ADD COLUMN outcome_at INTEGER;

-- The customer that a message is about, be it about an invoice of theirs or about none.
ALTER TABLE emails ADD COLUMN about_customer_id TEXT;
UPDATE emails SET about_customer_id =
  coalesce(customer_id, (SELECT invoices.customer_id FROM invoices WHERE invoices.id = emails.invoice_id));
CREATE INDEX emails_about_customer ON emails (about_customer_id, id);

CREATE INDEX emails_came_to_nobody ON emails (outcome_at)
  WHERE state IN ('refused', 'unknown') OR reported IN ('bounced', 'complained');

-- Addresses that a server says do not exist, as mail servers tell them apart. A corrected one is another row.
CREATE TABLE unreachable_addresses (
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  mailbox TEXT NOT NULL,
  since INTEGER NOT NULL,
  status_code TEXT,
  words TEXT,
  email_id TEXT NOT NULL,
  PRIMARY KEY (merchant_id, mailbox)
) STRICT, WITHOUT ROWID;
