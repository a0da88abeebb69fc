-- A customer's name, address, mail and telephone follow at Stripe, and Stripe's changes follow here. For each of the four:
-- what both sides had when they were last compared, who wrote it last, and when.
ALTER TABLE stripe_customers ADD COLUMN followed TEXT CHECK (followed IS NULL OR json_valid(followed));
-- The change that is being sent, exactly as it is sent and retried; its number is part of the idempotency key.
ALTER TABLE stripe_customers ADD COLUMN change TEXT CHECK (change IS NULL OR json_valid(change));
ALTER TABLE stripe_customers ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
-- When both sides are compared next; null where nothing has to be.
ALTER TABLE stripe_customers ADD COLUMN follow_at INTEGER;
CREATE INDEX stripe_customers_follow ON stripe_customers (follow_at) WHERE follow_at IS NOT NULL;

-- What was wanted when Stripe refused it: a payment or a method for one, to read what became of a payment, a customer's
-- change, or a refund. It is over when the same is taken.
ALTER TABLE stripe_refusals ADD COLUMN wanted TEXT NOT NULL DEFAULT 'payment'
  CHECK (wanted IN ('payment', 'reading', 'customer', 'refund'));
