-- What moved the balance of a connection, by category and class, up to each midnight: a transaction when its money may leave, a
-- payout when it is made. `day` is the midnight (UTC, counted from the epoch) that ends a day, and belongs to it: at midnight
-- Stripe's money becomes available, so that a payout of the hours after it has nearly all that it takes in whole days.
CREATE TABLE balance_moved_days (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  currency TEXT NOT NULL,
  day INTEGER NOT NULL,
  reporting_category TEXT NOT NULL,
  classification TEXT NOT NULL,
  items INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  fee INTEGER NOT NULL,
  net INTEGER NOT NULL CHECK (net = amount - fee),
  PRIMARY KEY (connection_id, currency, day, reporting_category, classification)
) STRICT, WITHOUT ROWID;
INSERT INTO balance_moved_days
SELECT connection_id, currency, (iif(reporting_category = 'payout', created_at, max(created_at, coalesce(available_at, 0))) + 86399999) / 86400000,
  reporting_category, coalesce(classification, ''), count(*), sum(amount), sum(fee), sum(net)
FROM balance_transactions WHERE balance_type = 'payments' GROUP BY 1, 2, 3, 4, 5;

CREATE TRIGGER balance_moved_days_new AFTER INSERT ON balance_transactions WHEN NEW.balance_type = 'payments'
BEGIN
  INSERT INTO balance_moved_days SELECT NEW.connection_id, NEW.currency,
    (iif(NEW.reporting_category = 'payout', NEW.created_at, max(NEW.created_at, coalesce(NEW.available_at, 0))) + 86399999) / 86400000, NEW.reporting_category,
    coalesce(NEW.classification, ''), 0, 0, 0, 0 WHERE NEW.balance_type = 'payments' AND NOT EXISTS (SELECT 1 FROM balance_moved_days
    WHERE connection_id = NEW.connection_id AND currency = NEW.currency
      AND day = (iif(NEW.reporting_category = 'payout', NEW.created_at, max(NEW.created_at, coalesce(NEW.available_at, 0))) + 86399999) / 86400000
      AND reporting_category = NEW.reporting_category AND classification = coalesce(NEW.classification, ''));
  UPDATE balance_moved_days SET items = items + 1, amount = amount + NEW.amount, fee = fee + NEW.fee, net = net + NEW.net
    WHERE NEW.balance_type = 'payments' AND connection_id = NEW.connection_id AND currency = NEW.currency
      AND day = (iif(NEW.reporting_category = 'payout', NEW.created_at, max(NEW.created_at, coalesce(NEW.available_at, 0))) + 86399999) / 86400000
      AND reporting_category = NEW.reporting_category AND classification = coalesce(NEW.classification, '');
END;
CREATE TRIGGER balance_moved_days_changed
AFTER UPDATE OF connection_id, currency, reporting_category, classification, created_at, available_at, balance_type, amount, fee, net
ON balance_transactions
BEGIN
  UPDATE balance_moved_days SET items = items - 1, amount = amount - OLD.amount, fee = fee - OLD.fee, net = net - OLD.net
    WHERE OLD.balance_type = 'payments' AND connection_id = OLD.connection_id AND currency = OLD.currency
      AND day = (iif(OLD.reporting_category = 'payout', OLD.created_at, max(OLD.created_at, coalesce(OLD.available_at, 0))) + 86399999) / 86400000
      AND reporting_category = OLD.reporting_category AND classification = coalesce(OLD.classification, '');
  DELETE FROM balance_moved_days WHERE items = 0
    AND connection_id = OLD.connection_id AND currency = OLD.currency
      AND day = (iif(OLD.reporting_category = 'payout', OLD.created_at, max(OLD.created_at, coalesce(OLD.available_at, 0))) + 86399999) / 86400000
      AND reporting_category = OLD.reporting_category AND classification = coalesce(OLD.classification, '');
  INSERT INTO balance_moved_days SELECT NEW.connection_id, NEW.currency,
    (iif(NEW.reporting_category = 'payout', NEW.created_at, max(NEW.created_at, coalesce(NEW.available_at, 0))) + 86399999) / 86400000, NEW.reporting_category,
    coalesce(NEW.classification, ''), 0, 0, 0, 0 WHERE NEW.balance_type = 'payments' AND NOT EXISTS (SELECT 1 FROM balance_moved_days
    WHERE connection_id = NEW.connection_id AND currency = NEW.currency
      AND day = (iif(NEW.reporting_category = 'payout', NEW.created_at, max(NEW.created_at, coalesce(NEW.available_at, 0))) + 86399999) / 86400000
      AND reporting_category = NEW.reporting_category AND classification = coalesce(NEW.classification, ''));
  UPDATE balance_moved_days SET items = items + 1, amount = amount + NEW.amount, fee = fee + NEW.fee, net = net + NEW.net
    WHERE NEW.balance_type = 'payments' AND connection_id = NEW.connection_id AND currency = NEW.currency
      AND day = (iif(NEW.reporting_category = 'payout', NEW.created_at, max(NEW.created_at, coalesce(NEW.available_at, 0))) + 86399999) / 86400000
      AND reporting_category = NEW.reporting_category AND classification = coalesce(NEW.classification, '');
END;
CREATE TRIGGER balance_moved_days_gone AFTER DELETE ON balance_transactions WHEN OLD.balance_type = 'payments'
BEGIN
  UPDATE balance_moved_days SET items = items - 1, amount = amount - OLD.amount, fee = fee - OLD.fee, net = net - OLD.net
    WHERE OLD.balance_type = 'payments' AND connection_id = OLD.connection_id AND currency = OLD.currency
      AND day = (iif(OLD.reporting_category = 'payout', OLD.created_at, max(OLD.created_at, coalesce(OLD.available_at, 0))) + 86399999) / 86400000
      AND reporting_category = OLD.reporting_category AND classification = coalesce(OLD.classification, '');
  DELETE FROM balance_moved_days WHERE items = 0
    AND connection_id = OLD.connection_id AND currency = OLD.currency
      AND day = (iif(OLD.reporting_category = 'payout', OLD.created_at, max(OLD.created_at, coalesce(OLD.available_at, 0))) + 86399999) / 86400000
      AND reporting_category = OLD.reporting_category AND classification = coalesce(OLD.classification, '');
END;

-- What all of these days before the first of a month come to, as in `balance_anchors`.
CREATE TABLE balance_moved_anchors (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  currency TEXT NOT NULL,
  day INTEGER NOT NULL,
  net INTEGER NOT NULL,
  PRIMARY KEY (connection_id, currency, day)
) STRICT, WITHOUT ROWID;
INSERT INTO balance_moved_anchors
SELECT m.connection_id, m.currency, m.day, coalesce((SELECT sum(d.net) FROM balance_moved_days d
  WHERE d.connection_id = m.connection_id AND d.currency = m.currency AND d.day < m.day), 0)
FROM (SELECT DISTINCT connection_id, currency,
  unixepoch(day * 86400, 'unixepoch', 'start of month') / 86400 AS day FROM balance_moved_days) m;

CREATE TRIGGER balance_moved_anchors_begin AFTER INSERT ON balance_moved_days
WHEN NOT EXISTS (SELECT 1 FROM balance_moved_anchors WHERE connection_id = NEW.connection_id AND currency = NEW.currency
  AND day = unixepoch(NEW.day * 86400, 'unixepoch', 'start of month') / 86400)
BEGIN
  INSERT INTO balance_moved_anchors
  SELECT NEW.connection_id, NEW.currency, m.day, coalesce((SELECT a.net + coalesce((SELECT sum(d.net) FROM balance_moved_days d
      WHERE d.connection_id = a.connection_id AND d.currency = a.currency AND d.day >= a.day AND d.day < m.day), 0)
    FROM balance_moved_anchors a WHERE a.connection_id = NEW.connection_id AND a.currency = NEW.currency AND a.day < m.day
    ORDER BY a.day DESC LIMIT 1), 0)
  FROM (SELECT unixepoch(NEW.day * 86400, 'unixepoch', 'start of month') / 86400 AS day) m;
END;
CREATE TRIGGER balance_moved_anchors_follow AFTER UPDATE OF net ON balance_moved_days WHEN NEW.net <> OLD.net
BEGIN
  UPDATE balance_moved_anchors SET net = net + NEW.net - OLD.net
  WHERE connection_id = NEW.connection_id AND currency = NEW.currency AND day > NEW.day;
END;
