import { and, asc, count, desc, eq, gt, gte, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { InvoiceStatus } from '../../domain/invoice/status.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { connections, customers, invoiceLines, invoices, merchants } from '../schema/index.ts';
import { connectionOfInvoice } from './active-connection.ts';
import { packed } from './packed.ts';
import { refusalOf } from './refusals.ts';
import { alsoWithin, within } from './scoped.ts';

/** The select for an invoice with its merchant, customer and active connection, for a read batch. */
export const selectInvoice = (db: Database, scope: Scope, invoiceId: string) =>
  selectWithParties(db).where(and(within(invoices, scope), eq(invoices.id, invoiceId)));

const selectWithParties = (db: Database) =>
  db
    .select({
      invoice: invoices,
      merchant: merchants,
      customer: packed(customers),
      connectionId: connections.id,
      refusal: refusalOf('invoice', invoices.id),
    })
    .from(invoices)
    .innerJoin(merchants, eq(merchants.id, invoices.merchantId))
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .leftJoin(connections, connectionOfInvoice);

/** The select for an invoice's lines in their order, if it is this merchant's, for a read batch. */
export const selectLines = (db: Database, scope: Scope, invoiceId: string) =>
  db
    .select({ line: invoiceLines })
    .from(invoiceLines)
    .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
    .where(and(within(invoices, scope), eq(invoiceLines.invoiceId, invoiceId)))
    .orderBy(asc(invoiceLines.position));

/** The select for how many lines an invoice has, for a read batch. */
export const selectLineCount = (db: Database, invoiceId: string) =>
  db.select({ lines: count() }).from(invoiceLines).where(eq(invoiceLines.invoiceId, invoiceId));

/** The select for a merchant, for a read batch. */
export const selectMerchant = (db: Database, merchantId: string) =>
  db.select().from(merchants).where(eq(merchants.id, merchantId));

export type InvoiceFilters = {
  readonly status: InvoiceStatus | null;
  readonly customerId: string | null;
  readonly overdue: boolean | null;
  /** Milliseconds since the epoch, inclusive. */
  readonly createdAfter: number | null;
  /** Milliseconds since the epoch, exclusive. */
  readonly createdBefore: number | null;
  /** The possible readings of a printed number; null to not filter by number. */
  readonly numbers: readonly { readonly series: string; readonly value: number }[] | null;
};

export type Page = { readonly startingAfter: string | null; readonly limit: number };

/** The select for one page of invoices, newest first, and one row beyond it that says whether there are more. */
export const selectInvoices = (
  db: Database,
  scope: Scope,
  filters: InvoiceFilters,
  page: Page,
  now: number,
) =>
  db
    .select({
      invoice: invoices,
      merchantLinks: merchants.paymentLinks,
      connectionId: connections.id,
      refusal: refusalOf('invoice', invoices.id),
      lineCount: db.$count(invoiceLines, eq(invoiceLines.invoiceId, invoices.id)),
    })
    .from(invoices)
    .innerJoin(merchants, eq(merchants.id, invoices.merchantId))
    .leftJoin(connections, connectionOfInvoice)
    .where(
      and(
        filters.customerId === null ? within(invoices, scope) : alsoWithin(invoices, scope),
        filters.status === null ? undefined : statusIs(filters.status),
        filters.customerId === null ? undefined : eq(invoices.customerId, filters.customerId),
        filters.overdue === null ? undefined : overdueIs(filters.overdue, now),
        filters.createdAfter === null ? undefined : gte(invoices.createdAt, filters.createdAfter),
        filters.createdBefore === null ? undefined : lt(invoices.createdAt, filters.createdBefore),
        filters.numbers === null ? undefined : oneOf(filters.numbers),
        page.startingAfter === null ? undefined : lt(invoices.id, page.startingAfter),
      ),
    )
    .orderBy(desc(invoices.id))
    .limit(page.limit + 1);

/** A literal, as the index of open invoices has it. */
const IS_OPEN = sql`${invoices.status} = 'open'`;
const statusIs = (status: NonNullable<InvoiceFilters['status']>): SQL =>
  status === 'open' ? IS_OPEN : eq(invoices.status, status);

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
