/** What has to hold of a database's rows. Each statement answers with the rows that break it, the most telling column first. */
export const CHECKS: readonly {
  readonly what: string;
  /** A table, or a column of one (`table.column`), that an earlier schema doesn't have yet. */
  readonly since?: string;
  /** One that says the same better where it is there. */
  readonly until?: string;
  readonly sql: string;
}[] = [
  {
    what: 'an invoice is paid by other than its allocations',
    sql: `SELECT i.id AS name FROM invoices i WHERE i.amount_paid <>
      (SELECT coalesce(sum(a.amount), 0) FROM allocations a WHERE a.invoice_id = i.id)`,
  },
  {
    what: 'allocations exceed what is due, or are of another currency',
    sql: `SELECT i.id AS name FROM invoices i WHERE i.amount_paid > i.amount_due
      OR EXISTS (SELECT 1 FROM allocations a WHERE a.invoice_id = i.id AND a.currency <> i.currency)`,
  },
  {
    what: 'an allocation comes of no money',
    sql: `SELECT a.id AS name FROM allocations a WHERE NOT CASE a.source_type
      WHEN 'payment' THEN EXISTS (SELECT 1 FROM payments p WHERE p.id = a.source_id)
      WHEN 'offline_payment' THEN EXISTS (SELECT 1 FROM offline_payments o WHERE o.id = a.source_id)
      WHEN 'credit' THEN EXISTS (SELECT 1 FROM credits c WHERE c.id = a.source_id)
      ELSE 1 END`,
  },
  {
    what: 'a credit note is not what it takes off its invoice, or comes to more than that',
    since: 'credit_notes',
    sql: `SELECT n.id AS name FROM credit_notes n JOIN invoices i ON i.id = n.invoice_id
      WHERE n.off_due <> (SELECT coalesce(sum(a.amount), 0) FROM allocations a
          WHERE a.source_type = 'credit_note' AND a.source_id = n.id)
        OR n.total <> (SELECT coalesce(sum(l.total), 0) FROM credit_note_lines l WHERE l.credit_note_id = n.id)
        OR i.amount_due < (SELECT sum(m.payable) FROM credit_notes m WHERE m.invoice_id = i.id)
        OR i.amount_credited <> (SELECT sum(m.off_due) FROM credit_notes m WHERE m.invoice_id = i.id)`,
  },
  {
    what: 'instalments do not come to their invoice, or it is due with another one',
    since: 'instalments',
    sql: `SELECT i.id AS name FROM invoices i WHERE i.id IN (SELECT invoice_id FROM instalments)
      AND (i.amount_due <> (SELECT sum(p.amount) FROM instalments p WHERE p.invoice_id = i.id)
        OR i.due_date <> (SELECT p.due_date FROM instalments p WHERE p.invoice_id = i.id
          AND (p.through > i.amount_paid OR p.through = i.amount_due) ORDER BY p.position LIMIT 1))`,
  },
  {
    what: 'an allocation comes of no credit note',
    since: 'credit_notes',
    sql: `SELECT a.id AS name FROM allocations a WHERE a.source_type = 'credit_note'
      AND NOT EXISTS (SELECT 1 FROM credit_notes n WHERE n.id = a.source_id AND n.invoice_id = a.invoice_id)`,
  },
  {
    what: 'credit notes come to more than the total of their invoice, or than a line of it',
    since: 'credit_notes',
    sql: `SELECT i.id AS name FROM invoices i WHERE i.id IN (SELECT invoice_id FROM credit_notes)
      AND (coalesce(i.sums ->> 'total', i.amount_due)
          < (SELECT sum(n.total) FROM credit_notes n WHERE n.invoice_id = i.id)
        OR EXISTS (SELECT 1 FROM invoice_lines l WHERE l.invoice_id = i.id AND l.total
          < (SELECT coalesce(sum(l.sign * c.total), 0) FROM credit_notes n JOIN credit_note_lines c ON c.credit_note_id = n.id
              WHERE n.invoice_id = i.id AND c.position = l.position)))`,
  },
  {
    what: 'a number of a credit note was given out twice, or its counter is behind',
    since: 'credit_notes',
    sql: `SELECT n.id AS name FROM credit_notes n JOIN number_series s ON s.merchant_id = n.merchant_id
      AND s.livemode = n.livemode AND s.series = n.series WHERE n.number_value >= s.next_value`,
  },
  {
    what: 'numbers of receipts have a gap, or one was given twice',
    since: 'receipts',
    sql: `SELECT s.series AS name FROM receipt_series s LEFT JOIN receipts r ON r.series_id = s.id GROUP BY s.id
      HAVING s.next_value - 1 <> count(r.number_value) OR s.next_value - 1 <> count(DISTINCT r.number_value)
        OR s.next_value - 1 <> coalesce(max(r.number_value), 0)`,
  },
  {
    what: 'a payment covers more than was received',
    sql: `SELECT p.id AS name FROM payments p WHERE
      (SELECT coalesce(sum(a.amount), 0) FROM allocations a WHERE a.source_type = 'payment' AND a.source_id = p.id)
        > p.amount_received`,
  },
  {
    // What was given, less what invoices took, and what refunds and disputes moved: those stand in the journal.
    what: 'a credit has another balance than its movements leave',
    sql: `SELECT c.id AS name FROM credits c WHERE c.balance <> c.amount
      - (SELECT coalesce(sum(a.amount), 0) FROM allocations a WHERE a.source_type = 'credit' AND a.source_id = c.id)
      + (SELECT coalesce(sum(j.data ->> 'amount'), 0) FROM journal j WHERE j.stream_type = 'customer'
          AND j.stream_id = c.customer_id AND j.type = 'credit_moved' AND j.data ->> 'creditId' = c.id)
      AND NOT EXISTS (SELECT 1 FROM journal e WHERE e.stream_type = 'customer' AND e.stream_id = c.customer_id
          AND e.data IS NULL)`,
  },
  {
    what: 'the lines of an invoice make another sum',
    until: 'invoice_lines.sign',
    sql: `SELECT i.id AS name FROM invoices i WHERE i.amount_due <>
      (SELECT coalesce(sum(l.total), 0) FROM invoice_lines l WHERE l.invoice_id = i.id)`,
  },
  {
    what: 'the lines of an invoice make another sum, with what is on the whole',
    since: 'invoice_lines.sign',
    sql: `SELECT i.id AS name FROM invoices i WHERE coalesce(i.sums ->> 'total', i.amount_due) <>
      (SELECT coalesce(sum(l.sign * l.total), 0) FROM invoice_lines l WHERE l.invoice_id = i.id)
      + (SELECT coalesce(sum(a.value ->> 'total'), 0) FROM json_each(i.sums, '$.adjustments') a)`,
  },
  {
    what: 'an invoice is due another amount than its total less what is deducted',
    since: 'invoice_lines.sign',
    sql: `SELECT i.id AS name FROM invoices i WHERE i.sums IS NOT NULL AND i.amount_due <> max(0, i.sums ->> 'total'
      - (SELECT coalesce(sum(w.value ->> 'amount'), 0) FROM json_each(i.sums, '$.withholdings') w)
      - (SELECT coalesce(sum(d.value ->> 'total'), 0) FROM json_each(i.sums, '$.deposits') d)
      + coalesce(i.sums ->> 'rounding', 0))`,
  },
  {
    what: 'a number was given out twice, or its counter is behind',
    sql: `SELECT i.id AS name FROM invoices i JOIN number_series s ON s.merchant_id = i.merchant_id
      AND s.livemode = i.livemode AND s.series = i.series WHERE i.number_value >= s.next_value`,
  },
  {
    what: 'a balance transaction does not add up',
    sql: 'SELECT stripe_id AS name FROM balance_transactions WHERE net <> amount - fee',
  },
  {
    what: 'the sums of a day are not those of its balance transactions',
    since: 'balance_days',
    sql: `WITH reckoned AS (SELECT connection_id, currency, created_at / 86400000 AS day, reporting_category,
        coalesce(classification, '') AS classification, count(*) AS items, sum(amount) AS amount, sum(fee) AS fee, sum(net) AS net
        FROM balance_transactions WHERE balance_type = 'payments' GROUP BY 1, 2, 3, 4, 5)
      SELECT connection_id || ' ' || currency || ' ' || day AS name FROM (
        SELECT * FROM (SELECT * FROM reckoned EXCEPT SELECT * FROM balance_days)
        UNION SELECT * FROM (SELECT * FROM balance_days EXCEPT SELECT * FROM reckoned))`,
  },
  {
    what: 'a month of the books begins at another sum than that of its days before',
    since: 'balance_anchors',
    sql: `WITH reckoned AS (SELECT m.connection_id, m.currency, m.day, coalesce((SELECT sum(d.net) FROM balance_days d
        WHERE d.connection_id = m.connection_id AND d.currency = m.currency AND d.day < m.day), 0) AS net
        FROM (SELECT DISTINCT connection_id, currency,
          unixepoch(day * 86400, 'unixepoch', 'start of month') / 86400 AS day FROM balance_days
          UNION SELECT connection_id, currency, day FROM balance_anchors) m)
      SELECT connection_id || ' ' || currency || ' ' || day AS name FROM (
        SELECT * FROM (SELECT * FROM reckoned EXCEPT SELECT * FROM balance_anchors)
        UNION SELECT * FROM (SELECT * FROM balance_anchors EXCEPT SELECT * FROM reckoned))`,
  },
  {
    what: 'what moved until a midnight is not what its balance transactions come to',
    since: 'balance_moved_days',
    sql: `WITH reckoned AS (SELECT connection_id, currency, (iif(reporting_category = 'payout', created_at,
          max(created_at, coalesce(available_at, 0))) + 86399999) / 86400000 AS day, reporting_category,
        coalesce(classification, '') AS classification, count(*) AS items, sum(amount) AS amount, sum(fee) AS fee, sum(net) AS net
        FROM balance_transactions WHERE balance_type = 'payments' GROUP BY 1, 2, 3, 4, 5)
      SELECT connection_id || ' ' || currency || ' ' || day AS name FROM (
        SELECT * FROM (SELECT * FROM reckoned EXCEPT SELECT * FROM balance_moved_days)
        UNION SELECT * FROM (SELECT * FROM balance_moved_days EXCEPT SELECT * FROM reckoned))`,
  },
  {
    what: 'a month of what moved begins at another sum than that of its days before',
    since: 'balance_moved_anchors',
    sql: `WITH reckoned AS (SELECT m.connection_id, m.currency, m.day, coalesce((SELECT sum(d.net) FROM balance_moved_days d
        WHERE d.connection_id = m.connection_id AND d.currency = m.currency AND d.day < m.day), 0) AS net
        FROM (SELECT DISTINCT connection_id, currency,
          unixepoch(day * 86400, 'unixepoch', 'start of month') / 86400 AS day FROM balance_moved_days
          UNION SELECT connection_id, currency, day FROM balance_moved_anchors) m)
      SELECT connection_id || ' ' || currency || ' ' || day AS name FROM (
        SELECT * FROM (SELECT * FROM reckoned EXCEPT SELECT * FROM balance_moved_anchors)
        UNION SELECT * FROM (SELECT * FROM balance_moved_anchors EXCEPT SELECT * FROM reckoned))`,
  },
  {
    what: 'the number of clients in a state of mapping is not how many there are',
    since: 'mapped_client_counts',
    sql: `WITH reckoned AS (SELECT connection_id, status, count(*) AS clients FROM mapped_clients GROUP BY 1, 2),
        kept AS (SELECT connection_id, status, clients FROM mapped_client_counts WHERE clients <> 0)
      SELECT connection_id || ' ' || status AS name FROM (SELECT * FROM (SELECT * FROM reckoned EXCEPT SELECT * FROM kept)
        UNION SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM reckoned))`,
  },
  {
    what: 'what is open, billed, collected or refunded is another sum than is kept of it',
    since: 'money_sums',
    sql: `WITH parts AS (SELECT i.merchant_id, i.livemode, i.currency, coalesce(i.due_date, '') AS due, p.due_date AS day,
        max(0, min(p.amount, p.through - i.amount_paid)) AS amount
        FROM instalments p JOIN invoices i ON i.id = p.invoice_id WHERE i.status = 'open' AND p.due_date IS NOT i.due_date),
      owed AS (SELECT merchant_id, livemode, currency, coalesce(due_date, '') AS day, 1 AS items, amount_due - amount_paid AS amount
        FROM invoices WHERE status = 'open'
        UNION ALL SELECT merchant_id, livemode, currency, day, 0, amount FROM parts
        UNION ALL SELECT merchant_id, livemode, currency, due, 0, -amount FROM parts),
      moved AS (SELECT i.merchant_id, i.livemode, 'collected' AS kind, coalesce((SELECT received_on FROM offline_payments o
          WHERE o.id = a.source_id), date(a.created_at / 1000, 'unixepoch')) AS day, a.currency, 1 AS items, a.amount
        FROM allocations a JOIN invoices i ON i.id = a.invoice_id WHERE a.source_type IN ('payment', 'offline_payment')
        UNION ALL SELECT r.merchant_id, p.livemode, 'refunded', date(r.created_at / 1000, 'unixepoch'), r.currency, 1, r.amount
        FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE r.state = 'succeeded'
        UNION ALL SELECT merchant_id, livemode, 'processing', '', currency, 1, amount FROM payments WHERE state = 'processing'),
      every AS (SELECT merchant_id, livemode, 'open' AS kind, day, currency, items, amount FROM owed
        UNION ALL SELECT merchant_id, livemode, 'billed', coalesce(issue_date, ''), currency, 1, amount_due - amount_credited
        FROM invoices WHERE status IN ('open', 'paid', 'uncollectible')
        UNION ALL SELECT merchant_id, livemode, 'paid', '', currency, 1, amount_paid - amount_credited
        FROM invoices WHERE status = 'paid'
        UNION ALL SELECT * FROM moved),
      reckoned AS (SELECT merchant_id, livemode, kind, day, currency, sum(items) AS items, sum(amount) AS amount
        FROM every GROUP BY 1, 2, 3, 4, 5 HAVING sum(items) <> 0 OR sum(amount) <> 0),
      kept AS (SELECT * FROM money_sums WHERE items <> 0 OR amount <> 0)
      SELECT merchant_id || ' ' || kind || ' ' || day || ' ' || currency AS name FROM (
        SELECT * FROM (SELECT * FROM reckoned EXCEPT SELECT * FROM kept)
        UNION SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM reckoned))`,
  },
  {
    what: 'what a customer was billed, paid or owes is another sum than is kept of it',
    since: 'customer_sums',
    sql: `WITH every AS (SELECT i.customer_id, i.currency, 1 AS invoices, (i.amount_due - i.amount_credited) AS billed, (i.amount_paid - i.amount_credited) AS paid, iif(i.status = 'open', i.amount_due - i.amount_paid, 0) AS open, iif(i.status = 'open' AND i.payment_status IN ('failed', 'returned'), i.amount_due - i.amount_paid, 0) AS failed, (i.status = 'paid' AND i.amount_due > 0 AND i.paid_at IS NOT NULL AND i.issue_date IS NOT NULL) AS paid_invoices, iif((i.status = 'paid' AND i.amount_due > 0 AND i.paid_at IS NOT NULL AND i.issue_date IS NOT NULL), max(0, CAST(julianday(date(i.paid_at / 1000, 'unixepoch')) - julianday(i.issue_date) AS INTEGER)), 0) AS paid_days,
        0 AS processing, 0 AS credit, NULL AS last_paid_at, iif(i.status = 'open', i.due_date, NULL) AS due
        FROM invoices i WHERE i.status NOT IN ('draft', 'void')
        UNION ALL SELECT i.customer_id, i.currency, 0, 0, 0, 0, 0, 0, 0, t.amount, 0, NULL, NULL FROM payments p
        JOIN payment_targets t ON t.payment_id = p.id JOIN invoices i ON i.id = t.invoice_id WHERE p.state = 'processing'
        UNION ALL SELECT customer_id, currency, 0, 0, 0, 0, 0, 0, 0, 0, balance, NULL, NULL FROM credits
        UNION ALL SELECT i.customer_id, i.currency, 0, 0, 0, 0, 0, 0, 0, 0, 0, a.created_at, NULL FROM allocations a
        JOIN invoices i ON i.id = a.invoice_id WHERE a.source_type IN ('payment', 'offline_payment') AND a.amount > 0),
      reckoned AS (SELECT customer_id, currency, sum(invoices) AS invoices, sum(billed) AS billed, sum(paid) AS paid, sum(open) AS open, sum(failed) AS failed, sum(paid_invoices) AS paid_invoices, sum(paid_days) AS paid_days,
        sum(processing) AS processing, sum(credit) AS credit, max(last_paid_at) AS last_paid_at, min(due) AS oldest_due FROM every
        GROUP BY customer_id, currency HAVING sum(invoices) <> 0 OR sum(processing) <> 0 OR sum(credit) <> 0
        OR max(last_paid_at) IS NOT NULL),
      kept AS (SELECT customer_id, currency, invoices, billed, paid, open, failed, paid_invoices, paid_days, processing, credit, last_paid_at, oldest_due
        FROM customer_sums WHERE invoices <> 0 OR processing <> 0 OR credit <> 0 OR last_paid_at IS NOT NULL)
      SELECT customer_id || ' ' || currency AS name FROM (SELECT * FROM (SELECT * FROM reckoned EXCEPT SELECT * FROM kept)
        UNION SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM reckoned))`,
  },
];
