-- What was decided may be decided again: what a dispute took is remembered, so that it can be given back.
-- What it took of its payment's money, in minor units of the payment's currency; null while it has taken nothing.
ALTER TABLE disputes ADD COLUMN taken_amount INTEGER CHECK (taken_amount >= 0);
-- Whether the money is out of the balance at Stripe, by the balance transactions of the dispute.
ALTER TABLE disputes ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));

UPDATE disputes SET taken_amount = (SELECT iif(payments.currency = disputes.currency, disputes.amount, amount_received)
  FROM payments WHERE payments.id = disputes.payment_id) WHERE state = 'lost';
UPDATE disputes SET withdrawn = 1
  WHERE kind <> 'inquiry' AND state NOT IN ('won', 'warning_closed', 'prevented');
