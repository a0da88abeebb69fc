/** How much a database is filled with. Everything belongs to one business, but for connections. */
export type Filling = {
  readonly at: number;
  readonly connections: number;
  readonly invoices: number;
  /** Whom the invoices belong to, in turn; one customer unless given. */
  readonly customers?: number;
  /** How many of the newest are open, while all others are paid; every fifth unless given. */
  readonly open?: number;
  /** Open payments whose check is due; the other payments succeeded. */
  readonly duePayments: number;
  /** Of events and of effects each. */
  readonly backlog: number;
};

/** The business, its first customer and its connection. */
export const FILLED = {
  merchantId: fillingId('mer', 0),
  customerId: fillingId('cus', 0),
  connectionId: fillingId('con', 0),
};

/** The id of a row by its number, as {@link fillingStatements} writes them: they sort by their numbers. */
export function fillingId(prefix: string, number: number): string {
  return `${prefix}_00${String(number).padStart(24, '0')}`;
}

const id = (prefix: string, number = 'i'): string => `'${prefix}_00' || printf('%024d', ${number})`;
const upTo = (count: number): string =>
  `WITH RECURSIVE n (i) AS (SELECT 0 WHERE ${count} > 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})`;

/** Statements that fill an empty database: rows are made by SQL, so a million take seconds. */
export function fillingStatements({
  at,
  connections,
  invoices,
  customers = 1,
  open,
  duePayments,
  backlog,
}: Filling): readonly string[] {
  const payments = Math.max(invoices, duePayments);
  // Four minutes apart, the newest a day old.
  const made = `(${at} - 86400000 - (${invoices} - i) * 240000)`;
  const mine = `'${FILLED.merchantId}'`;
  const customer = id('cus', `i % ${customers}`);
  const isDue = `i < ${duePayments}`;
  const isPaid = open === undefined ? 'i % 10 < 8' : `i < ${invoices - open}`;
  const connection = `${id('con', `i % ${connections}`)}`;
  return [
    `${upTo(connections)} INSERT INTO merchants (id, legal_name, display_name, email, address, time_zone, default_currency,
      invoice_series, collect_policy, created_at, updated_at)
      SELECT ${id('mer')}, 'Northwind ' || i, 'Northwind', 'billing@northwind.test',
        '{"line1":"1 Harbour Street","town":"Portland","country":"US"}', 'UTC', 'USD', 'NW-', 'never', ${at}, ${at} FROM n`,
    `${upTo(connections)} INSERT INTO connections (id, merchant_id, account, livemode, created_at)
      SELECT ${id('con')}, ${id('mer')}, 'acct_' || i, 0, ${at} - 60000 FROM n`,
    `${upTo(customers)} INSERT INTO customers (id, merchant_id, livemode, legal_name, email, created_at, updated_at)
      SELECT ${id('cus')}, ${mine}, 0, 'Acme', iif(i = 0, 'ada', 'ada' || i) || '@acme.test', ${at}, ${at} FROM n`,
    `${upTo(customers)} INSERT INTO stripe_customers (connection_id, customer_id, stripe_customer_id, request, requested_at,
      created_at) SELECT ${id('con', '0')}, ${id('cus')}, 'cus_filled_' || i, '{}', ${at}, ${at} FROM n`,
    `${upTo(invoices)} INSERT INTO invoices (id, merchant_id, livemode, customer_id, status, series, number_value, currency,
      due_date, due_at, issue_date, time_zone, subtotal, discount_total, tax_total, taxes, amount_due, amount_paid,
      created_at, updated_at, finalized_at, sent_at, paid_at)
      SELECT ${id('inv')}, ${mine}, 0, ${customer}, iif(${isPaid}, 'paid', 'open'), 'NW-', i + 1, 'USD', '2026-12-31',
        ${at} + 86400000, strftime('%Y-%m-%d', ${made} / 1000, 'unixepoch'), 'UTC', 1000, 0, 0, '[]', 1000, iif(${isPaid}, 1000, 0), ${made}, ${made}, ${made},
        ${made}, iif(${isPaid}, ${made}, NULL) FROM n`,
    `${upTo(invoices)} INSERT INTO invoice_versions (invoice_id, version, currency, amount_due, amount_remaining, reason,
      created_at) SELECT ${id('inv')}, 1, 'USD', 1000, 1000, 'finalized', ${made} FROM n`,
    `${upTo(payments)} INSERT INTO payments (id, merchant_id, connection_id, customer_id, livemode, via, attempt, currency,
      amount, state, request, stripe_session_id, stripe_payment_intent_id, stripe_charge_id, amount_received, claimed_at,
      expires_at, check_at, succeeded_at, closed_at, updated_at, flow)
      SELECT ${id('pay')}, ${mine}, ${connection}, ${customer}, 0, 'autopay', 1, 'USD', 1000,
        iif(${isDue}, 'session_open', 'succeeded'), '{}', 'cs_filled_' || i, 'pi_filled_' || i, iif(${isDue}, NULL, 'ch_' || i),
        iif(${isDue}, 0, 1000), ${made}, ${at} + 3600000, iif(${isDue}, ${at} - 1000 + i % 500, NULL),
        iif(${isDue}, NULL, ${made}), iif(${isDue}, NULL, ${made}), ${made}, 'intent' FROM n`,
    `${upTo(invoices)} INSERT INTO payment_targets (payment_id, invoice_id, invoice_version, amount)
      SELECT ${id('pay')}, ${id('inv')}, 1, 1000 FROM n`,
    `${upTo(invoices)} INSERT INTO allocations (id, merchant_id, invoice_id, source_type, source_id, currency, amount,
      created_at) SELECT ${id('all')}, ${mine}, ${id('inv')}, 'payment', ${id('pay')}, 'USD', 1000, ${made}
      FROM n WHERE ${isPaid}`,
    `${upTo(invoices)} INSERT INTO refunds (id, merchant_id, connection_id, payment_id, stripe_refund_id, currency, amount,
      state, created_at, updated_at) SELECT ${id('ref')}, ${mine}, ${connection}, ${id('pay')}, 're_' || i, 'USD', 100,
      'succeeded', ${made}, ${made} FROM n WHERE i % 50 = 7 AND NOT (${isDue})`,
    `${upTo(invoices)} INSERT INTO emails (id, merchant_id, invoice_id, cause, template, recipient, message_id, state,
      created_at, sent_at, about_customer_id) SELECT ${id('eml')}, ${mine}, ${id('inv')}, 'sent/' || i, 'invoice',
      'ada@acme.test', '<' || i || '@billing.test>', 'sent', ${made}, ${made}, ${customer} FROM n`,
    `${upTo(invoices)} INSERT INTO journal (stream_type, stream_id, seq, merchant_id, command_id, type, data, salt, at,
      prev_hash, hash) SELECT 'invoice', ${id('inv')}, 1, ${mine}, 'filled/' || i, 'invoice_finalized', '{}', 's', ${made}, '',
      'h' || i FROM n`,
    `${upTo(invoices)} INSERT INTO balance_transactions (connection_id, stripe_id, merchant_id, type, reporting_category,
      source, currency, amount, fee, net, classification, created_at, charge_id, owner_id)
      SELECT ${connection}, 'txn_' || i, ${mine}, 'charge', 'charge', 'ch_' || i, 'usd', 1000, 30, 970, 'ours', ${made},
        'ch_' || i, ${id('pay')} FROM n`,
    `${upTo(invoices)} INSERT INTO balance_transactions (connection_id, stripe_id, merchant_id, type, reporting_category,
      source, currency, amount, fee, net, classification, created_at, charge_id, owner_id)
      SELECT ${connection}, 'txn_re_' || i, ${mine}, 'refund', 'refund', 're_' || i, 'usd', -100, 0, -100, 'ours', ${made},
        'ch_' || i, ${id('ref')} FROM n WHERE i % 50 = 7 AND NOT (${isDue})`,
    `${upTo(invoices)} INSERT INTO inbox (account, livemode, event_id, type, payload, state, due_at, received_at, handled_at,
      reduced) SELECT 'acct_0', 0, 'evt_handled_' || i, 'charge.succeeded', '{}', 'handled', ${made}, ${made}, ${made}, 1
      FROM n`,
    `${upTo(invoices)} INSERT INTO outbox (id, merchant_id, kind, payload, state, due_at, created_at, done_at)
      SELECT ${id('out')}, ${mine}, 'email', '{}', 'done', ${made}, ${made}, ${made} FROM n`,
    `${upTo(backlog)} INSERT INTO inbox (account, livemode, event_id, type, payload, state, due_at, received_at, reduced)
      SELECT 'acct_' || (i % ${connections}), 0, 'evt_waiting_' || i, 'charge.succeeded', '{}', 'pending', ${at} - i, ${at} - i, 1
      FROM n`,
    `${upTo(backlog)} INSERT INTO outbox (id, merchant_id, kind, payload, state, due_at, created_at)
      SELECT ${id('out', `i + ${invoices}`)}, ${mine}, 'tell_voided', '{"invoiceId":"inv_none"}', 'pending', ${at} - i, ${at}
      FROM n`,
  ];
}
