import { and, asc, desc, eq, lte, type SQL, sql } from 'drizzle-orm';
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
import { OF_INVOICE, payerOf } from './payer.ts';
import { refusalsOf } from './refusals.ts';

const PAYMENT = sql.placeholder('paymentId');

const selects = prepareOnce((db) => ({
  found: db
    .select({
      payment: payments,
      connection: connections,
      /** When the owner of the method on file refused it. */
      methodRefusedAt: paymentMethods.refusedAt,
      /** The kind of the method on file that is charged. */
      methodType: paymentMethods.type,
      methodState: paymentMethods.state,
      /** How much Stripe refuses of its merchant's. */
      refusals: refusalsOf(payments.merchantId),
    })
    .from(payments)
    .innerJoin(connections, eq(connections.id, payments.connectionId))
    .leftJoin(paymentMethods, eq(paymentMethods.id, payments.paymentMethodId))
    .where(eq(payments.id, PAYMENT)),
  parties: db
    .select({
      merchant: merchants,
      /** Who pays. */
      customer: customers,
    })
    .from(payments)
    .innerJoin(merchants, eq(merchants.id, payments.merchantId))
    .innerJoin(customers, eq(customers.id, payments.customerId))
    .where(eq(payments.id, PAYMENT)),
  targets: db
    .select({
      target: paymentTargets,
      invoice: invoices,
      slotPaymentId: slots.paymentId,
      /** Who pays it by itself now. */
      payerId: payerOf(OF_INVOICE),
      parentId: sql<string | null>`(select mine.parent_id from customers mine where mine.id = ${OF_INVOICE})`,
    })
    .from(paymentTargets)
    .innerJoin(invoices, eq(invoices.id, paymentTargets.invoiceId))
    .leftJoin(slots, eq(slots.invoiceId, paymentTargets.invoiceId))
    .where(eq(paymentTargets.paymentId, PAYMENT))
    .orderBy(paymentTargets.invoiceId),
  /** Who may pay for the payer, and is sent receipts as well. */
  parent: db
    .select()
    .from(customers)
    .where(
      sql`${customers.id} = (select payer.parent_id from payments mine join customers payer on payer.id = mine.customer_id
        where mine.id = ${PAYMENT})`,
    ),
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
  const [found, parties, targets, [parent], invoiceHeads, paymentHead] = await db.batch([
    select.found,
    select.parties,
    select.targets,
    select.parent,
    select.invoiceHeads,
    selectHead(db, { type: 'payment', id: paymentId }),
  ]);
  const [row] = found;
  const [owners] = parties;
  if (row === undefined || owners === undefined) return null;
  return {
    ...row,
    ...owners,
    parent: parent ?? null,
    head: headOf(paymentHead),
    targets: targets.map((target) => ({ ...target, head: headIn(invoiceHeads, target.invoice.id) })),
  };
}

export type PaymentSnapshot = NonNullable<Awaited<ReturnType<typeof readPayment>>>;

/** How many payments are checked in one go: those whose last check came to something, and those that missed it. */
export type CheckLimits = { readonly sound: number; readonly missed: number; readonly latest: number };

/** Of so many times as many as are taken, each connection's first have their turn. */
const DRAWN_FROM = 4;

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
  const due = (which: SQL, order: typeof asc, limit: number) => {
    // Turns are drawn among so many of the index's first, however many are due.
    const first = db
      .select({ id, state, missedChecks, expiresAt, checkAt, connectionId })
      .from(payments)
      .where(and(lte(checkAt, now), which))
      .orderBy(order(checkAt))
      .limit(DRAWN_FROM * limit)
      .as('first');
    const turn = sql`row_number() OVER (PARTITION BY ${first.connectionId} ORDER BY ${order(first.checkAt)})`;
    return db
      .select({
        id: first.id,
        state: first.state,
        missedChecks: first.missedChecks,
        expiresAt: first.expiresAt,
        connectionId: first.connectionId,
      })
      .from(first)
      .orderBy(turn, order(first.checkAt))
      .limit(limit);
  };
  // As the indexes have it: with a bound value, SQLite would not use them.
  const isSound = sql`missed_checks = 0`;
  const [oldest, last, others] = await db.batch([
    due(isSound, asc, sound - latest),
    due(isSound, desc, latest),
    due(sql`missed_checks > 0`, asc, missed),
  ]);
  const taken = new Set(oldest.map((row) => row.id));
  const fresh = last.filter((row) => !taken.has(row.id));
  // One of the oldest, one of the latest: whichever a tick has no room for, it is not all of one kind.
  const sounds = oldest.flatMap((row, index) => [row, ...fresh.slice(index, index + 1)]);
  return [...sounds, ...fresh.slice(oldest.length), ...others];
}

/** The select for a payment that was handed over to be checked. */
export const selectPaymentToCheck = (db: Database, paymentId: string) =>
  db
    .select({
      id: payments.id,
      state: payments.state,
      missedChecks: payments.missedChecks,
      expiresAt: payments.expiresAt,
    })
    .from(payments)
    .where(eq(payments.id, paymentId));

const looked = {
  id: payments.id,
  connectionId: payments.connectionId,
  endedAt: sql<number>`coalesce(${payments.closedAt}, ${payments.claimedAt})`,
};

/** The select for a payment that was handed over to be looked at again. */
export const selectPaymentToLookBackAt = (db: Database, paymentId: string) =>
  db.select(looked).from(payments).where(eq(payments.id, paymentId));

/** Payments that were ended without proof and are due to be looked at again. */
export const selectPaymentsToLookBackAt = (
  db: Database,
  { now, livemode, limit }: { readonly now: number; readonly livemode: boolean; readonly limit: number },
) =>
  db
    .select(looked)
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
