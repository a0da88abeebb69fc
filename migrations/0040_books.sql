-- The books by payout: what became available between one payout of a connection and the next.
CREATE INDEX balance_transactions_payouts ON balance_transactions (connection_id, currency, created_at, stripe_id)
  WHERE reporting_category = 'payout';
-- Money leaves with a payout once it is available; a payout leaves when it is made.
CREATE INDEX balance_transactions_moved ON balance_transactions (connection_id, currency,
  CASE WHEN reporting_category = 'payout' THEN created_at ELSE max(created_at, coalesce(available_at, 0)) END);
