import { and, eq, lte, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepareOnce } from '../prepared.ts';
import {
  connections,
  customers,
  invoices,
  merchants,
  payments,
  paymentTargets,
  slots,
} from '../schema/index.ts';
import { headIn, headOf, selectHead, selectHeads } from '../streams.ts';
import { refusalsOf } from './refusals.ts';

const PAYMENT = sql.placeholder('paymentId');

const selects = prepareOnce((db) => ({
  found: db
    .select({
      payment: payments,
      connection: connections,
      /** How much Stripe refuses of its merchant's. */
      refusals: refusalsOf(payments.merchantId),
    })
    .from(payments)
    .innerJoin(connections, eq(connections.id, payments.connectionId))
    .where(eq(payments.id, PAYMENT)),
  parties: db
    .select({ merchant: merchants, customer: customers })
    .from(payments)
    .innerJoin(merchants, eq(merchants.id, payments.merchantId))
    .innerJoin(customers, eq(customers.id, payments.customerId))
    .where(eq(payments.id, PAYMENT)),
  targets: db
    .select({ target: paymentTargets, invoice: invoices, slotPaymentId: slots.paymentId })
    .from(paymentTargets)
    .innerJoin(invoices, eq(invoices.id, paymentTargets.invoiceId))
    .leftJoin(slots, eq(slots.invoiceId, paymentTargets.invoiceId))
    .where(eq(paymentTargets.paymentId, PAYMENT))
    .orderBy(paymentTargets.invoiceId),
  invoiceHeads: selectHeads(
    db,
    'invoice',
    db
      .select({ id: paymentTargets.invoiceId })
      .from(paymentTargets)
      .where(eq(paymentTargets.paymentId, PAYMENT)),
  ),
}));

/** A payment with everything that its outcome touches, and the heads of all those streams: one round trip. */
export async function readPayment(db: Database, paymentId: string) {
  const select = selects(db, { paymentId });
  const [found, parties, targets, invoiceHeads, paymentHead] = await db.batch([
    select.found,
    select.parties,
    select.targets,
    select.invoiceHeads,
    selectHead(db, { type: 'payment', id: paymentId }),
  ]);
  const [row] = found;
  const [owners] = parties;
  if (row === undefined || owners === undefined) return null;
  return {
    ...row,
    ...owners,
    head: headOf(paymentHead),
    targets: targets.map((target) => ({ ...target, head: headIn(invoiceHeads, target.invoice.id) })),
  };
}

export type PaymentSnapshot = NonNullable<Awaited<ReturnType<typeof readPayment>>>;

/** Open payments that are due to be looked at. `check_at` is indexed. */
export const selectPaymentsToCheck = (db: Database, now: number, limit: number) =>
  db
    .select({ id: payments.id, state: payments.state })
    .from(payments)
    .where(lte(payments.checkAt, now))
    .orderBy(payments.checkAt)
    .limit(limit);

/** The payment of a connection that Stripe's object belongs to, by session, PaymentIntent, charge or metadata. */
export async function findPayment(
  db: Database,
  connectionId: string,
  stripe: {
    readonly sessionId: string | null;
    readonly intentId: string | null;
    readonly chargeId: string | null;
    readonly paymentId: string | null;
  },
) {
  const [row] = await db
    .select({
      id: payments.id,
      stripeSessionId: payments.stripeSessionId,
      stripePaymentIntentId: payments.stripePaymentIntentId,
    })
    .from(payments)
    .where(
      and(
        eq(payments.connectionId, connectionId),
        sql`(${payments.stripeSessionId} = ${stripe.sessionId} OR ${payments.stripePaymentIntentId} = ${stripe.intentId} OR ${payments.stripeChargeId} = ${stripe.chargeId} OR ${payments.id} = ${stripe.paymentId})`,
      ),
    )
    .limit(1);
  return row ?? null;
}
