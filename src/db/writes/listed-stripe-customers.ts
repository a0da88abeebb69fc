import { and, eq, isNotNull, isNull, lt, notExists, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { listedStripeCustomers, stripeCustomers } from '../schema/index.ts';

export type ListedRow = Omit<typeof listedStripeCustomers.$inferSelect, 'connectionId' | 'run' | 'held'>;

/** Keeps a page of the list, and says how many of it this run had not seen yet. */
export async function saveListed(
  db: Database,
  run: { readonly connectionId: string; readonly run: number },
  rows: readonly ListedRow[],
): Promise<number> {
  const page = JSON.stringify(rows);
  const [[seen]] = await db.batch([
    db
      .select({ count: sql<number>`count(*)` })
      .from(listedStripeCustomers)
      .where(
        and(
          eq(listedStripeCustomers.connectionId, run.connectionId),
          sql`${listedStripeCustomers.stripeCustomerId} in
            (select value ->> 'stripeCustomerId' from json_each(${page}))`,
          sql`+${listedStripeCustomers.run} = ${run.run}`,
        ),
      ),
    db
      .insert(listedStripeCustomers)
      .select(
        sql`select ${run.connectionId}, value ->> 'stripeCustomerId', value ->> 'name', value ->> 'nameKey',
          value ->> 'email', value ->> 'domain', value ->> 'namesClient', value ->> 'createdAt', ${run.run},
          value -> 'words', 0 from json_each(${page}) where true`,
      )
      .onConflictDoUpdate({
        target: [listedStripeCustomers.connectionId, listedStripeCustomers.stripeCustomerId],
        set: {
          name: sql`excluded.name`,
          nameKey: sql`excluded.name_key`,
          email: sql`excluded.email`,
          domain: sql`excluded.domain`,
          namesClient: sql`excluded.names_client`,
          createdAt: sql`excluded.created_at`,
          run: sql`excluded.run`,
          words: sql`excluded.words`,
        },
      }),
  ]);
  return rows.length - (seen?.count ?? 0);
}

/** Deletes what no reading since has listed, a bite at a time; how many it took. */
export async function deleteUnlisted(
  db: Database,
  { connectionId, run }: { readonly connectionId: string; readonly run: number },
  most: number,
): Promise<number> {
  const old = db
    .select({ id: listedStripeCustomers.stripeCustomerId })
    .from(listedStripeCustomers)
    .where(and(eq(listedStripeCustomers.connectionId, connectionId), lt(listedStripeCustomers.run, run)))
    .limit(most);
  const gone = await db
    .delete(listedStripeCustomers)
    .where(
      and(
        eq(listedStripeCustomers.connectionId, connectionId),
        sql`${listedStripeCustomers.stripeCustomerId} in ${old}`,
      ),
    )
    .returning({ id: listedStripeCustomers.stripeCustomerId });
  return gone.length;
}

/** How many of the account's customers this run has kept. */
export async function countListed(
  db: Database,
  { connectionId, run }: { readonly connectionId: string; readonly run: number },
): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)` })
    .from(listedStripeCustomers)
    .where(and(eq(listedStripeCustomers.connectionId, connectionId), eq(listedStripeCustomers.run, run)));
  return row?.count ?? 0;
}

/** Links to customers that the account does not list are looked at: a list alone does not prove that one is gone. */
export async function followUnlisted(db: Database, connectionId: string, at: number): Promise<void> {
  await db
    .update(stripeCustomers)
    .set({ followAt: at })
    .where(
      and(
        eq(stripeCustomers.connectionId, connectionId),
        isNotNull(stripeCustomers.stripeCustomerId),
        isNull(stripeCustomers.lostAt),
        notExists(
          db
            .select({ one: sql`1` })
            .from(listedStripeCustomers)
            .where(
              and(
                eq(listedStripeCustomers.connectionId, stripeCustomers.connectionId),
                eq(listedStripeCustomers.stripeCustomerId, stripeCustomers.stripeCustomerId),
              ),
            ),
        ),
      ),
    );
}
