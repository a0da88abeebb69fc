import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { connections, customers, invoiceLines, invoices, merchants } from '../schema/index.ts';
import { connectionOfInvoice } from './active-connection.ts';
import {
  beyond,
  type InvoiceFilters,
  type InvoicePage,
  invoiceConditions,
  orderedBy,
} from './invoice-conditions.ts';
import { LEDGER, LEDGER_SUMS } from './ledger.ts';
import { listed } from './listed.ts';
import { packed } from './packed.ts';
import { OF_INVOICE, PAYER_AUTOPAY, payerOf } from './payer.ts';
import { planOf } from './plan.ts';
import { PLANNED_METHODS } from './planned-methods.ts';
import { refusalOf } from './refusals.ts';
import { alsoWithin, within } from './scoped.ts';

/** The select for an invoice with its merchant, customer and active connection, for a read batch. */
export const selectInvoice = (db: Database, scope: Scope, invoiceId: string) =>
  selectWithParties(db).where(and(within(invoices, scope), eq(invoices.id, invoiceId)));

const selectWithParties = (db: Database) =>
  db
    .select({
      invoice: invoices,
      merchant: packed(merchants),
      customer: packed(customers),
      connectionId: connections.id,
      refusal: refusalOf('invoice', invoices.id),
      plan: planOf(invoices.id),
    })
    .from(invoices)
    .innerJoin(merchants, eq(merchants.id, invoices.merchantId))
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .leftJoin(connections, connectionOfInvoice);

/** The select for what an invoice's ledger is drawn from, if it is this merchant's, for a read batch. */
export const selectLedger = (db: Database, scope: Scope, invoiceId: string) =>
  db
    .select({
      ledger: LEDGER,
      plannedMethods: PLANNED_METHODS,
      payerId: payerOf(OF_INVOICE),
      payerAutopay: PAYER_AUTOPAY,
    })
    .from(invoices)
    .leftJoin(connections, connectionOfInvoice)
    .where(and(within(invoices, scope), eq(invoices.id, invoiceId)));

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

export type Page = { readonly startingAfter: string | null; readonly limit: number };

/** The select for one page of invoices in an order, and one row beyond it that says whether there are more. */
export const selectInvoices = (
  db: Database,
  scope: Scope,
  filters: InvoiceFilters,
  { order, after, limit }: InvoicePage,
  now: number,
) =>
  db
    .select({
      invoice: invoices,
      merchantLinks: merchants.paymentLinks,
      connectionId: connections.id,
      refusal: refusalOf('invoice', invoices.id),
      plan: planOf(invoices.id),
      ledger: LEDGER_SUMS,
      lineCount: db.$count(invoiceLines, eq(invoiceLines.invoiceId, invoices.id)),
    })
    .from(invoices)
    .innerJoin(merchants, eq(merchants.id, invoices.merchantId))
    .leftJoin(connections, connectionOfInvoice)
    .where(
      and(
        ...invoiceConditions(scope, filters, order, now),
        after === null ? undefined : beyond(order, after),
      ),
    )
    .orderBy(...orderedBy(order))
    .limit(limit + 1);

/** The select for the lines of invoices of a page, in the order of their ids and places. */
export const selectLinesOf = (db: Database, scope: Scope, invoiceIds: readonly string[]) =>
  db
    .select({ line: invoiceLines })
    .from(invoiceLines)
    .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
    .where(and(sql`${invoiceLines.invoiceId} IN ${listed(invoiceIds)}`, alsoWithin(invoices, scope)))
    .orderBy(asc(invoiceLines.invoiceId), asc(invoiceLines.position));
