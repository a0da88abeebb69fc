import { and, eq, lte, type SQL, sql } from 'drizzle-orm';
import type { InvoiceOrder, InvoicePlace } from '../../domain/invoice/list-order.ts';
import type { StaffListAsk } from '../../domain/invoice/staff-list.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { customers, invoices } from '../schema/index.ts';
import { COMMON, type CustomerSearch, withTerms } from './customer-search.ts';
import { beyond, orderedBy } from './invoice-conditions.ts';
import { refusalOf } from './refusals.ts';
import { alsoWithin, within } from './scoped.ts';

/** Where a filter has no index of its own, a page and its sums look at so many at once. */
export const MOST_LOOKED_AT = 2_000;

/** What is looked for: an invoice's number, or words of its customer, the one that fewest have first. */
export type TextSearch = Pick<CustomerSearch, 'terms' | 'numbers'>;

/** A list as it is read: by one index, in its order, and by conditions that are asked of each row. */
export type ListPlan = {
  readonly order: InvoiceOrder;
  /** Of the index, with whose invoices they are. */
  readonly indexed: readonly (SQL | undefined)[];
  /** Asked of at most {@link MOST_LOOKED_AT} at once. */
  readonly asked: readonly SQL[];
};

const NEWEST: InvoiceOrder = { by: 'createdAt', direction: 'desc' };
const ISSUED = sql`coalesce(${invoices.issueDate}, '')`;
const DUE = sql`coalesce(${invoices.dueDate}, '')`;
/** As the indexes have it. */
const IS_OPEN = sql`${invoices.status} = 'open'`;
const IS_ASIDE = sql`${invoices.status} IN ('draft', 'void', 'uncollectible')`;
const IS_MOVING = sql`${invoices.paymentStatus} <> 'none'`;

/** How a list is read: the narrowest of its filters leads. */
export function planList(
  scope: Scope,
  ask: StaffListAsk,
  search: TextSearch | null,
  { now, tomorrow }: { readonly now: number; readonly tomorrow: string },
): ListPlan {
  const mine = within(invoices, scope);
  const { view, payment, by } = ask;
  const hasDay = ask.from !== null || ask.to !== null;
  const day = between(by === 'due' ? DUE : ISSUED, ask);
  const currency = ask.currency === null ? [] : [eq(invoices.currency, ask.currency)];
  const shown = viewIs(view, now);
  if (search !== null) {
    const found = [alsoWithin(invoices, scope), foundBy(scope, search)];
    return { order: NEWEST, indexed: found, asked: [...shown, ...paymentIs(payment), ...day, ...currency] };
  }
  if (payment !== null) {
    const moving = [mine, IS_MOVING, ...paymentIs(payment)];
    return { order: NEWEST, indexed: moving, asked: [...shown, ...day, ...currency] };
  }
  switch (view) {
    case 'open':
    case 'overdue': {
      const order: InvoiceOrder = { by: 'dueDate', direction: 'asc' };
      // What is overdue was due on a day that is over somewhere.
      const until = view === 'overdue' ? [sql`${DUE} > ''`, sql`${DUE} < ${tomorrow}`] : [];
      const late = view === 'overdue' ? [lte(invoices.dueAt, now)] : [];
      const indexed = [mine, IS_OPEN, ...until, ...(by === 'due' ? day : [])];
      const others = [...(by === 'due' ? [] : day), ...currency];
      // Whatever is due before tomorrow is late but for a day's: that is no reason to look further.
      return others.length === 0
        ? { order, indexed: [...indexed, ...late], asked: [] }
        : { order, indexed, asked: [...late, ...others] };
    }
    case 'draft':
    case 'void':
    case 'uncollectible':
      return { order: NEWEST, indexed: [mine, IS_ASIDE, ...shown], asked: [...day, ...currency] };
    case 'all':
    case 'paid': {
      if (!hasDay) return { order: NEWEST, indexed: [mine], asked: [...shown, ...currency] };
      const order: InvoiceOrder = { by: by === 'due' ? 'dueDate' : 'issueDate', direction: 'desc' };
      return { order, indexed: [mine, ...day], asked: [...shown, ...currency] };
    }
    default:
      return view satisfies never;
  }
}

function between(key: SQL, { from, to }: StaffListAsk): SQL[] {
  return [
    ...(from === null ? [] : [sql`${key} >= ${from}`]),
    ...(to === null ? [] : [sql`${key} > ''`, sql`${key} <= ${to}`]),
  ];
}

const paymentIs = (payment: StaffListAsk['payment']): SQL[] =>
  payment === null ? [] : [eq(invoices.paymentStatus, payment)];

function viewIs(view: StaffListAsk['view'], now: number): SQL[] {
  switch (view) {
    case 'all':
      return [];
    case 'open':
      return [IS_OPEN];
    case 'overdue':
      return [IS_OPEN, lte(invoices.dueAt, now)];
    case 'draft':
    case 'paid':
    case 'void':
    case 'uncollectible':
      return [eq(invoices.status, view)];
    default:
      return view satisfies never;
  }
}

/** The invoices of customers with these words, of so many and no more, and those with this number. */
function foundBy(scope: Scope, { terms, numbers }: TextSearch): SQL {
  const ofCustomers = withTerms(scope, terms).map(
    (found) => sql`SELECT id FROM (SELECT theirs.id FROM (${found} LIMIT ${COMMON}) who
      CROSS JOIN invoices theirs ON theirs.customer_id = who.customer_id LIMIT ${MOST_LOOKED_AT}) UNION ALL `,
  );
  return sql`${invoices.id} IN (${sql.join(ofCustomers)}
    SELECT named.id FROM json_each(${JSON.stringify(numbers)}) number
    CROSS JOIN invoices named ON named.series = number.value ->> 'series' AND named.number_value = number.value ->> 'value'
    WHERE named.merchant_id = ${scope.merchantId} AND named.livemode = ${Number(scope.livemode)})`;
}

type From = { readonly after: InvoicePlace | null };

/** The rows of a plan from a place on: as many as are looked at, and of those the ones that are asked for. */
function rowsFrom(db: Database, { order, indexed, asked }: ListPlan, { after }: From): SQL | undefined {
  const base = [...indexed, after === null ? undefined : beyond(order, after)];
  if (asked.length === 0) return and(...base);
  const looked = db
    .select({ id: invoices.id })
    .from(invoices)
    .where(and(...base))
    .orderBy(...orderedBy(order))
    .limit(MOST_LOOKED_AT);
  return and(sql`${invoices.id} IN ${looked}`, ...asked);
}

/** The select for a page of a list, and one row beyond it. */
export const selectListed = (db: Database, plan: ListPlan, page: From & { readonly limit: number }) =>
  db
    .select({
      id: invoices.id,
      series: invoices.series,
      numberValue: invoices.numberValue,
      status: invoices.status,
      paymentStatus: invoices.paymentStatus,
      currency: invoices.currency,
      amountDue: invoices.amountDue,
      amountPaid: invoices.amountPaid,
      amountCredited: invoices.amountCredited,
      issueDate: invoices.issueDate,
      dueDate: invoices.dueDate,
      dueAt: invoices.dueAt,
      updatedAt: invoices.updatedAt,
      sentAt: invoices.sentAt,
      pendingVerb: invoices.pendingVerb,
      customerId: invoices.customerId,
      customer: customers.legalName,
      refusal: refusalOf('invoice', invoices.id),
    })
    .from(invoices)
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .where(rowsFrom(db, plan, page))
    .orderBy(...orderedBy(plan.order))
    .limit(page.limit + 1);

/** The select for the last of those that are looked at, where there may be more: the next page begins after it. */
export const selectEdge = (db: Database, { order, indexed }: ListPlan, { after }: From) =>
  db
    .select({
      id: invoices.id,
      updatedAt: invoices.updatedAt,
      issueDate: invoices.issueDate,
      dueDate: invoices.dueDate,
    })
    .from(invoices)
    .where(and(...indexed, after === null ? undefined : beyond(order, after)))
    .orderBy(...orderedBy(order))
    .limit(1)
    .offset(MOST_LOOKED_AT - 1);

/** The same select from each of several places. */
export const selectEdges = (db: Database, plan: ListPlan, places: readonly From['after'][]) =>
  places.map((after) => selectEdge(db, plan, { after }));

/** The select for what a list comes to by currency, of as many as are looked at from its beginning. */
export const selectListedSums = (db: Database, plan: ListPlan) => {
  const looked = db
    .select({ id: invoices.id })
    .from(invoices)
    .where(and(...plan.indexed))
    .orderBy(...orderedBy(plan.order))
    .limit(MOST_LOOKED_AT);
  return db
    .select({
      currency: invoices.currency,
      items: sql<number>`count(*)`,
      amount: sql<number>`sum(${invoices.amountDue} - ${invoices.amountCredited})`,
    })
    .from(invoices)
    .where(and(sql`${invoices.id} IN ${looked}`, ...plan.asked))
    .groupBy(invoices.currency)
    .orderBy(invoices.currency);
};
