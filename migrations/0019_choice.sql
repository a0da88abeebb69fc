-- Which method is charged is decided per customer: the one that paid last leads, and one that was declined steps back.

ALTER TABLE payment_methods ADD COLUMN paid_at INTEGER;
-- When a bank last declined it; null once it has paid since, or was renewed.
ALTER TABLE payment_methods ADD COLUMN declined_at INTEGER;
-- When somebody last said that it comes first.
ALTER TABLE payment_methods ADD COLUMN default_set_at INTEGER;

UPDATE payment_methods SET paid_at = (
  SELECT max(p.succeeded_at) FROM payments p
  WHERE p.customer_id = payment_methods.customer_id AND p.state = 'succeeded'
    AND (p.payment_method_id = payment_methods.id OR p.fingerprint = payment_methods.fingerprint));
UPDATE payment_methods SET declined_at = (
  SELECT max(p.closed_at) FROM payments p
  WHERE p.customer_id = payment_methods.customer_id AND p.state = 'failed'
    AND p.payment_method_id = payment_methods.id AND p.closed_at > coalesce(payment_methods.paid_at, 0));

-- Networks count declines per card or account: those of a payer on Stripe's page too, whose payment was cancelled after it.
DROP INDEX payments_fingerprint;
CREATE INDEX payments_declined ON payments (fingerprint, closed_at)
  WHERE state = 'failed' OR (state = 'canceled' AND failure_code IS NOT NULL);
-- Charges under way by card or account.
CREATE INDEX payments_under_way ON payments (fingerprint) WHERE closed_at IS NULL AND fingerprint IS NOT NULL;

-- Two invoices that are decided at the same time must not both use a card's last try: whatever a worker read before, one
-- whose limit is reached, counting charges under way as declined, is not claimed (domain/collection/limits.ts).
CREATE TRIGGER payments_within_network_limits BEFORE INSERT ON payments
WHEN NEW.via = 'autopay' AND NEW.state = 'claimed' AND NEW.fingerprint IS NOT NULL
  AND (SELECT type FROM payment_methods WHERE id = NEW.payment_method_id) = 'card'
  AND (
    (SELECT count(*) FROM payments WHERE fingerprint = NEW.fingerprint AND closed_at IS NULL)
      + (SELECT count(*) FROM payments
         WHERE fingerprint = NEW.fingerprint
           AND (state = 'failed' OR (state = 'canceled' AND failure_code IS NOT NULL)) AND closed_at > NEW.claimed_at - 2592000000) >= 15
    OR (SELECT count(*) FROM payments WHERE fingerprint = NEW.fingerprint AND closed_at IS NULL)
      + (SELECT count(*) FROM payments
         WHERE fingerprint = NEW.fingerprint
           AND (state = 'failed' OR (state = 'canceled' AND failure_code IS NOT NULL)) AND closed_at > NEW.claimed_at - 86400000) >= 10
  )
BEGIN SELECT RAISE(ABORT, 'network limit'); END;
