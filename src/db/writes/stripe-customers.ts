import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { stripeCustomers } from '../schema/index.ts';

type Row = typeof stripeCustomers.$inferSelect;

/** The row of a customer on a connection. */
export const ofStripeCustomer = (ask: Pick<Row, 'customerId' | 'connectionId'>) =>
  and(eq(stripeCustomers.connectionId, ask.connectionId), eq(stripeCustomers.customerId, ask.customerId));

/** Counts a request to create the customer: one more, or enough that this attempt is not retried. */
export async function countSends(
  db: Database,
  row: Pick<Row, 'customerId' | 'connectionId'>,
  sends: number | 'one_more',
): Promise<void> {
  await db
    .update(stripeCustomers)
    .set({ sends: sends === 'one_more' ? sql`${stripeCustomers.sends} + 1` : sends })
    .where(ofStripeCustomer(row));
}

/** Starts the next attempt with its own key and request; only one of several concurrent callers succeeds. */
export async function beginNextAttempt(db: Database, row: Row, request: Row['request']): Promise<void> {
  await db
    .update(stripeCustomers)
    .set({ attempt: row.attempt + 1, sends: 0, request })
    .where(
      and(
        ofStripeCustomer(row),
        eq(stripeCustomers.attempt, row.attempt),
        isNull(stripeCustomers.stripeCustomerId),
      ),
    );
}
