import { and, asc, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import {
  balanceTransactions,
  connections,
  customers,
  disputes,
  invoices,
  payments,
  paymentTargets,
} from '../schema/index.ts';
import type { Page } from './invoices.ts';
import { listed } from './listed.ts';
import { alsoWithin, within } from './scoped.ts';

/** The select for whose payments these are, with the Stripe account that took each, for a read batch. */
export const selectPayers = (db: Database, scope: Scope, paymentIds: readonly string[]) =>
  db
    .select({
      paymentId: payments.id,
      customerId: payments.customerId,
      name: customers.legalName,
      account: connections.account,
    })
    .from(payments)
    .innerJoin(customers, eq(customers.id, payments.customerId))
    .innerJoin(connections, eq(connections.id, payments.connectionId))
    .where(and(alsoWithin(payments, scope), sql`${payments.id} IN ${listed(paymentIds)}`));

/** The select for the invoices that these payments are for, for a read batch. */
export const selectPaidInvoices = (db: Database, scope: Scope, paymentIds: readonly string[]) =>
  db
    .select({
      paymentId: paymentTargets.paymentId,
      amount: paymentTargets.amount,
      invoiceId: invoices.id,
      series: invoices.series,
      numberValue: invoices.numberValue,
    })
    .from(paymentTargets)
    .innerJoin(invoices, eq(invoices.id, paymentTargets.invoiceId))
    .where(and(alsoWithin(invoices, scope), sql`${paymentTargets.paymentId} IN ${listed(paymentIds)}`))
    .orderBy(asc(paymentTargets.invoiceId));

/** The select for what the API does not say of a payment: how it was closed, and where it is at Stripe. */
export const selectPaymentBackground = (db: Database, scope: Scope, paymentId: string) =>
  db
    .select({
      closeReason: payments.closeReason,
      stripeChargeId: payments.stripeChargeId,
      stripeSessionId: payments.stripeSessionId,
      payerEmail: payments.payerEmail,
      customerName: customers.legalName,
      account: connections.account,
    })
    .from(payments)
    .innerJoin(customers, eq(customers.id, payments.customerId))
    .innerJoin(connections, eq(connections.id, payments.connectionId))
    .where(and(within(payments, scope), eq(payments.id, paymentId)));

/** The select for what Stripe booked of a payment, its refunds and disputes, oldest first, in Stripe's minor units. */
export const selectBookedOf = (db: Database, scope: Scope, paymentId: string) =>
  db
    .select({
      stripeId: balanceTransactions.stripeId,
      reportingCategory: balanceTransactions.reportingCategory,
      currency: balanceTransactions.currency,
      amount: balanceTransactions.amount,
      fee: balanceTransactions.fee,
      net: balanceTransactions.net,
      createdAt: balanceTransactions.createdAt,
    })
    .from(balanceTransactions)
    .where(
      and(
        sql`+${balanceTransactions.merchantId} = ${scope.merchantId}`,
        sql`${balanceTransactions.ownerId} IN (SELECT ${paymentId} UNION ALL SELECT id FROM refunds
          WHERE payment_id = ${paymentId} UNION ALL SELECT id FROM disputes WHERE payment_id = ${paymentId})`,
      ),
    )
    .orderBy(asc(balanceTransactions.createdAt), asc(balanceTransactions.stripeId))
    .limit(MOST_BOOKED);

/** A payment shows so many of its lines; the books have them all. */
const MOST_BOOKED = 50;

export type DisputeFilters = {
  /** True for those that are not decided. */
  readonly isOpen: boolean | null;
};

/** The select for one page of a business's disputes, newest first, and one row beyond it. */
export const selectDisputesPage = (db: Database, scope: Scope, { isOpen }: DisputeFilters, page: Page) =>
  db
    .select({ dispute: disputes })
    .from(disputes)
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .where(
      and(
        eq(disputes.merchantId, scope.merchantId),
        alsoWithin(payments, scope),
        isOpen === null
          ? undefined
          : isOpen
            ? isNull(disputes.closedAt)
            : sql`${disputes.closedAt} IS NOT NULL`,
        page.startingAfter === null ? undefined : lt(disputes.id, page.startingAfter),
      ),
    )
    .orderBy(desc(disputes.id))
    .limit(page.limit + 1);
