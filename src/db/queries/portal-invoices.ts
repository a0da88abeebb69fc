import { type AnyColumn, and, count, desc, eq, lt, ne, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { invoices, paymentMethods, payments, paymentTargets } from '../schema/index.ts';
import { listed } from './listed.ts';
import { alsoWithin } from './scoped.ts';

/** Whose rows are read; a row must match all three, whichever of its customers it is of. */
export type OwnerScope = {
  readonly customerId: string;
  /** The customers that it pays for: their invoices are shown to it, and never its own to them. */
  readonly childIds?: readonly string[] | undefined;
  readonly merchantId: string;
  readonly livemode: boolean;
};

/** That a column names the owner, or a customer that it pays for. */
export const isOwners = (column: AnyColumn | SQL, { customerId, childIds = [] }: OwnerScope): SQL =>
  childIds.length === 0
    ? sql`${column} = ${customerId}`
    : sql`${column} in ${listed([customerId, ...childIds])}`;

/** An owner's invoices without drafts, which only the business may see. */
export const ownedBy = (owner: OwnerScope): SQL | undefined =>
  and(isOwners(invoices.customerId, owner), alsoWithin(invoices, owner), ne(invoices.status, 'draft'));

/** The requested part of the list. */
export type InvoiceFilter = 'all' | 'to_pay' | 'overdue' | 'processing' | 'paid' | 'closed';

const owed = and(
  eq(invoices.status, 'open'),
  lt(invoices.amountPaid, invoices.amountDue),
  notInArray(invoices.paymentStatus, ['processing', 'disputed']),
);

/** The newest ids of a status: each status is read by its index as far as a page goes. */
const newestOf = (owner: OwnerScope, status: 'void' | 'uncollectible', { before, limit }: Place): SQL =>
  sql`SELECT id FROM (SELECT id FROM invoices WHERE ${isOwners(invoices.customerId, owner)} AND status = ${status}
    AND id < ${before ?? '~'} ORDER BY id DESC LIMIT ${limit + 1})`;

/** Where a page of the list begins, and how long it is. */
type Place = { readonly before: string | null; readonly limit: number };
type Asked = Place & { readonly filter: InvoiceFilter; readonly now: number };

function matching(owner: OwnerScope, { filter, now, ...place }: Asked): SQL | undefined {
  switch (filter) {
    case 'all':
      return undefined;
    case 'to_pay':
      return owed;
    case 'overdue':
      return and(owed, sql`${invoices.dueAt} <= ${now}`);
    case 'processing':
      return and(eq(invoices.status, 'open'), eq(invoices.paymentStatus, 'processing'));
    case 'paid':
      return eq(invoices.status, 'paid');
    case 'closed':
      return sql`${invoices.id} IN (${newestOf(owner, 'void', place)}
        UNION ALL ${newestOf(owner, 'uncollectible', place)})`;
    default:
      return filter satisfies never;
  }
}

const remaining = sql`${invoices.amountDue} - ${invoices.amountPaid}`;

/** Sums over an owner's open invoices, one row a currency: minor units and counts. */
const selectSums = (db: Database, owner: OwnerScope, now: number) => {
  const overdue = sql`${invoices.dueAt} <= ${now} AND (${owed})`;
  const processing = sql`${invoices.paymentStatus} = 'processing'`;
  const sumOf = (condition: SQL | undefined) =>
    sql<number>`coalesce(sum(CASE WHEN ${condition} THEN ${remaining} END), 0)`;
  const countOf = (condition: SQL | undefined) =>
    sql<number>`coalesce(sum(CASE WHEN ${condition} THEN 1 END), 0)`;
  return db
    .select({
      currency: invoices.currency,
      toPay: sumOf(owed),
      toPayCount: countOf(owed),
      overdue: sumOf(overdue),
      overdueCount: countOf(overdue),
      processing: sumOf(processing),
      processingCount: countOf(processing),
    })
    .from(invoices)
    .where(and(ownedBy(owner), eq(invoices.status, 'open')))
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
    /** Only those older than this one. */
    readonly before: string | null;
    readonly limit: number;
    readonly now: number;
    /** The merchant's active connection, whose methods on file count. */
    readonly connectionId: string | null;
  },
) {
  const [rows, sums, any, methods] = await db.batch([
    db
      .select({ invoice: invoices, receiptId: newestReceipt(owner) })
      .from(invoices)
      .where(
        and(
          ownedBy(owner),
          matching(owner, ask),
          ask.before === null ? undefined : lt(invoices.id, ask.before),
        ),
      )
      .orderBy(desc(invoices.id))
      .limit(ask.limit + 1),
    selectSums(db, owner, ask.now),
    db.select({ id: invoices.id }).from(invoices).where(ownedBy(owner)).limit(1),
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
  ]);
  return {
    rows: rows.slice(0, ask.limit),
    hasMore: rows.length > ask.limit,
    sums,
    isEmpty: any.length === 0,
    hasMethod: methods.length > 0,
  };
}
