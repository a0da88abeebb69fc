-- A customer's statement reads what is not settled, and what was settled since its period began: all else comes to nothing.
CREATE INDEX invoices_settled ON invoices (customer_id, coalesce(paid_at, finalized_at)) WHERE status = 'paid';

-- Whose money it is, so that a customer's refunds are read without their payments. Whoever inserts one need not know.
ALTER TABLE refunds ADD COLUMN customer_id TEXT REFERENCES customers (id);
UPDATE refunds SET customer_id = (SELECT customer_id FROM payments WHERE id = refunds.payment_id);
CREATE INDEX refunds_of_customer ON refunds (customer_id, created_at) WHERE customer_id IS NOT NULL;
CREATE TRIGGER refunds_have_their_customer AFTER INSERT ON refunds WHEN NEW.customer_id IS NULL
BEGIN
  UPDATE refunds SET customer_id = (SELECT customer_id FROM payments WHERE id = NEW.payment_id) WHERE id = NEW.id;
END;

-- By their source transactions are looked up only where they were taken for another's.
DROP INDEX balance_transactions_source;
CREATE INDEX balance_transactions_foreign ON balance_transactions (connection_id, source)
  WHERE classification = 'foreign' AND source IS NOT NULL;

-- What all days before the first of a month come to, by connection and currency: the balance of any day is that and the
-- days of its month. A month has its anchor from its first transaction on; what comes late moves every anchor after it.
CREATE TABLE balance_anchors (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  currency TEXT NOT NULL,
  -- Counted from the epoch, UTC; the net of all days before it.
  day INTEGER NOT NULL,
  net INTEGER NOT NULL,
  PRIMARY KEY (connection_id, currency, day)
) STRICT, WITHOUT ROWID;
INSERT INTO balance_anchors
SELECT m.connection_id, m.currency, m.day, coalesce((SELECT sum(d.net) FROM balance_days d
  WHERE d.connection_id = m.connection_id AND d.currency = m.currency AND d.day < m.day), 0)
FROM (SELECT DISTINCT connection_id, currency,
  unixepoch(day * 86400, 'unixepoch', 'start of month') / 86400 AS day FROM balance_days) m;

CREATE TRIGGER balance_anchors_begin AFTER INSERT ON balance_days
WHEN NOT EXISTS (SELECT 1 FROM balance_anchors WHERE connection_id = NEW.connection_id AND currency = NEW.currency
  AND day = unixepoch(NEW.day * 86400, 'unixepoch', 'start of month') / 86400)
BEGIN
  INSERT INTO balance_anchors
  SELECT NEW.connection_id, NEW.currency, m.day, coalesce((SELECT a.net + coalesce((SELECT sum(d.net) FROM balance_days d
      WHERE d.connection_id = a.connection_id AND d.currency = a.currency AND d.day >= a.day AND d.day < m.day), 0)
    FROM balance_anchors a WHERE a.connection_id = NEW.connection_id AND a.currency = NEW.currency AND a.day < m.day
    ORDER BY a.day DESC LIMIT 1), 0)
  FROM (SELECT unixepoch(NEW.day * 86400, 'unixepoch', 'start of month') / 86400 AS day) m;
END;
CREATE TRIGGER balance_anchors_follow AFTER UPDATE OF net ON balance_days WHEN NEW.net <> OLD.net
BEGIN
  UPDATE balance_anchors SET net = net + NEW.net - OLD.net
  WHERE connection_id = NEW.connection_id AND currency = NEW.currency AND day > NEW.day;
END;
