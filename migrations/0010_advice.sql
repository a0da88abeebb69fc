-- What Stripe advises after a decline, in its own word: whether the card may be tried again.
ALTER TABLE payments ADD COLUMN advice_code TEXT;
