-- What a link keeps of the method that it is paid with. `announced`: the method, after a text that says so before the
-- payment. `if_asked`: only what the payer ticks. `never`: nothing.
ALTER TABLE merchants ADD COLUMN link_keeps TEXT NOT NULL DEFAULT 'announced'
  CHECK (link_keeps IN ('announced', 'if_asked', 'never'));

-- Who paid with what, as Stripe's Checkout says.
ALTER TABLE payments ADD COLUMN payer_email TEXT;
-- What was said to them of the method that it keeps; null where it keeps none.
ALTER TABLE payments ADD COLUMN link_terms TEXT CHECK (link_terms IS NULL OR json_valid(link_terms));
ALTER TABLE payments ADD COLUMN stripe_payment_method_id TEXT;
CREATE INDEX payments_by_method ON payments (connection_id, stripe_payment_method_id)
  WHERE stripe_payment_method_id IS NOT NULL;

-- A method that a link kept: by which payment, whose it may be, and who said that it may be charged, or may not.
ALTER TABLE payment_methods ADD COLUMN kept_by TEXT;
ALTER TABLE payment_methods ADD COLUMN payer_email TEXT;
ALTER TABLE payment_methods ADD COLUMN confirmed_at INTEGER;
ALTER TABLE payment_methods ADD COLUMN confirmed_by TEXT;
ALTER TABLE payment_methods ADD COLUMN refused_at INTEGER;
CREATE INDEX payment_methods_kept_by ON payment_methods (kept_by) WHERE kept_by IS NOT NULL;

-- The method that the last notice of a charge named.
ALTER TABLE invoices ADD COLUMN noticed_method TEXT;

-- A third kind of agreement. A constraint goes only with its column, and the table is referred to, so it is not rebuilt.
DROP TRIGGER agreements_append_only;
DROP INDEX agreements_customer;
ALTER TABLE agreements ADD COLUMN about TEXT NOT NULL DEFAULT 'autopay'
  CHECK (about IN ('bank_debit', 'autopay', 'link_payment'));
UPDATE agreements SET about = kind;
ALTER TABLE agreements DROP COLUMN kind;
ALTER TABLE agreements RENAME COLUMN about TO kind;
CREATE INDEX agreements_customer ON agreements (customer_id, kind, id);
CREATE TRIGGER agreements_append_only BEFORE UPDATE ON agreements
BEGIN SELECT RAISE(ABORT, 'agreements are append-only'); END;
