import { and, count, desc, eq, gt } from 'drizzle-orm';
import type { Database } from '../database.ts';
import {
  connections,
  customers,
  invoices,
  merchants,
  payments,
  paymentTargets,
  slots,
  stripeCustomers,
  sweeps,
} from '../schema/index.ts';
import { headOf, selectHead } from '../streams.ts';
import { connectionOfInvoice } from './active-connection.ts';
import { eventsOfConnection, lastWatched } from './events-of-connection.ts';

/**
 * Everything that decides what an invoice's pay link does, in one round trip. In several selects, since D1
 * returns at most a hundred columns. https://developers.cloudflare.com/d1/platform/limits/
 */
export async function readPayable(db: Database, invoiceId: string, paceSince: number) {
  const ofInvoice = eq(invoices.id, invoiceId);
  const [found, owners, taken, lastAttempts, paced, head] = await db.batch([
    db
      .select({ invoice: invoices, customer: customers })
      .from(invoices)
      .innerJoin(customers, eq(customers.id, invoices.customerId))
      .where(ofInvoice),
    db
      .select({
        merchant: merchants,
        connection: connections,
        stripeCustomerId: stripeCustomers.stripeCustomerId,
        caughtUpAt: sweeps.touchedAt,
      })
      .from(invoices)
      .innerJoin(merchants, eq(merchants.id, invoices.merchantId))
      .leftJoin(connections, connectionOfInvoice)
      .leftJoin(sweeps, eventsOfConnection)
      .leftJoin(
        stripeCustomers,
        and(
          eq(stripeCustomers.connectionId, connections.id),
          eq(stripeCustomers.customerId, invoices.customerId),
        ),
      )
      .where(ofInvoice),
    db
      .select({
        payment: payments,
        version: paymentTargets.invoiceVersion,
        /** What of the payment is for this invoice, in minor units. */
        share: paymentTargets.amount,
        account: connections.account,
      })
      .from(slots)
      .innerJoin(payments, eq(payments.id, slots.paymentId))
      // The connection that it was begun on, which may not be the active one any more.
      .innerJoin(connections, eq(connections.id, payments.connectionId))
      .innerJoin(
        paymentTargets,
        and(eq(paymentTargets.paymentId, slots.paymentId), eq(paymentTargets.invoiceId, slots.invoiceId)),
      )
      .where(eq(slots.invoiceId, invoiceId)),
    db
      .select({
        attempt: payments.attempt,
        flow: payments.flow,
        closeReason: payments.closeReason,
        closedAt: payments.closedAt,
      })
      .from(payments)
      .innerJoin(paymentTargets, eq(paymentTargets.paymentId, payments.id))
      .where(eq(paymentTargets.invoiceId, invoiceId))
      .orderBy(desc(payments.attempt))
      .limit(1),
    db
      .select({ claims: count() })
      .from(invoices)
      .innerJoin(connections, connectionOfInvoice)
      .innerJoin(
        payments,
        and(
          eq(payments.connectionId, connections.id),
          eq(payments.flow, 'session'),
          gt(payments.claimedAt, paceSince),
        ),
      )
      .where(ofInvoice),
    selectHead(db, { type: 'invoice', id: invoiceId }),
  ]);
  const [invoiceRow] = found;
  const [owner] = owners;
  if (invoiceRow === undefined || owner === undefined) return null;
  return {
    ...invoiceRow,
    ...owner,
    caughtUpAt: lastWatched(owner.caughtUpAt, owner.connection),
    /** The open payment that holds the invoice's slot. */
    slot: taken[0] ?? null,
    head: headOf(head),
    attempts: lastAttempts[0]?.attempt ?? 0,
    /** The newest attempt at collecting this invoice. */
    last: lastAttempts[0] ?? null,
    claimsOfLate: paced[0]?.claims ?? 0,
  };
}

export type Payable = NonNullable<Awaited<ReturnType<typeof readPayable>>>;
export type Slot = NonNullable<Payable['slot']>;

/** How many sessions a connection's customers began since an instant. */
export const selectClaims = (db: Database, connectionId: string, since: number) =>
  db
    .select({ claims: count() })
    .from(payments)
    .where(
      and(
        eq(payments.connectionId, connectionId),
        eq(payments.flow, 'session'),
        gt(payments.claimedAt, since),
      ),
    );
