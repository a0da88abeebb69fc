-- One tick, one budget: what a tick has no room for waits in the queue, and the next tick lets it be until then.
ALTER TABLE sweeps ADD COLUMN queued_until INTEGER NOT NULL DEFAULT 0;

-- All connections of an account, the active one and those before it.
CREATE INDEX connections_of_account ON connections (account, livemode, id);
-- Payments whose last check came to something, and those that missed theirs.
CREATE INDEX payments_check_sound ON payments (check_at) WHERE check_at IS NOT NULL AND missed_checks = 0;
CREATE INDEX payments_check_missed ON payments (check_at) WHERE check_at IS NOT NULL AND missed_checks > 0;

-- Running sums of the balance transactions: the books of a day, and of all days before it, without reading what they are
-- made of. `classification` is '' while a transaction is unexplained, and `day` counts from the epoch, UTC.
CREATE TABLE balance_days (
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
INSERT INTO balance_days
SELECT connection_id, currency, created_at / 86400000, reporting_category, coalesce(classification, ''),
  count(*), sum(amount), sum(fee), sum(net)
FROM balance_transactions WHERE balance_type = 'payments' GROUP BY 1, 2, 3, 4, 5;

CREATE TRIGGER balance_days_new AFTER INSERT ON balance_transactions WHEN NEW.balance_type = 'payments'
BEGIN
  INSERT INTO balance_days SELECT NEW.connection_id, NEW.currency, NEW.created_at / 86400000, NEW.reporting_category,
    coalesce(NEW.classification, ''), 0, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM balance_days
    WHERE connection_id = NEW.connection_id AND currency = NEW.currency AND day = NEW.created_at / 86400000
      AND reporting_category = NEW.reporting_category AND classification = coalesce(NEW.classification, ''));
  UPDATE balance_days SET items = items + 1, amount = amount + NEW.amount, fee = fee + NEW.fee, net = net + NEW.net
    WHERE connection_id = NEW.connection_id AND currency = NEW.currency AND day = NEW.created_at / 86400000
      AND reporting_category = NEW.reporting_category AND classification = coalesce(NEW.classification, '');
END;
CREATE TRIGGER balance_days_changed AFTER UPDATE OF classification, created_at, amount, fee, net ON balance_transactions
WHEN NEW.balance_type = 'payments'
BEGIN
  UPDATE balance_days SET items = items - 1, amount = amount - OLD.amount, fee = fee - OLD.fee, net = net - OLD.net
    WHERE connection_id = OLD.connection_id AND currency = OLD.currency AND day = OLD.created_at / 86400000
      AND reporting_category = OLD.reporting_category AND classification = coalesce(OLD.classification, '');
  DELETE FROM balance_days WHERE items = 0
    AND connection_id = OLD.connection_id AND currency = OLD.currency AND day = OLD.created_at / 86400000
      AND reporting_category = OLD.reporting_category AND classification = coalesce(OLD.classification, '');
  INSERT INTO balance_days SELECT NEW.connection_id, NEW.currency, NEW.created_at / 86400000, NEW.reporting_category,
    coalesce(NEW.classification, ''), 0, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM balance_days
    WHERE connection_id = NEW.connection_id AND currency = NEW.currency AND day = NEW.created_at / 86400000
      AND reporting_category = NEW.reporting_category AND classification = coalesce(NEW.classification, ''));
  UPDATE balance_days SET items = items + 1, amount = amount + NEW.amount, fee = fee + NEW.fee, net = net + NEW.net
    WHERE connection_id = NEW.connection_id AND currency = NEW.currency AND day = NEW.created_at / 86400000
      AND reporting_category = NEW.reporting_category AND classification = coalesce(NEW.classification, '');
END;
CREATE TRIGGER balance_days_gone AFTER DELETE ON balance_transactions WHEN OLD.balance_type = 'payments'
BEGIN
  UPDATE balance_days SET items = items - 1, amount = amount - OLD.amount, fee = fee - OLD.fee, net = net - OLD.net
    WHERE connection_id = OLD.connection_id AND currency = OLD.currency AND day = OLD.created_at / 86400000
      AND reporting_category = OLD.reporting_category AND classification = coalesce(OLD.classification, '');
  DELETE FROM balance_days WHERE items = 0
    AND connection_id = OLD.connection_id AND currency = OLD.currency AND day = OLD.created_at / 86400000
      AND reporting_category = OLD.reporting_category AND classification = coalesce(OLD.classification, '');
END;

-- What was read whole, or more of it than is shown.
CREATE INDEX connections_of_merchant ON connections (merchant_id, livemode, id);
CREATE INDEX findings_of_connection ON findings (connection_id, at) WHERE resolved_at IS NULL;
CREATE INDEX payment_blocks_standing ON payment_blocks (until) WHERE released_at IS NULL;
CREATE INDEX sign_ins_session ON sign_ins (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX emails_of_invoice ON emails (invoice_id, id) WHERE invoice_id IS NOT NULL;
CREATE INDEX connections_paused ON connections (paused_at) WHERE paused_at IS NOT NULL;
CREATE INDEX refunds_of_connection ON refunds (connection_id, created_at);
