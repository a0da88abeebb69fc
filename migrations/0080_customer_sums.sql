-- What each customer was billed, paid and owes in a currency: kept with each change, so that the list of customers is sorted by an index and
-- a customer's page adds up no invoices. What is overdue follows the clock, so the day that it begins with is kept, of what is open.
CREATE TABLE customer_sums (
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  currency TEXT NOT NULL,
  invoices INTEGER NOT NULL DEFAULT 0,
  billed INTEGER NOT NULL DEFAULT 0,
  paid INTEGER NOT NULL DEFAULT 0,
  open INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  -- How many were paid, and in how many days after they were issued, all together.
  paid_invoices INTEGER NOT NULL DEFAULT 0,
  paid_days INTEGER NOT NULL DEFAULT 0,
  processing INTEGER NOT NULL DEFAULT 0,
  credit INTEGER NOT NULL DEFAULT 0,
  last_paid_at INTEGER,
  oldest_due TEXT,
  PRIMARY KEY (customer_id, currency)
) STRICT, WITHOUT ROWID;

CREATE INDEX invoices_customer_open ON invoices (customer_id, currency, due_date) WHERE status = 'open';

INSERT INTO customer_sums (merchant_id, livemode, customer_id, currency, invoices, billed, paid, open, failed, paid_invoices, paid_days, oldest_due)
SELECT i.merchant_id, i.livemode, i.customer_id, i.currency, count(*),
    sum((i.amount_due - i.amount_credited)),
    sum((i.amount_paid - i.amount_credited)),
    sum(iif(i.status = 'open', i.amount_due - i.amount_paid, 0)),
    sum(iif(i.status = 'open' AND i.payment_status IN ('failed', 'returned'), i.amount_due - i.amount_paid, 0)),
    sum((i.status = 'paid' AND i.amount_due > 0 AND i.paid_at IS NOT NULL AND i.issue_date IS NOT NULL)),
    sum(iif((i.status = 'paid' AND i.amount_due > 0 AND i.paid_at IS NOT NULL AND i.issue_date IS NOT NULL), max(0, CAST(julianday(date(i.paid_at / 1000, 'unixepoch')) - julianday(i.issue_date) AS INTEGER)), 0)),
    min(iif(i.status = 'open', i.due_date, NULL))
FROM invoices i WHERE i.status NOT IN ('draft', 'void') GROUP BY i.customer_id, i.currency;
INSERT INTO customer_sums (merchant_id, livemode, customer_id, currency, processing)
SELECT i.merchant_id, i.livemode, i.customer_id, i.currency, sum(t.amount)
FROM payments p JOIN payment_targets t ON t.payment_id = p.id JOIN invoices i ON i.id = t.invoice_id
WHERE p.state = 'processing' GROUP BY i.customer_id, i.currency
ON CONFLICT DO UPDATE SET processing = excluded.processing;
INSERT INTO customer_sums (merchant_id, livemode, customer_id, currency, credit)
SELECT u.merchant_id, u.livemode, c.customer_id, c.currency, sum(c.balance)
FROM credits c JOIN customers u ON u.id = c.customer_id GROUP BY c.customer_id, c.currency
ON CONFLICT DO UPDATE SET credit = excluded.credit;
INSERT INTO customer_sums (merchant_id, livemode, customer_id, currency, last_paid_at)
SELECT i.merchant_id, i.livemode, i.customer_id, i.currency, max(a.created_at)
FROM allocations a JOIN invoices i ON i.id = a.invoice_id
WHERE a.source_type IN ('payment', 'offline_payment') AND a.amount > 0 GROUP BY i.customer_id, i.currency
ON CONFLICT DO UPDATE SET last_paid_at = excluded.last_paid_at;

CREATE TRIGGER customer_sums_of_new_invoice AFTER INSERT ON invoices WHEN NEW.status NOT IN ('draft', 'void')
BEGIN
  INSERT INTO customer_sums (merchant_id, livemode, customer_id, currency, invoices, billed, paid, open, failed, paid_invoices, paid_days, oldest_due)
  SELECT NEW.merchant_id, NEW.livemode, NEW.customer_id, NEW.currency,
    1,
    (NEW.amount_due - NEW.amount_credited),
    (NEW.amount_paid - NEW.amount_credited),
    iif(NEW.status = 'open', NEW.amount_due - NEW.amount_paid, 0),
    iif(NEW.status = 'open' AND NEW.payment_status IN ('failed', 'returned'), NEW.amount_due - NEW.amount_paid, 0),
    (NEW.status = 'paid' AND NEW.amount_due > 0 AND NEW.paid_at IS NOT NULL AND NEW.issue_date IS NOT NULL),
    iif((NEW.status = 'paid' AND NEW.amount_due > 0 AND NEW.paid_at IS NOT NULL AND NEW.issue_date IS NOT NULL), max(0, CAST(julianday(date(NEW.paid_at / 1000, 'unixepoch')) - julianday(NEW.issue_date) AS INTEGER)), 0),
    iif(NEW.status = 'open', NEW.due_date, NULL) WHERE true
  ON CONFLICT DO UPDATE SET invoices = invoices + excluded.invoices, billed = billed + excluded.billed, paid = paid + excluded.paid, open = open + excluded.open, failed = failed + excluded.failed, paid_invoices = paid_invoices + excluded.paid_invoices, paid_days = paid_days + excluded.paid_days,
    oldest_due = (SELECT min(due_date) FROM invoices WHERE customer_id = NEW.customer_id AND currency = NEW.currency AND status = 'open');
END;
CREATE TRIGGER customer_sums_of_invoice
AFTER UPDATE OF status, payment_status, currency, due_date, issue_date, amount_due, amount_paid, amount_credited, paid_at ON invoices
WHEN NEW.status <> 'draft' OR OLD.status <> 'draft'
BEGIN
  INSERT INTO customer_sums (merchant_id, livemode, customer_id, currency, invoices, billed, paid, open, failed, paid_invoices, paid_days)
  SELECT NEW.merchant_id, NEW.livemode, customer_id, currency, sum(invoices), sum(billed), sum(paid), sum(open), sum(failed), sum(paid_invoices), sum(paid_days) FROM (
    SELECT OLD.customer_id AS customer_id, OLD.currency AS currency,
      -1 AS invoices,
      -(OLD.amount_due - OLD.amount_credited) AS billed,
      -(OLD.amount_paid - OLD.amount_credited) AS paid,
      -iif(OLD.status = 'open', OLD.amount_due - OLD.amount_paid, 0) AS open,
      -iif(OLD.status = 'open' AND OLD.payment_status IN ('failed', 'returned'), OLD.amount_due - OLD.amount_paid, 0) AS failed,
      -(OLD.status = 'paid' AND OLD.amount_due > 0 AND OLD.paid_at IS NOT NULL AND OLD.issue_date IS NOT NULL) AS paid_invoices,
      -iif((OLD.status = 'paid' AND OLD.amount_due > 0 AND OLD.paid_at IS NOT NULL AND OLD.issue_date IS NOT NULL), max(0, CAST(julianday(date(OLD.paid_at / 1000, 'unixepoch')) - julianday(OLD.issue_date) AS INTEGER)), 0) AS paid_days
    WHERE OLD.status NOT IN ('draft', 'void')
    UNION ALL SELECT NEW.customer_id, NEW.currency,
      1,
      (NEW.amount_due - NEW.amount_credited),
      (NEW.amount_paid - NEW.amount_credited),
      iif(NEW.status = 'open', NEW.amount_due - NEW.amount_paid, 0),
      iif(NEW.status = 'open' AND NEW.payment_status IN ('failed', 'returned'), NEW.amount_due - NEW.amount_paid, 0),
      (NEW.status = 'paid' AND NEW.amount_due > 0 AND NEW.paid_at IS NOT NULL AND NEW.issue_date IS NOT NULL),
      iif((NEW.status = 'paid' AND NEW.amount_due > 0 AND NEW.paid_at IS NOT NULL AND NEW.issue_date IS NOT NULL), max(0, CAST(julianday(date(NEW.paid_at / 1000, 'unixepoch')) - julianday(NEW.issue_date) AS INTEGER)), 0)
    WHERE NEW.status NOT IN ('draft', 'void'))
  GROUP BY customer_id, currency
  HAVING sum(invoices) <> 0 OR sum(billed) <> 0 OR sum(paid) <> 0 OR sum(open) <> 0 OR sum(failed) <> 0 OR sum(paid_invoices) <> 0 OR sum(paid_days) <> 0
  ON CONFLICT DO UPDATE SET invoices = invoices + excluded.invoices, billed = billed + excluded.billed, paid = paid + excluded.paid, open = open + excluded.open, failed = failed + excluded.failed, paid_invoices = paid_invoices + excluded.paid_invoices, paid_days = paid_days + excluded.paid_days;
  UPDATE customer_sums SET oldest_due = (SELECT min(due_date) FROM invoices WHERE customer_id = NEW.customer_id AND currency = customer_sums.currency AND status = 'open')
  WHERE customer_id = NEW.customer_id AND currency IN (OLD.currency, NEW.currency)
    AND oldest_due IS NOT (SELECT min(due_date) FROM invoices WHERE customer_id = NEW.customer_id AND currency = customer_sums.currency AND status = 'open');
END;
CREATE TRIGGER customer_sums_of_allocation AFTER INSERT ON allocations
WHEN NEW.source_type IN ('payment', 'offline_payment') AND NEW.amount > 0
BEGIN
  INSERT INTO customer_sums (merchant_id, livemode, customer_id, currency, last_paid_at)
  SELECT merchant_id, livemode, customer_id, currency, NEW.created_at FROM invoices WHERE id = NEW.invoice_id
  ON CONFLICT DO UPDATE SET last_paid_at = max(coalesce(last_paid_at, 0), excluded.last_paid_at);
END;
CREATE TRIGGER customer_sums_of_new_credit AFTER INSERT ON credits
BEGIN
  INSERT INTO customer_sums (merchant_id, livemode, customer_id, currency, credit)
  SELECT merchant_id, livemode, id, NEW.currency, NEW.balance FROM customers WHERE id = NEW.customer_id
  ON CONFLICT DO UPDATE SET credit = credit + excluded.credit;
END;
CREATE TRIGGER customer_sums_of_credit AFTER UPDATE OF balance ON credits WHEN OLD.balance <> NEW.balance
BEGIN
  UPDATE customer_sums SET credit = credit + NEW.balance - OLD.balance
  WHERE customer_id = NEW.customer_id AND currency = NEW.currency;
END;
CREATE TRIGGER customer_sums_of_target AFTER INSERT ON payment_targets
WHEN (SELECT state FROM payments WHERE id = NEW.payment_id) = 'processing'
BEGIN
  INSERT INTO customer_sums (merchant_id, livemode, customer_id, currency, processing)
  SELECT merchant_id, livemode, customer_id, currency, NEW.amount FROM invoices WHERE id = NEW.invoice_id
  ON CONFLICT DO UPDATE SET processing = processing + excluded.processing;
END;
CREATE TRIGGER customer_sums_of_payment AFTER UPDATE OF state ON payments
WHEN (OLD.state = 'processing') <> (NEW.state = 'processing')
BEGIN
  INSERT INTO customer_sums (merchant_id, livemode, customer_id, currency, processing)
  SELECT i.merchant_id, i.livemode, i.customer_id, i.currency, sum(t.amount) * iif(NEW.state = 'processing', 1, -1)
  FROM payment_targets t JOIN invoices i ON i.id = t.invoice_id WHERE t.payment_id = NEW.id GROUP BY i.customer_id, i.currency
  ON CONFLICT DO UPDATE SET processing = processing + excluded.processing;
END;

-- Each column that the list is sorted by. Most customers owe nothing that failed, is on its way or is credit: they are in none of those.
CREATE INDEX customers_by_billed ON customer_sums (merchant_id, livemode, currency, billed, customer_id);
CREATE INDEX customers_by_paid ON customer_sums (merchant_id, livemode, currency, paid, customer_id);
CREATE INDEX customers_by_open ON customer_sums (merchant_id, livemode, currency, open, customer_id) WHERE open > 0;
CREATE INDEX customers_by_failed ON customer_sums (merchant_id, livemode, currency, failed, customer_id) WHERE failed > 0;
CREATE INDEX customers_by_processing ON customer_sums (merchant_id, livemode, currency, processing, customer_id) WHERE processing > 0;
CREATE INDEX customers_by_credit ON customer_sums (merchant_id, livemode, currency, credit, customer_id) WHERE credit > 0;
CREATE INDEX customers_by_last_paid ON customer_sums (merchant_id, livemode, currency, last_paid_at, customer_id) WHERE last_paid_at IS NOT NULL;
CREATE INDEX customers_by_oldest_due ON customer_sums (merchant_id, livemode, currency, oldest_due, customer_id) WHERE oldest_due IS NOT NULL;
CREATE INDEX customers_by_days ON customer_sums (merchant_id, livemode, currency, (paid_days / paid_invoices), customer_id)
  WHERE paid_invoices > 0;
