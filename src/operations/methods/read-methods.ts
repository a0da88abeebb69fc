import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { connections, customers, paymentMethods, stripeCustomers } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import type { KnownMethod } from '../../domain/methods/follow.ts';

export type OnConnection = { readonly customerId: string; readonly connectionId: string };

/** The select for a customer's methods on a connection in their order, detached ones too, for a read batch. */
export const selectMethods = (db: Database, { customerId, connectionId }: OnConnection) =>
  db
    .select()
    .from(paymentMethods)
    .where(and(eq(paymentMethods.customerId, customerId), eq(paymentMethods.connectionId, connectionId)))
    .orderBy(asc(paymentMethods.position), asc(paymentMethods.id));

export type MethodRow = typeof paymentMethods.$inferSelect;

export const asKnown = (row: MethodRow): KnownMethod => ({
  id: row.id,
  stripePaymentMethodId: row.stripePaymentMethodId,
  card: row.summary,
  fingerprint: row.fingerprint,
  state: row.state,
  stateReason: row.stateReason,
  isDefault: row.isDefault,
  position: row.position,
});

/** A customer with what it has on file on a connection, and the head of its stream: one round trip. */
export async function readMethods(db: Database, at: OnConnection) {
  const [found, methods, head] = await db.batch([
    db
      .select({ customer: customers, connection: connections, stripeCustomer: stripeCustomers })
      .from(customers)
      .innerJoin(connections, eq(connections.id, at.connectionId))
      .leftJoin(
        stripeCustomers,
        and(eq(stripeCustomers.connectionId, connections.id), eq(stripeCustomers.customerId, customers.id)),
      )
      .where(and(eq(customers.id, at.customerId), eq(customers.merchantId, connections.merchantId))),
    selectMethods(db, at),
    selectHead(db, { type: 'customer', id: at.customerId }),
  ]);
  const row = found[0];
  if (row === undefined) return null;
  return {
    ...row,
    stripeCustomerId: row.stripeCustomer?.stripeCustomerId ?? null,
    methods,
    head: headOf(head),
  };
}

export type MethodsSnapshot = NonNullable<Awaited<ReturnType<typeof readMethods>>>;
