import { and, eq, lte, sql } from 'drizzle-orm';
import type { AccountStatus } from '../../domain/account/status.ts';
import type { AccountTold } from '../../domain/account/trouble.ts';
import type { Database, Statement } from '../database.ts';
import { isActive } from '../queries/active-connection.ts';
import { listed } from '../queries/listed.ts';
import { accountStatuses, connections } from '../schema/index.ts';

type Connection = typeof connections.$inferSelect;

/** One read of an account at most in so long, however many events ask for it. */
export const READ_AT_MOST_EVERY_MS = 60_000;

/** Which active connection of this mode: by its id, or by its account. */
type Of = { readonly livemode: boolean } & ({ readonly connectionId: string } | { readonly account: string });

const ofThis = (of: Of) =>
  and(
    'account' in of ? eq(connections.account, of.account) : eq(connections.id, of.connectionId),
    eq(connections.livemode, of.livemode),
    isActive,
  );

/**
 * Asks for a read of an account: now, or as soon as the last one is a minute old. Returns when it is due; undefined where
 * no connection of ours is to it.
 */
export async function askForRead(
  db: Database,
  of: Of,
  { now, everyMs = READ_AT_MOST_EVERY_MS }: { readonly now: number; readonly everyMs?: number },
): Promise<Pick<Connection, 'id' | 'accountDueAt'> | undefined> {
  const [row] = await db
    .update(connections)
    .set({
      accountDueAt: sql`min(${connections.accountDueAt}, max(${now}, ${connections.accountReadAt} + ${everyMs}))`,
    })
    .where(ofThis(of))
    .returning({ id: connections.id, accountDueAt: connections.accountDueAt });
  return row;
}

/** Takes a read that is due, so that nobody else does it; undefined where somebody has. `next` is when it is due again. */
export async function takeRead(
  db: Database,
  connectionId: string,
  { now, dueBy, next }: { readonly now: number; readonly dueBy: number; readonly next: number },
): Promise<Connection | undefined> {
  const [row] = await db
    .update(connections)
    .set({ accountReadAt: now, accountDueAt: next })
    .where(and(eq(connections.id, connectionId), isActive, lte(connections.accountDueAt, dueBy)))
    .returning();
  return row;
}

/** Brings the next read forward to `at`, where it would be later. */
export async function readSooner(db: Database, connectionId: string, at: number): Promise<void> {
  await db
    .update(connections)
    .set({ accountDueAt: sql`min(${connections.accountDueAt}, ${at})` })
    .where(eq(connections.id, connectionId));
}

/** The active connections of a mode whose account is due to be read, those due first before the others. */
export const selectReadsDue = (db: Database, livemode: boolean, now: number, limit: number) =>
  db
    .select({ id: connections.id, merchantId: connections.merchantId })
    .from(connections)
    .where(and(isActive, lte(connections.accountDueAt, now), sql`+${connections.livemode} = ${livemode}`))
    .orderBy(connections.accountDueAt)
    .limit(limit);

/** Notes that reads are in the queue until an instant; returns the ids of those that were still due. */
export async function holdReads(
  db: Database,
  ids: readonly string[],
  { now, until }: { readonly now: number; readonly until: number },
): Promise<readonly string[]> {
  const held = await db
    .update(connections)
    .set({ accountDueAt: until })
    .where(and(sql`${connections.id} IN ${listed(ids)}`, isActive, lte(connections.accountDueAt, now)))
    .returning({ id: connections.id });
  return held.map(({ id }) => id);
}

type Said = {
  readonly status: AccountStatus;
  readonly readAt: number;
  readonly told: AccountTold | null;
};

/** What Stripe said of an account and what was told of it, unless something newer is there. */
export const writeStatus = (db: Database, connectionId: string, said: Said): Statement =>
  db
    .insert(accountStatuses)
    .values({ connectionId, ...said, failure: null })
    .onConflictDoUpdate({
      target: accountStatuses.connectionId,
      set: { ...said, failure: null },
      setWhere: sql`${accountStatuses.readAt} <= ${said.readAt}`,
    });

/** That an account could not be read, and why; what was known of it stays. It is tried again at `next`. */
export async function writeReadFailure(
  db: Database,
  connectionId: string,
  { failure, readAt, next }: { readonly failure: string; readonly readAt: number; readonly next: number },
): Promise<void> {
  await db.batch([
    db
      .insert(accountStatuses)
      .values({ connectionId, status: null, readAt, failure })
      .onConflictDoUpdate({
        target: accountStatuses.connectionId,
        set: { failure },
        setWhere: sql`${accountStatuses.readAt} <= ${readAt}`,
      }),
    db.update(connections).set({ accountDueAt: next }).where(eq(connections.id, connectionId)),
  ]);
}
