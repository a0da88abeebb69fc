import { and, eq, sql } from 'drizzle-orm';
import type { Followed } from '../../domain/customer/follow.ts';
import type { Database, Statement } from '../database.ts';
import {
  clientImportRows,
  customerExternalIds,
  customers,
  mappedClients,
  monthlyStatements,
  paymentMethods,
  type StripeCustomerRequest,
  stripeCustomers,
  stripeRefusals,
} from '../schema/index.ts';
import { listed } from './listed.ts';

export type ExternalId = { readonly key: string; readonly value: string };

export const insertCustomer = (db: Database, row: typeof customers.$inferInsert): Statement =>
  db.insert(customers).values(row);

export const updateCustomer = (
  db: Database,
  customerId: string,
  columns: Omit<typeof customers.$inferInsert, 'id' | 'merchantId' | 'livemode' | 'createdAt'>,
): Statement => db.update(customers).set(columns).where(eq(customers.id, customerId));

/** Sets the given external ids and leaves the others. */
export const setExternalIds = (db: Database, customerId: string, ids: readonly ExternalId[]): Statement =>
  db
    .insert(customerExternalIds)
    .select(
      sql`SELECT ${customerId}, value ->> 'key', value ->> 'value' FROM json_each(${JSON.stringify(ids)}) WHERE true`,
    )
    .onConflictDoUpdate({
      target: [customerExternalIds.customerId, customerExternalIds.key],
      set: { value: sql`excluded.value` },
    });

/** Takes the external ids of these keys off a customer. */
export const removeExternalIds = (db: Database, customerId: string, keys: readonly string[]): Statement =>
  db
    .delete(customerExternalIds)
    .where(
      and(eq(customerExternalIds.customerId, customerId), sql`${customerExternalIds.key} in ${listed(keys)}`),
    );

/** Links an existing Stripe customer to ours on a connection. */
export const linkStripeCustomer = (
  db: Database,
  link: {
    readonly connectionId: string;
    readonly customerId: string;
    readonly stripeCustomerId: string;
    readonly request: StripeCustomerRequest;
    readonly followed: Followed;
    /** Whether something of ours is to be sent there. */
    readonly hasMore: boolean;
    readonly at: number;
  },
): Statement => {
  const { at, connectionId, customerId, stripeCustomerId, request, followed, hasMore } = link;
  const followAt = hasMore ? at : null;
  return db
    .insert(stripeCustomers)
    .values({
      connectionId,
      customerId,
      stripeCustomerId,
      request,
      attempt: 1,
      requestedAt: at,
      createdAt: at,
      followed,
      followAt,
    })
    .onConflictDoUpdate({
      target: [stripeCustomers.connectionId, stripeCustomers.customerId],
      set: {
        stripeCustomerId,
        createdAt: at,
        request,
        followed,
        change: null,
        followAt,
        taxIds: [],
        ...NOT_LOST,
      },
    });
};

/** Deletes a customer that never had an invoice, with its dependent rows. */
export const deleteCustomerRows = (db: Database, customerId: string): Statement[] => [
  db.delete(clientImportRows).where(eq(clientImportRows.customerId, customerId)),
  db.delete(mappedClients).where(eq(mappedClients.customerId, customerId)),
  db.delete(customerExternalIds).where(eq(customerExternalIds.customerId, customerId)),
  db.delete(stripeCustomers).where(eq(stripeCustomers.customerId, customerId)),
  db.delete(paymentMethods).where(eq(paymentMethods.customerId, customerId)),
  db.delete(monthlyStatements).where(eq(monthlyStatements.customerId, customerId)),
  db
    .delete(stripeRefusals)
    .where(and(eq(stripeRefusals.subjectType, 'customer'), eq(stripeRefusals.subjectId, customerId))),
  db.delete(customers).where(eq(customers.id, customerId)),
];

/** A customer's rows at Stripe, for a read batch. */
export const selectStripeCustomers = (db: Database, customerId: string) =>
  db.select().from(stripeCustomers).where(eq(stripeCustomers.customerId, customerId));

/** Notes that shared fields of a linked customer were changed here, and makes the comparison due. */
export const setFollowed = (
  db: Database,
  row: { readonly connectionId: string; readonly customerId: string },
  followed: Followed,
  at: number,
): Statement =>
  db
    .update(stripeCustomers)
    .set({ followed, followAt: at })
    .where(
      and(eq(stripeCustomers.connectionId, row.connectionId), eq(stripeCustomers.customerId, row.customerId)),
    );

/** What is left of a link that is over. The next attempt needs a number of its own beside it. */
export const ENDED_LINK = {
  stripeCustomerId: null,
  createdAt: null,
  sends: 0,
  followed: null,
  change: null,
  followAt: null,
  taxIds: [],
};

/** What is left of a link to a Stripe customer that was deleted: that it was lost, too. */
export const forgottenLink = (gone: string, at: number) => ({
  ...ENDED_LINK,
  lostAt: at,
  lostReason: 'deleted' as const,
  lostId: gone,
});

/** Of a link to one that is there. */
export const NOT_LOST = { lostAt: null, lostReason: null, lostId: null } as const;

/** A Stripe customer that was deleted is not the one that was named any more, on whichever account. */
export const forgetNamed = (db: Database, customerId: string, stripeCustomerId: string): Statement =>
  db
    .delete(customerExternalIds)
    .where(
      and(
        eq(customerExternalIds.customerId, customerId),
        eq(customerExternalIds.key, 'Stripe'),
        eq(customerExternalIds.value, stripeCustomerId),
      ),
    );
