import { asc, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { addDays, type LocalDate, localDateAt } from '../../domain/calendar.ts';
import type { CustomerOrder, CustomerPlace, CustomerSort } from '../../domain/customer/sort.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { overdueLeft } from './plan.ts';

/** What a customer owes and paid in a currency, in its minor units. */
export type FigureRow = {
  readonly customerId: string;
  readonly currency: string;
  readonly invoices: number;
  readonly billed: number;
  readonly paid: number;
  readonly open: number;
  readonly overdue: number;
  readonly failed: number;
  readonly processing: number;
  readonly credit: number;
  /** Ms; null where nothing was paid yet. */
  readonly lastPaidAt: number | null;
  /** From issue to payment on average, rounded down; null where none was paid yet. */
  readonly daysToPay: number | null;
};

/** Everywhere else it's later by a day at most: what is overdue is due before then, and the index knows days. */
const lastDay = (now: number): LocalDate => addDays(localDateAt(now, 'UTC'), 1);

/** The columns, of `customer_sums` as `kept`: kept sums, and what is overdue of what is open. */
const columns = (now: number): SQL => sql`kept.customer_id AS customerId, kept.currency AS currency,
  kept.invoices AS invoices, kept.billed AS billed, kept.paid AS paid, kept.open AS open, kept.failed AS failed,
  kept.processing AS processing, kept.credit AS credit, kept.last_paid_at AS lastPaidAt,
  iif(kept.paid_invoices > 0, kept.paid_days / kept.paid_invoices, NULL) AS daysToPay,
  coalesce((SELECT sum(${overdueLeft(now)}) FROM invoices WHERE invoices.customer_id = kept.customer_id
    AND invoices.currency = kept.currency AND invoices.status = 'open' AND invoices.due_date <= ${lastDay(now)}
    AND invoices.due_at <= ${now}), 0) AS overdue`;

/** The select for the figures of customers (a list of their ids) by currency, without drafts and what was voided, for a read batch. */
export const selectFigures = (
  db: Database,
  { merchantId, livemode }: Scope,
  customerIds: SQLWrapper,
  now: number,
) =>
  db
    .select({
      customerId: named<string>('customerId'),
      currency: named<string>('currency'),
      invoices: named<number>('invoices'),
      billed: named<number>('billed'),
      paid: named<number>('paid'),
      open: named<number>('open'),
      overdue: named<number>('overdue'),
      failed: named<number>('failed'),
      processing: named<number>('processing'),
      credit: named<number>('credit'),
      lastPaidAt: named<number | null>('lastPaidAt'),
      daysToPay: named<number | null>('daysToPay'),
    })
    .from(
      sql`(SELECT ${columns(now)} FROM customer_sums kept
        WHERE kept.customer_id IN ${customerIds} AND +kept.merchant_id = ${merchantId}
          AND +kept.livemode = ${Number(livemode)}
          AND (kept.invoices > 0 OR kept.credit > 0 OR kept.processing > 0))`,
    )
    .orderBy(asc(sql`customerId`), asc(sql`currency`));

const named = <T>(column: keyof FigureRow) => sql<T>`${sql.identifier(column)}`.as(column);

/** What the list is sorted by, and who has any of it, as the partial index says. */
const SORTED: Readonly<Record<CustomerSort, { readonly key: SQL; readonly only: SQL }>> = {
  billed: { key: sql.raw('kept.billed'), only: sql.raw('') },
  paid: { key: sql.raw('kept.paid'), only: sql.raw('') },
  open: { key: sql.raw('kept.open'), only: sql.raw('AND kept.open > 0') },
  overdue: { key: sql.raw('kept.oldest_due'), only: sql.raw('AND kept.oldest_due IS NOT NULL') },
  failed: { key: sql.raw('kept.failed'), only: sql.raw('AND kept.failed > 0') },
  processing: { key: sql.raw('kept.processing'), only: sql.raw('AND kept.processing > 0') },
  credit: { key: sql.raw('kept.credit'), only: sql.raw('AND kept.credit > 0') },
  last_payment: { key: sql.raw('kept.last_paid_at'), only: sql.raw('AND kept.last_paid_at IS NOT NULL') },
  days: {
    key: sql.raw('(kept.paid_days / kept.paid_invoices)'),
    only: sql.raw('AND kept.paid_invoices > 0'),
  },
};

export type SortedRow = FigureRow & {
  readonly legalName: string;
  readonly email: string | null;
  readonly key: string | number;
};

type Asked = CustomerOrder & {
  readonly currency: string;
  readonly after: CustomerPlace | null;
  readonly limit: number;
  readonly now: number;
};

/** A page of customers by what they were billed, paid or owe in a currency, and one beyond it. */
export function readSorted(
  db: Database,
  { merchantId, livemode }: Scope,
  { sort, isAscending, currency, after, limit, now }: Asked,
): Promise<readonly SortedRow[]> {
  const { key, only } = SORTED[sort];
  const [beyond, direction] = isAscending ? [sql.raw('>'), sql.raw('ASC')] : [sql.raw('<'), sql.raw('DESC')];
  const page =
    after === null
      ? sql``
      : sql`AND (${key}, kept.customer_id) ${beyond} (${after.key}, ${after.customerId})`;
  // What is not due yet is not overdue, however long ago the oldest was issued.
  const overdue = sort === 'overdue' ? sql`AND kept.oldest_due < ${localDateAt(now, 'UTC')}` : sql``;
  return db.all<SortedRow>(sql`SELECT ${columns(now)}, ${key} AS key, customers.legal_name AS legalName,
      customers.email AS email
    FROM customer_sums kept CROSS JOIN customers ON customers.id = kept.customer_id
    WHERE kept.merchant_id = ${merchantId} AND kept.livemode = ${Number(livemode)} AND kept.currency = ${currency}
      ${only} ${overdue} ${page}
    ORDER BY ${key} ${direction}, kept.customer_id ${direction} LIMIT ${limit + 1}`);
}
