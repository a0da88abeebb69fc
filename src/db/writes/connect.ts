import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { ConnectOutcome } from '../../domain/account/connect-outcome.ts';
import type { Database, Statement } from '../database.ts';
import { someRow } from '../queries/waiting-parts.ts';
import { accountCreations, connectAttempts, sweeps } from '../schema/index.ts';
import { comparingAll } from './stripe-customers.ts';

type Attempt = typeof connectAttempts.$inferSelect;

export async function beginAttempt(db: Database, row: typeof connectAttempts.$inferInsert): Promise<void> {
  await db.insert(connectAttempts).values(row);
}

export async function findAttempt(db: Database, stateHash: string): Promise<Attempt | undefined> {
  const [row] = await db.select().from(connectAttempts).where(eq(connectAttempts.stateHash, stateHash));
  return row;
}

export async function readAttempt(db: Database, id: string): Promise<Attempt | undefined> {
  const [row] = await db.select().from(connectAttempts).where(eq(connectAttempts.id, id));
  return row;
}

/** Spends an attempt's state: of all that come with it, one gets true. */
export async function spendAttempt(db: Database, id: string, at: number): Promise<boolean> {
  const spent = await db
    .update(connectAttempts)
    .set({ spentAt: at })
    .where(and(eq(connectAttempts.id, id), isNull(connectAttempts.spentAt)))
    .returning({ id: connectAttempts.id });
  return spent.length > 0;
}

/** Keeps what came of an attempt, unless something has been kept. */
export async function keepOutcome(db: Database, id: string, outcome: ConnectOutcome): Promise<void> {
  await db
    .update(connectAttempts)
    .set({ outcome })
    .where(and(eq(connectAttempts.id, id), isNull(connectAttempts.outcome)));
}

/** What a person said of the account that came back; false where somebody has said something before. */
export async function settleAttempt(db: Database, id: string, outcome: ConnectOutcome): Promise<boolean> {
  const settled = await db
    .update(connectAttempts)
    .set({ outcome })
    .where(and(eq(connectAttempts.id, id), sql`${connectAttempts.outcome} ->> 'kind' = 'to_confirm'`))
    .returning({ id: connectAttempts.id });
  return settled.length > 0;
}

/** A condition: there are attempts that were begun before an instant. */
export const someAttemptBefore = (before: number): SQL =>
  someRow(connectAttempts, sql`created_at < ${before}`);

/** Deletes attempts that were begun before an instant. */
export async function deleteOldAttempts(
  db: Database,
  { before, most }: { readonly before: number; readonly most: number },
): Promise<number> {
  const deleted = await db
    .delete(connectAttempts)
    .where(
      sql`${connectAttempts.id} IN (SELECT id FROM connect_attempts WHERE created_at < ${before} ORDER BY created_at LIMIT ${most})`,
    )
    .returning({ id: connectAttempts.id });
  return deleted.length;
}

/** Begins the creation of an account, unless the business has one begun. */
export async function beginCreation(db: Database, row: typeof accountCreations.$inferInsert): Promise<void> {
  await db.insert(accountCreations).values(row).onConflictDoNothing();
}

export async function endCreation(
  db: Database,
  id: string,
  end: { readonly account: string; readonly createdAt: number } | { readonly refusal: string },
): Promise<void> {
  await db
    .update(accountCreations)
    .set(end)
    .where(and(eq(accountCreations.id, id), isNull(accountCreations.account)));
}

/**
 * Has everything of a connection that is taken up again read from where it was left: its lists, and both sides of every
 * customer.
 */
export const takeUpAgain = (
  db: Database,
  connectionId: string,
  { from, now }: { readonly from: number; readonly now: number },
): readonly Statement[] => [
  db.update(sweeps).set({ dueAt: 0, queuedUntil: 0 }).where(eq(sweeps.connectionId, connectionId)),
  db
    .update(sweeps)
    .set({ watermark: from, since: null, startedAt: null, cursor: null, leaseUntil: 0 })
    .where(
      and(
        eq(sweeps.connectionId, connectionId),
        sql`${sweeps.list} IN ('sessions', 'intents')`,
        sql`${sweeps.watermark} > ${from}`,
      ),
    ),
  comparingAll(db, connectionId, now),
];
