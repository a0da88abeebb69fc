import { and, asc, eq, gt, inArray, isNotNull, max, sql } from 'drizzle-orm';
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
import { headIn, selectHeads } from '../streams.ts';
import { activeConnectionOf } from './active-connection.ts';
import { eventsOfConnection, lastWatched } from './events-of-connection.ts';
import { type OwnerScope, ownedBy } from './portal-invoices.ts';

/** The invoices of an owner among these ids, in the order of their ids. */
export const selectOwn = (db: Database, owner: OwnerScope, ids: readonly string[]) =>
  db
    .select()
    .from(invoices)
    .where(and(ownedBy(owner), inArray(invoices.id, [...ids])))
    .orderBy(asc(invoices.id));

/** An owner's open invoices in a currency, those due first before the others. */
export const selectOpenIn = (db: Database, owner: OwnerScope, currency: string, limit: number) =>
  db
    .select()
    .from(invoices)
    .where(and(ownedBy(owner), eq(invoices.status, 'open'), eq(invoices.currency, currency)))
    .orderBy(sql`${invoices.dueAt} IS NULL`, asc(invoices.dueAt), asc(invoices.id))
    .limit(limit);

/** Everything that decides whether one payment can be begun for several invoices of an owner: one round trip. */
export async function readToPay(db: Database, owner: OwnerScope, ids: readonly string[], paceSince: number) {
  const held = db
    .select({ id: slots.paymentId })
    .from(slots)
    .where(inArray(slots.invoiceId, [...ids]));
  const [rows, owners, connected, taken, heldTargets, heads, [tried], paced] = await db.batch([
    selectOwn(db, owner, ids),
    db
      .select({ merchant: merchants, customer: customers })
      .from(customers)
      .innerJoin(merchants, eq(merchants.id, customers.merchantId))
      .where(and(eq(customers.id, owner.customerId), eq(customers.merchantId, owner.merchantId))),
    db
      .select({
        connection: connections,
        stripeCustomerId: stripeCustomers.stripeCustomerId,
        caughtUpAt: sweeps.touchedAt,
      })
      .from(connections)
      .leftJoin(sweeps, eventsOfConnection)
      .leftJoin(
        stripeCustomers,
        and(
          eq(stripeCustomers.connectionId, connections.id),
          eq(stripeCustomers.customerId, owner.customerId),
        ),
      )
      .where(activeConnectionOf(owner)),
    db
      .select({
        invoiceId: slots.invoiceId,
        paymentId: payments.id,
        state: payments.state,
        via: payments.via,
        flow: payments.flow,
        claimedAt: payments.claimedAt,
      })
      .from(slots)
      .innerJoin(payments, eq(payments.id, slots.paymentId))
      .where(inArray(slots.invoiceId, [...ids])),
    db.select().from(paymentTargets).where(inArray(paymentTargets.paymentId, held)),
    selectHeads(db, 'invoice', ids),
    db
      .select({ attempts: sql<number>`coalesce(${max(payments.attempt)}, 0)` })
      .from(paymentTargets)
      .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
      .where(inArray(paymentTargets.invoiceId, [...ids])),
    db
      .select({ claims: sql<number>`count(*)` })
      .from(payments)
      .innerJoin(connections, eq(connections.id, payments.connectionId))
      .where(
        and(
          eq(connections.merchantId, owner.merchantId),
          eq(connections.livemode, owner.livemode),
          eq(payments.flow, 'session'),
          gt(payments.claimedAt, paceSince),
        ),
      ),
  ]);
  const [house] = owners;
  if (house === undefined) return null;
  return {
    ...house,
    connection: connected[0]?.connection ?? null,
    stripeCustomerId: connected[0]?.stripeCustomerId ?? null,
    caughtUpAt: lastWatched(connected[0]?.caughtUpAt, connected[0]?.connection),
    targets: rows.map((invoice) => ({ invoice, head: headIn(heads, invoice.id) })),
    taken,
    heldTargets,
    attempts: tried?.attempts ?? 0,
    claimsOfLate: paced[0]?.claims ?? 0,
  };
}

export type ToPay = NonNullable<Awaited<ReturnType<typeof readToPay>>>;

/** A payment of an owner and the invoices it is for: one round trip. */
export async function readOwnPayment(db: Database, owner: OwnerScope, paymentId: string) {
  const [[payment], targets] = await db.batch([
    db
      .select()
      .from(payments)
      .where(
        and(
          eq(payments.id, paymentId),
          eq(payments.customerId, owner.customerId),
          eq(payments.merchantId, owner.merchantId),
          eq(payments.livemode, owner.livemode),
        ),
      ),
    db
      .select({ amount: paymentTargets.amount, invoice: invoices })
      .from(paymentTargets)
      .innerJoin(invoices, eq(invoices.id, paymentTargets.invoiceId))
      .where(and(eq(paymentTargets.paymentId, paymentId), ownedBy(owner), isNotNull(invoices.numberValue)))
      .orderBy(asc(invoices.numberValue)),
  ]);
  return payment === undefined ? null : { payment, targets };
}
