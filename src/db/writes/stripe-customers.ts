import { and, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database, Statement } from '../database.ts';
import { type CustomerChange, stripeCustomers } from '../schema/index.ts';

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

/**
 * Starts the next attempt with its own key and request; only one of several concurrent callers succeeds. It's as young as it is:
 * whoever reads it while its request is on its way must not take its key for one that Stripe has forgotten.
 */
export async function beginNextAttempt(
  db: Database,
  row: Row,
  { request, at }: { readonly request: Row['request']; readonly at: number },
): Promise<void> {
  await db
    .update(stripeCustomers)
    .set({ attempt: row.attempt + 1, sends: 0, request, requestedAt: at })
    .where(
      and(
        ofStripeCustomer(row),
        eq(stripeCustomers.attempt, row.attempt),
        isNull(stripeCustomers.stripeCustomerId),
      ),
    );
}

type Key = Pick<Row, 'customerId' | 'connectionId'>;

/** When both sides are compared again (ms); null for not any more by itself. */
export async function setFollowAt(db: Database, row: Key, at: number | null): Promise<void> {
  await db.update(stripeCustomers).set({ followAt: at }).where(ofStripeCustomer(row));
}

/** Moves the next comparison (ms, or none), unless somebody else has set it since the row was read. */
export async function moveFollowAt(
  db: Database,
  row: Pick<Row, 'customerId' | 'connectionId' | 'followAt'>,
  to: number | null,
): Promise<void> {
  const { followAt: from } = row;
  if (from === to) return;
  const isAsRead = from === null ? isNull(stripeCustomers.followAt) : eq(stripeCustomers.followAt, from);
  await db
    .update(stripeCustomers)
    .set({ followAt: to })
    .where(and(ofStripeCustomer(row), isAsRead));
}

/** The statement that has every customer of a connection compared, from `at` (ms) on. */
export const comparingAll = (db: Database, connectionId: string, at: number): Statement =>
  db
    .update(stripeCustomers)
    .set({ followAt: at })
    .where(
      and(
        eq(stripeCustomers.connectionId, connectionId),
        isNotNull(stripeCustomers.stripeCustomerId),
        or(isNull(stripeCustomers.followAt), gt(stripeCustomers.followAt, at)),
      ),
    );

/** Has every customer of a connection compared, from `at` (ms) on. */
export async function compareAll(db: Database, connectionId: string, at: number): Promise<void> {
  await comparingAll(db, connectionId, at);
}

/** Claims a comparison that is due by setting the next one first; false where another worker took it. */
export async function takeFollow(
  db: Database,
  row: Key,
  { dueBy, next }: { readonly dueBy: number; readonly next: number },
): Promise<boolean> {
  const taken = await db
    .update(stripeCustomers)
    .set({ followAt: next })
    .where(and(ofStripeCustomer(row), lte(stripeCustomers.followAt, dueBy)))
    .returning({ customerId: stripeCustomers.customerId });
  return taken.length > 0;
}

/** Moves comparisons that are due for as long as they wait in the queue, named `connection/customer`; returns those. */
export async function holdFollows(
  db: Database,
  {
    pairs,
    dueBy,
    until,
  }: { readonly pairs: readonly string[]; readonly dueBy: number; readonly until: number },
): Promise<readonly string[]> {
  const rows = await db
    .update(stripeCustomers)
    .set({ followAt: until })
    .where(
      and(
        lte(stripeCustomers.followAt, dueBy),
        sql`(${stripeCustomers.connectionId}, ${stripeCustomers.customerId}) IN (
          SELECT substr(value, 1, instr(value, '/') - 1), substr(value, instr(value, '/') + 1)
          FROM json_each(${JSON.stringify(pairs)}))`,
      ),
    )
    .returning({ connectionId: stripeCustomers.connectionId, customerId: stripeCustomers.customerId });
  return rows.map(({ connectionId, customerId }) => `${connectionId}/${customerId}`);
}

/** Notes what became of the tax ids of a change, and when both are compared again (ms), unless another was begun since. */
export async function noteTaxIds(
  db: Database,
  row: Key,
  { number, ...columns }: Pick<Row, 'taxIds' | 'followAt'> & { readonly number: number },
): Promise<void> {
  await db
    .update(stripeCustomers)
    .set(columns)
    .where(and(ofStripeCustomer(row), eq(stripeCustomers.changes, number)));
}

/** A change was sent without an answer; it is sent again at `at` (ms), unless another took its place. */
export async function countChangeSent(
  db: Database,
  row: Key,
  change: CustomerChange,
  at: number,
): Promise<void> {
  await db
    .update(stripeCustomers)
    .set({ change: { ...change, sends: change.sends + 1 }, followAt: at })
    .where(and(ofStripeCustomer(row), sql`${stripeCustomers.change} ->> 'number' = ${change.number}`));
}
