import { and, asc, isNull, type SQL, sql } from 'drizzle-orm';
import type { Classification } from '../../domain/reconciliation/classify.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { connections, findings } from '../schema/index.ts';
import { listed } from './listed.ts';
import { within } from './scoped.ts';

/** As the index has it. */
const MOVED = sql`CASE WHEN reporting_category = 'payout' THEN created_at ELSE max(created_at, coalesce(available_at, 0)) END`;

/** The select for the connections of a business in a mode, with the account of each, for a read batch. */
export const selectConnectionsOf = (db: Database, scope: Scope) =>
  db
    .select({ id: connections.id, account: connections.account })
    .from(connections)
    .where(within(connections, scope))
    .orderBy(asc(connections.id));

/** From an instant (ms) to before another; a settlement currency, or null for all. */
export type BooksPeriod = {
  readonly from: number;
  readonly before: number;
  readonly currency: string | null;
};

/** After this one, in the order of the list. */
export type BooksKey = { readonly createdAt: number; readonly stripeId: string };

const inPeriod = ({ from, before, currency }: BooksPeriod): SQL =>
  sql`created_at >= ${from} AND created_at < ${before} AND balance_type = 'payments'
    ${currency === null ? sql`` : sql`AND +currency = ${currency}`}`;

const beyond = (after: BooksKey | null): SQL =>
  after === null ? sql`` : sql`AND (created_at, stripe_id) > (${after.createdAt}, ${after.stripeId})`;

export type BookLineRow = {
  readonly stripeId: string;
  readonly type: string;
  readonly reportingCategory: string;
  readonly classification: Classification | null;
  readonly source: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
  readonly createdAt: number;
  readonly availableAt: number | null;
  readonly ownerId: string | null;
  readonly payoutId: string | null;
  readonly paymentId: string | null;
  readonly customerId: string | null;
  readonly customerName: string | null;
  /** JSON: the invoices that the payment is for. */
  readonly invoices: string | null;
};

/** One page of the balance transactions of a connection, oldest first, each with its payout and what it is for here. */
export const readBookLines = (
  db: Database,
  connectionId: string,
  period: BooksPeriod,
  page: { readonly after: BooksKey | null; readonly limit: number },
) =>
  db.all<BookLineRow>(sql`
    WITH page AS (
      SELECT *, ${MOVED} AS moved_at FROM balance_transactions INDEXED BY balance_transactions_time
      WHERE connection_id = ${connectionId} AND ${inPeriod(period)} ${beyond(page.after)}
      ORDER BY created_at, stripe_id LIMIT ${page.limit}),
    owned AS (
      SELECT page.*, coalesce((SELECT id FROM payments WHERE id = page.owner_id),
        (SELECT payment_id FROM refunds WHERE id = page.owner_id),
        (SELECT payment_id FROM disputes WHERE id = page.owner_id)) AS payment_id FROM page)
    SELECT owned.stripe_id AS stripeId, owned.type, owned.reporting_category AS reportingCategory,
      owned.classification, owned.source, owned.currency, owned.amount, owned.fee, owned.net,
      owned.created_at AS createdAt, owned.available_at AS availableAt, owned.owner_id AS ownerId,
      payments.id AS paymentId, customers.id AS customerId, customers.legal_name AS customerName,
      iif(owned.reporting_category = 'payout', owned.source, (
        SELECT p.source FROM balance_transactions p INDEXED BY balance_transactions_payouts
        WHERE p.connection_id = owned.connection_id AND p.currency = owned.currency
          AND p.reporting_category = 'payout' AND p.created_at >= owned.moved_at
        ORDER BY p.created_at, p.stripe_id LIMIT 1)) AS payoutId,
      (SELECT json_group_array(json_object('series', i.series, 'numberValue', i.number_value))
        FROM payment_targets t JOIN invoices i ON i.id = t.invoice_id WHERE t.payment_id = payments.id) AS invoices
    FROM owned LEFT JOIN payments ON payments.id = owned.payment_id
      LEFT JOIN customers ON customers.id = payments.customer_id
    ORDER BY owned.created_at, owned.stripe_id`);

/** What moved the balance, by category and class. Stripe's minor units. */
export type PayoutSumRow = {
  readonly reportingCategory: string;
  readonly classification: Classification | null;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
};

const ITS_BOOK = sql`connection_id = payout.connection_id AND currency = payout.currency`;
/** What is compared with `MOVED` stands behind a plus: beside a column's affinity the index of the expression is not used. */
const ITS_LINES = sql`balance_transactions INDEXED BY balance_transactions_moved
  WHERE ${ITS_BOOK} AND balance_type = 'payments'`;

/** The payout before it of the same currency. */
const PREVIOUS = sql`FROM balance_transactions q INDEXED BY balance_transactions_payouts
  WHERE q.connection_id = t.connection_id AND q.currency = t.currency AND q.reporting_category = 'payout'
    AND (q.created_at, q.stripe_id) < (t.created_at, t.stripe_id)
  ORDER BY q.created_at DESC, q.stripe_id DESC LIMIT 1`;

/** The last midnight before or at an instant, counted from the epoch, and the first after or at it: days are kept up to these. */
const lastMidnight = (at: SQL): SQL => sql`(${at} / 86400000)`;
const firstMidnight = (at: SQL): SQL => sql`((${at} + 86399999) / 86400000)`;

/**
 * What was available right after the payout before: all that moved until then, by the days that are kept up to the last
 * midnight and the lines since. A payout of the same instant that comes after that one took nothing of it yet.
 */
const OPENING = sql`(
  coalesce((SELECT a.net + coalesce((SELECT sum(d.net) FROM balance_moved_days d WHERE d.connection_id = a.connection_id
      AND d.currency = a.currency AND d.day >= a.day AND d.day <= ${lastMidnight(sql`payout.previous_at`)}), 0)
    FROM balance_moved_anchors a WHERE a.connection_id = payout.connection_id AND a.currency = payout.currency
      AND a.day <= ${lastMidnight(sql`payout.previous_at`)} ORDER BY a.day DESC LIMIT 1), 0)
  + coalesce((SELECT sum(net) FROM ${ITS_LINES}
      AND ${MOVED} > ${lastMidnight(sql`payout.previous_at`)} * 86400000 AND ${MOVED} <= +payout.previous_at), 0)
  - coalesce((SELECT sum(net) FROM balance_transactions INDEXED BY balance_transactions_payouts
      WHERE ${ITS_BOOK} AND reporting_category = 'payout' AND balance_type = 'payments'
        AND created_at = payout.previous_at AND stripe_id > payout.previous_id), 0))`;

/** Of the first payout, everything. */
const SINCE = sql`coalesce(payout.previous_at, -1)`;

/** What became available since: whole days, and the lines of the days that this payout and the one before it divide. */
const MOVED_SINCE = sql`(SELECT json_group_array(json_object('reportingCategory', reporting_category,
    'classification', nullif(classification, ''), 'amount', amount, 'fee', fee, 'net', net)) FROM (
  SELECT reporting_category, classification, sum(amount) AS amount, sum(fee) AS fee, sum(net) AS net FROM (
    SELECT reporting_category, classification, amount, fee, net FROM balance_moved_days
      WHERE ${ITS_BOOK} AND day > ${firstMidnight(SINCE)} AND day <= ${lastMidnight(sql`payout.created_at`)}
    UNION ALL SELECT reporting_category, coalesce(classification, ''), amount, fee, net FROM ${ITS_LINES}
      AND ${MOVED} > ${SINCE} AND ${MOVED} <= min(payout.created_at, ${firstMidnight(SINCE)} * 86400000)
    UNION ALL SELECT reporting_category, coalesce(classification, ''), amount, fee, net FROM ${ITS_LINES}
      AND ${MOVED} > max(${firstMidnight(SINCE)}, ${lastMidnight(sql`payout.created_at`)}) * 86400000
      AND ${MOVED} <= +payout.created_at)
  WHERE reporting_category <> 'payout' GROUP BY reporting_category, classification))`;

type PayoutPage = { readonly after: BooksKey | null; readonly limit: number };

/**
 * The select for one page of the payouts of a connection, oldest first, each with what was available before it and with what
 * became available since, for a read batch.
 */
export const selectPayouts = (db: Database, connectionId: string, period: BooksPeriod, page: PayoutPage) =>
  db
    .select({
      connectionId: sql<string>`connection_id`.as('connectionId'),
      stripeId: sql<string>`stripe_id`.as('stripeId'),
      /** `po_…`; null where Stripe does not say. */
      payoutId: sql<string | null>`source`.as('payoutId'),
      currency: sql<string>`currency`.as('payoutCurrency'),
      net: sql<number>`net`.as('payoutNet'),
      createdAt: sql<number>`created_at`.as('createdAt'),
      availableAt: sql<number | null>`available_at`.as('availableAt'),
      opening: sql<number>`opening`.as('payoutOpening'),
      sums: sql`sums`.mapWith(sumsOf).as('payoutSums'),
    })
    .from(
      // What is reckoned of each is reckoned once: a subquery would be, wherever it is named.
      sql`(WITH listed AS (SELECT * FROM balance_transactions INDEXED BY balance_transactions_time
          WHERE connection_id = ${connectionId} AND reporting_category = 'payout' AND ${inPeriod(period)} ${beyond(page.after)}
          ORDER BY created_at, stripe_id LIMIT ${page.limit}),
        payout AS MATERIALIZED (
          SELECT *, (SELECT q.created_at ${PREVIOUS}) AS previous_at, (SELECT q.stripe_id ${PREVIOUS}) AS previous_id
          FROM listed t)
        SELECT *, ${OPENING} AS opening, ${MOVED_SINCE} AS sums FROM payout)`,
    );

/** The selects for the same page of each of these connections. */
export const selectPayoutsOf = (
  db: Database,
  connectionIds: readonly string[],
  period: BooksPeriod,
  page: PayoutPage,
) => connectionIds.map((id) => selectPayouts(db, id, period, page));

const sumsOf = (json: string): readonly PayoutSumRow[] => JSON.parse(json);

/** A report names so many; nobody reads more. */
const MOST_UNEXPLAINED = 1000;

/** The select for what is unexplained in the books of connections: how much, by currency, for a read batch. */
export const selectUnexplainedOf = (db: Database, connectionIds: readonly string[]) =>
  db
    .select({
      connectionId: findings.connectionId,
      subject: findings.subject,
      kind: findings.kind,
      currency: findings.currency,
      amount: findings.amount,
    })
    .from(findings)
    .where(and(sql`${findings.connectionId} IN ${listed(connectionIds)}`, isNull(findings.resolvedAt)))
    .orderBy(asc(findings.at))
    .limit(MOST_UNEXPLAINED);
