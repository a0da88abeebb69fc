-- Rules for payments that are begun do not hold for one that is put back: it was begun before, and its money may have
-- come. A claim is begun as `claimed`; what was lost with a restored database comes back as it stood at Stripe.
DROP TRIGGER payments_pace_of_sessions;
CREATE TRIGGER payments_pace_of_sessions BEFORE INSERT ON payments
WHEN NEW.flow = 'session' AND NEW.state = 'claimed' AND (SELECT COUNT(*) FROM payments
  WHERE connection_id = NEW.connection_id AND flow = 'session' AND claimed_at > NEW.claimed_at - 1000) >= 10
BEGIN SELECT RAISE(ABORT, 'too many sessions are being begun'); END;

DROP TRIGGER payments_not_after_opt_out;
CREATE TRIGGER payments_not_after_opt_out BEFORE INSERT ON payments
WHEN NEW.via = 'autopay' AND NEW.state = 'claimed'
  AND (SELECT autopay FROM customers WHERE id = NEW.customer_id) = 'off'
BEGIN SELECT RAISE(ABORT, 'autopay is off'); END;
