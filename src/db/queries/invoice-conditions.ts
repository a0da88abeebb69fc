import { and, asc, desc, eq, gt, gte, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { InvoiceOrder, InvoicePlace, InvoiceSort } from '../../domain/invoice/list-order.ts';
import type { ShownStatus } from '../../domain/invoice/status.ts';
import type { Scope } from '../../domain/scope.ts';
import { invoices } from '../schema/index.ts';
import { withTerms } from './customer-search.ts';
import { alsoWithin, within } from './scoped.ts';

type Numbered = { readonly series: string; readonly value: number };

export type InvoiceFilters = {
  readonly status: ShownStatus | null;
  readonly customerId: string | null;
  readonly overdue: boolean | null;
  /** Milliseconds since the epoch, inclusive. */
  readonly createdAfter: number | null;
  /** Milliseconds since the epoch, exclusive. */
  readonly createdBefore: number | null;
  readonly updatedAfter: number | null;
  readonly updatedBefore: number | null;
  /** Local dates, `YYYY-MM-DD`, both inclusive. */
  readonly issuedFrom: string | null;
  readonly issuedTo: string | null;
  readonly dueFrom: string | null;
  readonly dueTo: string | null;
  /** Minor units, both inclusive. */
  readonly totalFrom: number | null;
  readonly totalTo: number | null;
  readonly currency: string | null;
  /** The possible readings of a printed number; null to not filter by number. */
  readonly numbers: readonly Numbered[] | null;
  /** An invoice's number, or words of its customer; null to not filter by text. */
  readonly text: { readonly terms: readonly string[]; readonly numbers: readonly Numbered[] } | null;
};

export type InvoicePage = {
  readonly order: InvoiceOrder;
  readonly after: InvoicePlace | null;
  readonly limit: number;
};

/** What a list is sorted by, spelled exactly as in its index. */
const KEYS: Readonly<Record<Exclude<InvoiceSort, 'createdAt'>, SQL>> = {
  updatedAt: sql`${invoices.updatedAt}`,
  issueDate: sql`coalesce(${invoices.issueDate}, '')`,
  dueDate: sql`coalesce(${invoices.dueDate}, '')`,
};

export function orderedBy({ by, direction }: InvoiceOrder): SQL[] {
  const inOrder = direction === 'asc' ? asc : desc;
  return by === 'createdAt' ? [inOrder(invoices.id)] : [inOrder(KEYS[by]), inOrder(invoices.id)];
}

/** That an invoice comes after a place of the list. */
export function beyond({ by, direction }: InvoiceOrder, { id, key }: InvoicePlace): SQL {
  if (by === 'createdAt') return direction === 'asc' ? gt(invoices.id, id) : lt(invoices.id, id);
  const sign = direction === 'asc' ? sql.raw('>') : sql.raw('<');
  return sql`(${KEYS[by]}, ${invoices.id}) ${sign} (${key}, ${id})`;
}

/** The conditions of a list. A range of what it is sorted by is one of its index. */
export function invoiceConditions(
  scope: Scope,
  filters: InvoiceFilters,
  { by }: InvoiceOrder,
  now: number,
): (SQL | undefined)[] {
  const { customerId, text } = filters;
  const issued = by === 'issueDate' ? KEYS.issueDate : sql`${invoices.issueDate}`;
  const due = by === 'dueDate' ? KEYS.dueDate : sql`${invoices.dueDate}`;
  const from = (key: SQL, value: string | number | null) =>
    value === null ? undefined : sql`${key} >= ${value}`;
  const to = (key: SQL, value: string | number | null) =>
    value === null ? undefined : sql`${key} <> '' AND ${key} <= ${value}`;
  return [
    customerId === null && text === null ? within(invoices, scope) : alsoWithin(invoices, scope),
    filters.status === null ? undefined : statusIs(filters.status),
    customerId === null ? undefined : eq(invoices.customerId, customerId),
    filters.overdue === null ? undefined : overdueIs(filters.overdue, now),
    filters.createdAfter === null ? undefined : gte(invoices.createdAt, filters.createdAfter),
    filters.createdBefore === null ? undefined : lt(invoices.createdAt, filters.createdBefore),
    filters.updatedAfter === null ? undefined : gte(invoices.updatedAt, filters.updatedAfter),
    filters.updatedBefore === null ? undefined : lt(invoices.updatedAt, filters.updatedBefore),
    from(issued, filters.issuedFrom),
    to(issued, filters.issuedTo),
    from(due, filters.dueFrom),
    to(due, filters.dueTo),
    filters.totalFrom === null ? undefined : gte(invoices.amountDue, filters.totalFrom),
    filters.totalTo === null ? undefined : lte(invoices.amountDue, filters.totalTo),
    filters.currency === null ? undefined : eq(invoices.currency, filters.currency),
    filters.numbers === null ? undefined : oneOf(filters.numbers),
    text === null ? undefined : foundBy(scope, text),
  ];
}

/** The invoices of customers with these words, and those with this number: only theirs are read. */
function foundBy(scope: Scope, { terms, numbers }: NonNullable<InvoiceFilters['text']>): SQL {
  const ofCustomers = withTerms(
    scope,
    terms.toSorted((a, b) => b.length - a.length),
  ).map((customers) => sql`SELECT id FROM invoices WHERE customer_id IN (${customers}) UNION ALL `);
  return sql`${invoices.id} IN (${sql.join(ofCustomers)}
    SELECT named.id FROM json_each(${JSON.stringify(numbers)}) number
    CROSS JOIN invoices named ON named.series = number.value ->> 'series' AND named.number_value = number.value ->> 'value'
    WHERE named.merchant_id = ${scope.merchantId} AND named.livemode = ${Number(scope.livemode)})`;
}

/** A literal, as the index of open invoices has it. */
const IS_OPEN = sql`${invoices.status} = 'open'`;
/** The domain's `shownStatus` as SQL. */
const IS_CREDITED = sql`${invoices.status} = 'paid' AND ${invoices.amountCredited} > 0
  AND ${invoices.amountCredited} = ${invoices.amountDue}`;
function statusIs(status: NonNullable<InvoiceFilters['status']>): SQL | undefined {
  switch (status) {
    case 'open':
      return IS_OPEN;
    case 'credited':
      return IS_CREDITED;
    case 'paid':
      return and(eq(invoices.status, status), sql`NOT (${IS_CREDITED})`);
    case 'draft':
    case 'void':
    case 'uncollectible':
      return eq(invoices.status, status);
    default:
      return status satisfies never;
  }
}

/** The domain's `isOverdue` as SQL. */
const overdueIs = (overdue: boolean, now: number): SQL | undefined =>
  overdue
    ? and(IS_OPEN, lte(invoices.dueAt, now))
    : or(isNull(invoices.dueAt), gt(invoices.dueAt, now), ne(invoices.status, 'open'));

const oneOf = (numbers: NonNullable<InvoiceFilters['numbers']>): SQL | undefined =>
  numbers.length === 0
    ? isNull(invoices.id)
    : or(
        ...numbers.map(({ series, value }) =>
          and(eq(invoices.series, series), eq(invoices.numberValue, value)),
        ),
      );
