-- Messages about no invoice: a sign-in link, a method added, a card that expires. They go with their customer.
ALTER TABLE emails ADD COLUMN customer_id TEXT REFERENCES customers (id) ON DELETE CASCADE
  CHECK (customer_id IS NULL OR (invoice_id IS NULL AND payment_id IS NULL));
CREATE INDEX emails_customer ON emails (customer_id) WHERE customer_id IS NOT NULL;
