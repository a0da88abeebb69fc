-- Cards that a bank refused on Stripe's page, by Stripe's own charge: however often an event comes, one attempt is one
-- row. Rows are kept for a day.
CREATE TABLE card_declines (
  charge_id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  customer_id TEXT NOT NULL,
  -- Whose link led there; null where it was the customer's portal.
  invoice_id TEXT,
  declined_at INTEGER NOT NULL
) STRICT;
CREATE INDEX card_declines_link ON card_declines (invoice_id, declined_at) WHERE invoice_id IS NOT NULL;
CREATE INDEX card_declines_customer ON card_declines (customer_id, declined_at);
CREATE INDEX card_declines_merchant ON card_declines (merchant_id, livemode, declined_at);
CREATE INDEX card_declines_old ON card_declines (declined_at);

-- Where so many cards were refused that no further one is taken for a time: on a link, of a customer, or on all links of
-- a business. Each has one row, which its next block replaces; the journal has them all.
CREATE TABLE payment_blocks (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  subject_type TEXT NOT NULL CHECK (subject_type IN ('link', 'customer', 'business')),
  -- An invoice, a customer or a merchant.
  subject_id TEXT NOT NULL,
  declines INTEGER NOT NULL CHECK (declines > 0),
  since INTEGER NOT NULL,
  until INTEGER NOT NULL CHECK (until > since),
  -- When the business was mailed about this one, if it was.
  told_at INTEGER,
  -- By staff, before its time.
  released_at INTEGER CHECK (released_at >= since),
  released_by TEXT,
  release_reason TEXT,
  CHECK ((released_at IS NULL) = (released_by IS NULL)),
  UNIQUE (subject_type, subject_id, livemode)
) STRICT;
CREATE INDEX payment_blocks_merchant ON payment_blocks (merchant_id, livemode, until);

-- Payments that were made on Stripe's page lately.
CREATE INDEX payments_succeeded ON payments (merchant_id, livemode, succeeded_at) WHERE flow = 'session';
