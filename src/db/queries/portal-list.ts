import { and, count, desc, eq, inArray, lt, notInArray, type SQL, sql } from 'drizzle-orm';
import type { InvoiceSearch } from '../../domain/invoice/read-search.ts';
import type { Database } from '../database.ts';
import { invoices, paymentMethods, payments, paymentTargets } from '../schema/index.ts';
import { LEDGER_SUMS } from './ledger.ts';
import { overdueLeft, planOf } from './plan.ts';
import { isOpenOf, isOwners, MOST_OPEN, type OwnerScope } from './portal-invoices.ts';
import { selectPaidFirst } from './portal-paid-first.ts';
import { isFound, isNamed, named } from './portal-search.ts';
import { alsoWithin } from './scoped.ts';

/** The requested part of the list. */
export type InvoiceFilter = 'all' | 'to_pay' | 'overdue' | 'processing' | 'paid' | 'closed';

/** What a customer may see of its own: drafts are the business's. */
const SHOWN = ['open', 'paid', 'uncollectible', 'void'] as const;

/** Of the open ones. */
const owed = and(
  lt(invoices.amountPaid, invoices.amountDue),
  notInArray(invoices.paymentStatus, ['processing', 'disputed']),
);

/** Whose they are, as one value. */
const customersOf = ({ customerId, childIds = [] }: OwnerScope): readonly string[] => [
  customerId,
  ...childIds,
];

/** Where a page of the list begins, and how long it is. */
type Place = { readonly before: string | null; readonly limit: number };
type Asked = Place & {
  readonly filter: InvoiceFilter;
  readonly search: InvoiceSearch | null;
  readonly now: number;
};

/** The statuses that are listed, and which of their invoices. */
type Matching = { readonly statuses: readonly string[]; readonly some: SQL | undefined };

function matching(ask: Asked): Matching {
  const { statuses, some } = filtered(ask);
  return { statuses, some: ask.search === null ? some : and(some, isFound(ask.search)) };
}

function filtered({ filter, now }: Asked): Matching {
  switch (filter) {
    case 'all':
      return { statuses: SHOWN, some: undefined };
    case 'to_pay':
      return { statuses: ['open'], some: owed };
    case 'overdue':
      return { statuses: ['open'], some: and(owed, sql`${invoices.dueAt} <= ${now}`) };
    case 'processing':
      return { statuses: ['open'], some: eq(invoices.paymentStatus, 'processing') };
    case 'paid':
      return { statuses: ['paid'], some: undefined };
    case 'closed':
      return { statuses: ['uncollectible', 'void'], some: undefined };
    default:
      return filter satisfies never;
  }
}

/** How many of each customer's invoices are looked at for a page: a page's worth, or many where most may not match. */
const scannedFor = (owner: OwnerScope, { limit }: Place, some: SQL | undefined): number =>
  some === undefined ? limit + 1 : Math.max(limit + 1, Math.floor(MOST_OPEN / customersOf(owner).length));

/** A customer's newest of a status, before where the page begins: by their index, and never further than a page goes. */
const newestOf = (whose: SQL, status: SQL, { before }: Place): SQL =>
  sql`FROM invoices WHERE customer_id = ${whose} AND status = ${status} AND id < ${before ?? '~'} ORDER BY id DESC`;

/** The invoices that a page is taken from: of each customer and status the newest. */
const isNear = (owner: OwnerScope, ask: Asked): SQL => {
  const { statuses, some } = matching(ask);
  const newest = newestOf(sql`whose.value`, sql`standing.value`, ask);
  const near = sql`SELECT near.value FROM json_each(${JSON.stringify(customersOf(owner))}) whose,
    json_each(${JSON.stringify(statuses)}) standing, json_each((SELECT json_group_array(place) FROM (
      SELECT rowid AS place ${newest} LIMIT ${scannedFor(owner, ask, some)}))) near`;
  const exact = named(owner, ask.search, statuses);
  if (exact === null) return sql`invoices.rowid IN (${near})`;
  return ask.before === null
    ? sql`invoices.rowid IN (${near} UNION ALL ${exact})`
    : sql`invoices.rowid IN (${near}) AND invoices.rowid NOT IN (${exact})`;
};

/** Newest first; on the first page of a search before all others that whose number was typed, however old it is. */
function inOrder(owner: OwnerScope, ask: Asked): readonly SQL[] {
  const exact = ask.before === null ? named(owner, ask.search, matching(ask).statuses) : null;
  return [...(exact === null ? [] : [sql`invoices.rowid IN (${exact}) DESC`]), desc(invoices.id)];
}

/**
 * How far down the invoices of every customer were looked at: the id after which a later page goes on. Null where all were,
 * and where nothing is passed over on the way.
 */
const selectScanned = (db: Database, owner: OwnerScope, ask: Asked) => {
  const { statuses, some } = matching(ask);
  const newest = newestOf(sql`whose.value`, sql`standing.value`, ask);
  const last = sql`(SELECT id ${newest} LIMIT 1 OFFSET ${scannedFor(owner, ask, some) - 1})`;
  return db.select({ id: sql<string | null>`max(last)` }).from(
    sql`(SELECT ${some === undefined ? sql`NULL` : last} AS last FROM json_each(${JSON.stringify(customersOf(owner))}) whose,
        json_each(${JSON.stringify(statuses)}) standing)`,
  );
};

const remaining = sql`${invoices.amountDue} - ${invoices.amountPaid}`;

/** Sums over an owner's open invoices, at most {@link MOST_OPEN}, one row a currency: minor units and counts. */
const selectSums = (db: Database, owner: OwnerScope, { now }: { now: number }) => {
  const overdue = sql`${invoices.dueAt} <= ${now} AND (${owed})`;
  const processing = sql`${invoices.paymentStatus} = 'processing'`;
  const sumOf = (condition: SQL | undefined, left = remaining) =>
    sql<number>`coalesce(sum(CASE WHEN ${condition} THEN ${left} END), 0)`;
  const countOf = (condition: SQL | undefined) =>
    sql<number>`coalesce(sum(CASE WHEN ${condition} THEN 1 END), 0)`;
  return db
    .select({
      currency: invoices.currency,
      count: count(),
      toPay: sumOf(owed),
      toPayCount: countOf(owed),
      overdue: sumOf(overdue, overdueLeft(now)),
      overdueCount: countOf(overdue),
      processing: sumOf(processing),
      processingCount: countOf(processing),
    })
    .from(invoices)
    .where(isOpenOf(owner))
    .groupBy(invoices.currency)
    .orderBy(desc(count()), invoices.currency);
};

/**
 * The newest payment that collected for an invoice, and that is the owner's to see: one of its parent's is not. Columns are
 * qualified, since drizzle drops the table's name; the unary plus has the invoice's payments read, not all of the owner's.
 */
const newestReceipt = (owner: OwnerScope) => sql<
  string | null
>`(SELECT target.payment_id FROM ${paymentTargets} AS target
  JOIN ${payments} AS paid ON paid.id = target.payment_id
  WHERE target.invoice_id = invoices.id AND paid.state IN ('succeeded', 'returned')
    AND ${isOwners(sql`+paid.customer_id`, owner)}
  ORDER BY target.payment_id DESC LIMIT 1)`;

/** A page of an owner's invoices, newest first, and the total owed: one round trip. */
export async function readInvoiceList(
  db: Database,
  owner: OwnerScope,
  ask: {
    readonly filter: InvoiceFilter;
    /** Only those that are looked for. */
    readonly search: InvoiceSearch | null;
    /** Only those older than this one. */
    readonly before: string | null;
    readonly limit: number;
    readonly now: number;
    /** So many invoices of a currency are paid at once. */
    readonly most: number;
    /** The merchant's active connection, whose methods on file count. */
    readonly connectionId: string | null;
  },
) {
  const [found, sums, paidFirst, any, methods, [scanned]] = await db.batch([
    db
      .select({
        invoice: invoices,
        plan: planOf(invoices.id),
        ledger: LEDGER_SUMS,
        receiptId: newestReceipt(owner),
      })
      .from(invoices)
      .where(and(isNear(owner, ask), matching(ask).some, alsoWithin(invoices, owner)))
      .orderBy(...inOrder(owner, ask))
      .limit(ask.limit + 1),
    selectSums(db, owner, ask),
    selectPaidFirst(db, owner, ask.most),
    db
      .select({ id: invoices.id })
      .from(invoices)
      .where(
        and(
          isOwners(invoices.customerId, owner),
          inArray(invoices.status, SHOWN),
          alsoWithin(invoices, owner),
        ),
      )
      .limit(1),
    db
      .select({ id: paymentMethods.id })
      .from(paymentMethods)
      .where(
        and(
          eq(paymentMethods.customerId, owner.customerId),
          eq(paymentMethods.connectionId, ask.connectionId ?? ''),
          eq(paymentMethods.state, 'usable'),
        ),
      )
      .limit(1),
    selectScanned(db, owner, ask),
  ]);
  const last = scanned?.id ?? null;
  const rows = found.filter(
    ({ invoice }) => last === null || invoice.id >= last || isNamed(invoice, ask.search),
  );
  const page = rows.slice(0, ask.limit);
  return {
    rows: page,
    /** The id after which the next page begins; null on the last. */
    nextBefore: rows.length > ask.limit ? (page.at(-1)?.invoice.id ?? null) : last,
    sums,
    /** The open ones that a payment of all in a currency would be for. */
    paidFirst,
    /** Whether there are more open invoices than are summed. */
    isSumOfSome: sums.reduce((sum, each) => sum + each.count, 0) >= MOST_OPEN,
    isEmpty: any.length === 0,
    hasMethod: methods.length > 0,
  };
}
