import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { connections, customers, stripeCustomers } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { beginFollowing, type Followed } from '../../domain/customer/follow.ts';
import { addressText, type Shared, sharedOf } from '../../domain/customer/shared-fields.ts';

export type OnConnection = { readonly customerId: string; readonly connectionId: string };
type Row = typeof stripeCustomers.$inferSelect;

/** A customer that is linked to a Stripe customer on an active connection, and the head of its stream; else null. */
export async function readFollowed(db: Database, { customerId, connectionId }: OnConnection) {
  const [found, head] = await db.batch([
    db
      .select({ row: stripeCustomers, customer: customers, connection: connections })
      .from(stripeCustomers)
      .innerJoin(customers, eq(customers.id, stripeCustomers.customerId))
      .innerJoin(connections, eq(connections.id, stripeCustomers.connectionId))
      .where(and(eq(stripeCustomers.customerId, customerId), eq(stripeCustomers.connectionId, connectionId))),
    selectHead(db, { type: 'customer', id: customerId }),
  ]);
  const [read] = found;
  const stripeCustomerId = read?.row.stripeCustomerId ?? null;
  if (read === undefined || stripeCustomerId === null || read.connection.state !== 'active') return null;
  return { ...read, stripeCustomerId, head: headOf(head) };
}

export type FollowedCustomer = NonNullable<Awaited<ReturnType<typeof readFollowed>>>;

/** The customer that a row asked Stripe to make. */
export const requestedOf = ({ request }: Pick<Row, 'request'>): Shared => ({
  name: request.name,
  email: request.email,
  phone: request.phone,
  address: addressText(request.address),
});

/**
 * What is known of both sides. In a row of an earlier version: what was sent to make it, or, where it was linked, that
 * nobody has changed anything since.
 */
export function followedOf(row: Row, customer: Parameters<typeof sharedOf>[0]): Followed {
  if (row.followed !== null) return row.followed;
  const since = row.createdAt ?? row.requestedAt;
  const isOfOurs = row.request.metadata.quittance_customer !== undefined;
  return isOfOurs
    ? beginFollowing(requestedOf(row), requestedOf(row), since)
    : beginFollowing(sharedOf(customer), null, since);
}
