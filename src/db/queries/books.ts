import { type SQL, sql } from 'drizzle-orm';
import type { Classification } from '../../domain/reconciliation/classify.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { listed } from './listed.ts';

/** As the index has it. */
const MOVED = sql`CASE WHEN reporting_category = 'payout' THEN created_at ELSE max(created_at, coalesce(available_at, 0)) END`;

/** The connections of a business in a mode, with the account of each. */
export const readConnectionsOf = (db: Database, { merchantId, livemode }: Scope) =>
  db.all<{ id: string; account: string }>(
    sql`SELECT id, account FROM connections WHERE merchant_id = ${merchantId} AND livemode = ${Number(livemode)} ORDER BY id`,
  );

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

export type PayoutRow = {
  readonly stripeId: string;
  readonly payoutId: string | null;
  readonly currency: string;
  readonly net: number;
  readonly createdAt: number;
  readonly availableAt: number | null;
  /** The payout before it of the same currency; null for the first. */
  readonly previousAt: number | null;
  readonly previousId: string | null;
};

const PREVIOUS = sql`FROM balance_transactions q INDEXED BY balance_transactions_payouts
  WHERE q.connection_id = t.connection_id AND q.currency = t.currency AND q.reporting_category = 'payout'
    AND (q.created_at, q.stripe_id) < (t.created_at, t.stripe_id)
  ORDER BY q.created_at DESC, q.stripe_id DESC LIMIT 1`;

/** One page of the payouts of a connection, oldest first, each with the one before it. */
export const readPayouts = (
  db: Database,
  connectionId: string,
  period: BooksPeriod,
  page: { readonly after: BooksKey | null; readonly limit: number },
) =>
  db.all<PayoutRow>(sql`
    SELECT t.stripe_id AS stripeId, t.source AS payoutId, t.currency, t.net, t.created_at AS createdAt,
      t.available_at AS availableAt, (SELECT q.created_at ${PREVIOUS}) AS previousAt,
      (SELECT q.stripe_id ${PREVIOUS}) AS previousId
    FROM (SELECT * FROM balance_transactions INDEXED BY balance_transactions_time
      WHERE connection_id = ${connectionId} AND reporting_category = 'payout' AND ${inPeriod(period)} ${beyond(page.after)}
      ORDER BY created_at, stripe_id LIMIT ${page.limit}) t`);

export type PayoutSumRow = {
  readonly reportingCategory: string;
  readonly classification: Classification | null;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
};

/** What became available between a payout and the one before it, by category and class; and what that one left. */
export async function readPayoutSums(db: Database, connectionId: string, row: PayoutRow) {
  const its = sql`connection_id = ${connectionId} AND currency = ${row.currency} AND balance_type = 'payments'`;
  const since = row.previousAt ?? -1;
  const [sums, [before]] = await Promise.all([
    db.all<PayoutSumRow>(sql`
      SELECT reporting_category AS reportingCategory, classification, sum(amount) AS amount, sum(fee) AS fee,
        sum(net) AS net
      FROM balance_transactions INDEXED BY balance_transactions_moved
      WHERE ${its} AND ${MOVED} > ${since} AND ${MOVED} <= ${row.createdAt} AND reporting_category <> 'payout'
      GROUP BY reporting_category, classification`),
    db.all<{ net: number | null }>(sql`
      SELECT sum(net) AS net FROM balance_transactions INDEXED BY balance_transactions_moved
      WHERE ${its} AND ${MOVED} <= ${since}
        AND NOT (reporting_category = 'payout' AND created_at = ${since} AND stripe_id > ${row.previousId ?? ''})`),
  ]);
  return { opening: before?.net ?? 0, sums };
}

/** What is unexplained in the books of connections: how much, by currency. */
export const readUnexplained = (db: Database, connectionIds: readonly string[]) =>
  db.all<{ connectionId: string; subject: string; kind: string; currency: string; amount: number }>(sql`
    SELECT connection_id AS connectionId, subject, kind, currency, amount FROM findings
    WHERE connection_id IN ${listed(connectionIds)} AND resolved_at IS NULL ORDER BY at LIMIT 1000`);
