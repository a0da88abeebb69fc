import { and, asc, desc, eq, gt, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepareOnce } from '../prepared.ts';
import {
  connections,
  customers,
  invoices,
  merchants,
  paymentMethods,
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
      /** When the owner of the method on file refused it. */
      methodRefusedAt: paymentMethods.refusedAt,
      /** How much Stripe refuses of its merchant's. */
      refusals: refusalsOf(payments.merchantId),
    })
    .from(payments)
    .innerJoin(connections, eq(connections.id, payments.connectionId))
    .leftJoin(paymentMethods, eq(paymentMethods.id, payments.paymentMethodId))
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

/** How many payments are checked in one go: those whose last check came to something, and those that missed it. */
export type CheckLimits = { readonly sound: number; readonly missed: number; readonly latest: number };

/**
 * Open payments that are due to be checked. Those that could not be checked last time come after the others and have a
 * share of their own, and connections take turns: neither many of the one kind nor of one connection hold up the rest. Of
 * the others, a share is those that came due last: however many have been waiting, a new one has its turn.
 */
export async function selectPaymentsToCheck(
  db: Database,
  now: number,
  { sound, latest, missed }: CheckLimits,
) {
  const { id, state, missedChecks, expiresAt, checkAt, connectionId } = payments;
  const due = (which: SQL, order: SQL, limit: number) =>
    db
      .select({ id, state, missedChecks, expiresAt })
      .from(payments)
      .where(and(lte(checkAt, now), which))
      .orderBy(sql`row_number() OVER (PARTITION BY ${connectionId} ORDER BY ${order})`, order)
      .limit(limit);
  const isSound = eq(missedChecks, 0);
  const [oldest, last, others] = await db.batch([
    due(isSound, asc(checkAt), sound - latest),
    due(isSound, desc(checkAt), latest),
    due(gt(missedChecks, 0), asc(checkAt), missed),
  ]);
  const taken = new Set(oldest.map((row) => row.id));
  return [...oldest, ...last.filter((row) => !taken.has(row.id)), ...others];
}

/** Payments that were ended without proof and are due to be looked at again. */
export const selectPaymentsToLookBackAt = (
  db: Database,
  { now, livemode, limit }: { readonly now: number; readonly livemode: boolean; readonly limit: number },
) =>
  db
    .select({
      id: payments.id,
      connectionId: payments.connectionId,
      endedAt: sql<number>`coalesce(${payments.closedAt}, ${payments.claimedAt})`,
    })
    .from(payments)
    .where(and(lte(payments.lookBackAt, now), eq(payments.livemode, livemode)))
    .orderBy(payments.lookBackAt)
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
