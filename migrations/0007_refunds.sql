-- Refunds, disputes and credit, as far as the first migrations did not foresee them.

-- How much of it is taken out of the credit that the payment left over; given back where the refund comes to nothing.
ALTER TABLE refunds ADD COLUMN credit_amount INTEGER NOT NULL DEFAULT 0
  CHECK (credit_amount >= 0 AND credit_amount <= amount);
-- Not before this instant: a bank debit may still be returned. Null for at once.
ALTER TABLE refunds ADD COLUMN not_before INTEGER;
-- When Stripe was asked for it first; keys are not replayed for longer than Stripe keeps them.
ALTER TABLE refunds ADD COLUMN sent_at INTEGER;

-- What is asked back is never more than what came. What was made at Stripe itself is written down as it is.
CREATE TRIGGER refunds_within_received BEFORE INSERT ON refunds
WHEN NEW.purpose <> 'external' AND NEW.amount + COALESCE((SELECT SUM(amount) FROM refunds
    WHERE payment_id = NEW.payment_id AND state NOT IN ('failed', 'canceled')), 0)
  > (SELECT amount_received FROM payments WHERE id = NEW.payment_id)
BEGIN SELECT RAISE(ABORT, 'refunds exceed what was received'); END;

-- Who vouches for a credit that no payment stands behind, and why it was given.
ALTER TABLE credits ADD COLUMN issued_by TEXT CHECK (issued_by IS NULL OR length(issued_by) > 0);
ALTER TABLE credits ADD COLUMN note TEXT;
ALTER TABLE credits ADD COLUMN offline_payment_id TEXT REFERENCES offline_payments (id);
CREATE INDEX credits_payment ON credits (payment_id) WHERE payment_id IS NOT NULL;

-- Somebody answers for money that is given away (I3).
CREATE TRIGGER credits_goodwill_is_named BEFORE INSERT ON credits
WHEN NEW.reason = 'goodwill' AND NEW.issued_by IS NULL
BEGIN SELECT RAISE(ABORT, 'a goodwill credit names who gave it'); END;

CREATE INDEX refunds_list ON refunds (merchant_id, id);
CREATE INDEX payments_list ON payments (merchant_id, livemode, id);
CREATE INDEX disputes_open ON disputes (payment_id) WHERE closed_at IS NULL;
