-- What a business billed, collected and gave back by day, what is open by the day on which it is due, and what is on its way: kept with
-- each change, so that its first page and its lists add up no invoices. `day` is a local date for what is open and billed and for money that
-- staff recorded, UTC for what Stripe collected and gave back; empty for what is on its way and for what all paid invoices took.
CREATE TABLE money_sums (
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  kind TEXT NOT NULL CHECK (kind IN ('open', 'billed', 'paid', 'collected', 'refunded', 'processing')),
  day TEXT NOT NULL,
  currency TEXT NOT NULL,
  items INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, livemode, kind, day, currency)
) STRICT, WITHOUT ROWID;

INSERT INTO money_sums
SELECT merchant_id, livemode, 'open', coalesce(due_date, ''), currency, count(*), sum(amount_due - amount_paid)
FROM invoices WHERE status = 'open' GROUP BY 1, 2, 4, 5;
INSERT INTO money_sums
SELECT merchant_id, livemode, 'billed', coalesce(issue_date, ''), currency, count(*), sum(amount_due - amount_credited)
FROM invoices WHERE status IN ('open', 'paid', 'uncollectible') GROUP BY 1, 2, 4, 5;
-- Of an invoice in parts, each part is due on its own day; the invoice itself is due with its first that is not covered.
INSERT INTO money_sums
SELECT i.merchant_id, i.livemode, 'open', p.due_date, i.currency, 0, sum(max(0, min(p.amount, p.through - i.amount_paid)))
FROM instalments p JOIN invoices i ON i.id = p.invoice_id WHERE i.status = 'open' AND p.due_date IS NOT i.due_date
GROUP BY 1, 2, 4, 5
ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
INSERT INTO money_sums
SELECT i.merchant_id, i.livemode, 'open', coalesce(i.due_date, ''), i.currency, 0, -sum(max(0, min(p.amount, p.through - i.amount_paid)))
FROM instalments p JOIN invoices i ON i.id = p.invoice_id WHERE i.status = 'open' AND p.due_date IS NOT i.due_date
GROUP BY 1, 2, 4, 5
ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
INSERT INTO money_sums
SELECT i.merchant_id, i.livemode, 'collected',
  coalesce((SELECT received_on FROM offline_payments WHERE id = a.source_id), date(a.created_at / 1000, 'unixepoch')),
  a.currency, count(*), sum(a.amount)
FROM allocations a JOIN invoices i ON i.id = a.invoice_id WHERE a.source_type IN ('payment', 'offline_payment')
GROUP BY 1, 2, 4, 5;
INSERT INTO money_sums
SELECT r.merchant_id, p.livemode, 'refunded', date(r.created_at / 1000, 'unixepoch'), r.currency, count(*), sum(r.amount)
FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE r.state = 'succeeded' GROUP BY 1, 2, 4, 5;
INSERT INTO money_sums
SELECT merchant_id, livemode, 'processing', '', currency, count(*), sum(amount)
FROM payments WHERE state = 'processing' GROUP BY 1, 2, 5;
INSERT INTO money_sums
SELECT merchant_id, livemode, 'paid', '', currency, count(*), sum(amount_paid - amount_credited)
FROM invoices WHERE status = 'paid' GROUP BY 1, 2, 5;

CREATE TRIGGER money_sums_of_new_invoice AFTER INSERT ON invoices WHEN NEW.status <> 'draft'
BEGIN
  INSERT INTO money_sums
  SELECT NEW.merchant_id, NEW.livemode, kind, day, NEW.currency, 1, amount FROM (
    SELECT 'open' AS kind, coalesce(NEW.due_date, '') AS day, NEW.amount_due - NEW.amount_paid AS amount WHERE NEW.status = 'open'
    UNION ALL SELECT 'billed', coalesce(NEW.issue_date, ''), NEW.amount_due - NEW.amount_credited WHERE NEW.status <> 'void'
    UNION ALL SELECT 'paid', '', NEW.amount_paid - NEW.amount_credited WHERE NEW.status = 'paid')
  WHERE true ON CONFLICT DO UPDATE SET items = items + 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER money_sums_of_invoice
AFTER UPDATE OF status, currency, due_date, issue_date, amount_due, amount_paid, amount_credited ON invoices
WHEN NEW.status <> 'draft' OR OLD.status <> 'draft'
BEGIN
  INSERT INTO money_sums
  SELECT NEW.merchant_id, NEW.livemode, kind, day, currency, sum(items), sum(amount) FROM (
    SELECT 'open' AS kind, OLD.currency AS currency, coalesce(OLD.due_date, '') AS day, -1 AS items,
      OLD.amount_paid - OLD.amount_due AS amount WHERE OLD.status = 'open'
    UNION ALL SELECT 'open', NEW.currency, coalesce(NEW.due_date, ''), 1, NEW.amount_due - NEW.amount_paid WHERE NEW.status = 'open'
    UNION ALL SELECT 'billed', OLD.currency, coalesce(OLD.issue_date, ''), -1, OLD.amount_credited - OLD.amount_due
      WHERE OLD.status NOT IN ('draft', 'void')
    UNION ALL SELECT 'billed', NEW.currency, coalesce(NEW.issue_date, ''), 1, NEW.amount_due - NEW.amount_credited
      WHERE NEW.status NOT IN ('draft', 'void'))
  GROUP BY kind, currency, day HAVING sum(items) <> 0 OR sum(amount) <> 0
  ON CONFLICT DO UPDATE SET items = items + excluded.items, amount = amount + excluded.amount;
  DELETE FROM money_sums WHERE merchant_id = OLD.merchant_id AND livemode = OLD.livemode AND kind = 'open'
    AND currency = OLD.currency AND day = coalesce(OLD.due_date, '') AND items = 0 AND amount = 0;
END;
CREATE TRIGGER money_sums_of_paid_invoice AFTER UPDATE OF status, amount_paid, amount_credited ON invoices
WHEN NEW.status = 'paid' OR OLD.status = 'paid'
BEGIN
  INSERT INTO money_sums
  SELECT NEW.merchant_id, NEW.livemode, 'paid', '', NEW.currency, items, amount FROM (
    SELECT (NEW.status = 'paid') - (OLD.status = 'paid') AS items, iif(NEW.status = 'paid', NEW.amount_paid - NEW.amount_credited, 0)
      - iif(OLD.status = 'paid', OLD.amount_paid - OLD.amount_credited, 0) AS amount)
  WHERE items <> 0 OR amount <> 0
  ON CONFLICT DO UPDATE SET items = items + excluded.items, amount = amount + excluded.amount;
END;
-- What parts move from the invoice's day to their own, whichever of the triggers of this table comes first: each writes a difference.
CREATE TRIGGER money_sums_of_plan AFTER UPDATE OF status, due_date, amount_paid ON invoices
WHEN (OLD.status = 'open' OR NEW.status = 'open') AND EXISTS (SELECT 1 FROM instalments WHERE invoice_id = NEW.id)
BEGIN
  INSERT INTO money_sums
  SELECT NEW.merchant_id, NEW.livemode, 'open', day, NEW.currency, 0, sum(amount) FROM (
    SELECT p.due_date AS day, -max(0, min(p.amount, p.through - OLD.amount_paid)) AS amount
      FROM instalments p WHERE p.invoice_id = NEW.id AND OLD.status = 'open' AND p.due_date IS NOT OLD.due_date
    UNION ALL SELECT coalesce(OLD.due_date, ''), max(0, min(p.amount, p.through - OLD.amount_paid))
      FROM instalments p WHERE p.invoice_id = NEW.id AND OLD.status = 'open' AND p.due_date IS NOT OLD.due_date
    UNION ALL SELECT p.due_date, max(0, min(p.amount, p.through - NEW.amount_paid))
      FROM instalments p WHERE p.invoice_id = NEW.id AND NEW.status = 'open' AND p.due_date IS NOT NEW.due_date
    UNION ALL SELECT coalesce(NEW.due_date, ''), -max(0, min(p.amount, p.through - NEW.amount_paid))
      FROM instalments p WHERE p.invoice_id = NEW.id AND NEW.status = 'open' AND p.due_date IS NOT NEW.due_date)
  GROUP BY day HAVING sum(amount) <> 0
  ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
  DELETE FROM money_sums WHERE merchant_id = NEW.merchant_id AND livemode = NEW.livemode AND kind = 'open'
    AND currency = NEW.currency AND items = 0 AND amount = 0
    AND day IN (SELECT due_date FROM instalments WHERE invoice_id = NEW.id);
END;
-- A plan's parts are written after the invoice was issued, in the same batch.
CREATE TRIGGER money_sums_of_part AFTER INSERT ON instalments
BEGIN
  INSERT INTO money_sums
  SELECT i.merchant_id, i.livemode, 'open', moved.day, i.currency, 0,
    moved.sign * max(0, min(NEW.amount, NEW.through - i.amount_paid))
  FROM invoices i CROSS JOIN (SELECT 1 AS sign, NEW.due_date AS day
    UNION ALL SELECT -1, coalesce((SELECT due_date FROM invoices WHERE id = NEW.invoice_id), '')) moved
  WHERE i.id = NEW.invoice_id AND i.status = 'open' AND i.due_date IS NOT NEW.due_date AND NEW.through > i.amount_paid
  ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
END;
CREATE TRIGGER money_sums_of_allocation AFTER INSERT ON allocations WHEN NEW.source_type IN ('payment', 'offline_payment')
BEGIN
  INSERT INTO money_sums
  SELECT i.merchant_id, i.livemode, 'collected',
    coalesce((SELECT received_on FROM offline_payments WHERE id = NEW.source_id), date(NEW.created_at / 1000, 'unixepoch')),
    NEW.currency, 1, NEW.amount
  FROM invoices i WHERE i.id = NEW.invoice_id
  ON CONFLICT DO UPDATE SET items = items + 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER money_sums_of_new_refund AFTER INSERT ON refunds WHEN NEW.state = 'succeeded'
BEGIN
  INSERT INTO money_sums
  SELECT NEW.merchant_id, p.livemode, 'refunded', date(NEW.created_at / 1000, 'unixepoch'), NEW.currency, 1, NEW.amount
  FROM payments p WHERE p.id = NEW.payment_id
  ON CONFLICT DO UPDATE SET items = items + 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER money_sums_of_refund AFTER UPDATE OF state, amount ON refunds
WHEN (OLD.state = 'succeeded' OR NEW.state = 'succeeded') AND (OLD.state <> NEW.state OR OLD.amount <> NEW.amount)
BEGIN
  INSERT INTO money_sums
  SELECT NEW.merchant_id, p.livemode, 'refunded', date(NEW.created_at / 1000, 'unixepoch'), NEW.currency,
    (NEW.state = 'succeeded') - (OLD.state = 'succeeded'),
    iif(NEW.state = 'succeeded', NEW.amount, 0) - iif(OLD.state = 'succeeded', OLD.amount, 0)
  FROM payments p WHERE p.id = NEW.payment_id
  ON CONFLICT DO UPDATE SET items = items + excluded.items, amount = amount + excluded.amount;
END;
CREATE TRIGGER money_sums_of_new_payment AFTER INSERT ON payments WHEN NEW.state = 'processing'
BEGIN
  INSERT INTO money_sums VALUES (NEW.merchant_id, NEW.livemode, 'processing', '', NEW.currency, 1, NEW.amount)
  ON CONFLICT DO UPDATE SET items = items + 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER money_sums_of_payment AFTER UPDATE OF state, amount ON payments
WHEN (OLD.state = 'processing' OR NEW.state = 'processing') AND (OLD.state <> NEW.state OR OLD.amount <> NEW.amount)
BEGIN
  INSERT INTO money_sums VALUES (NEW.merchant_id, NEW.livemode, 'processing', '', NEW.currency,
    (NEW.state = 'processing') - (OLD.state = 'processing'),
    iif(NEW.state = 'processing', NEW.amount, 0) - iif(OLD.state = 'processing', OLD.amount, 0))
  ON CONFLICT DO UPDATE SET items = items + excluded.items, amount = amount + excluded.amount;
END;

-- Lists of what few invoices are: drafts, what nobody has to pay any more, what is owed by its day, and where a payment failed, is on its
-- way, or went back.
CREATE INDEX invoices_aside ON invoices (merchant_id, livemode, status, id) WHERE status IN ('draft', 'void', 'uncollectible');
CREATE INDEX invoices_open_due ON invoices (merchant_id, livemode, coalesce(due_date, ''), id) WHERE status = 'open';
CREATE INDEX invoices_moving ON invoices (merchant_id, livemode, payment_status, id) WHERE payment_status <> 'none';

-- Filters of the list of invoices that the staff of a business named.
CREATE TABLE saved_views (
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- As it stands in the address.
  query TEXT NOT NULL CHECK (length(query) <= 1000),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, livemode, name)
) STRICT, WITHOUT ROWID;
