import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { deadLetters, inbox, outbox } from '../schema/index.ts';
import { type EventKey, ofEvent } from './inbox.ts';

/** Records a message that the queue gave up on, once. */
export async function storeDeadLetter(db: Database, row: typeof deadLetters.$inferInsert): Promise<void> {
  await db.insert(deadLetters).values(row).onConflictDoNothing();
}

/** Ends a job that a worker took and never came back from; false where it is another. */
export async function stopJob(db: Database, id: string, at: number): Promise<boolean> {
  const stopped = await db
    .update(outbox)
    .set({ state: 'dead', lastError: 'dead_letter', failedSince: at, leaseUntil: 0, cutOff: 0 })
    .where(and(eq(outbox.id, id), eq(outbox.state, 'pending'), gt(outbox.cutOff, 0)))
    .returning({ id: outbox.id });
  return stopped.length > 0;
}

/** The same for an event. */
export async function stopEvent(db: Database, key: EventKey, at: number): Promise<boolean> {
  const stopped = await db
    .update(inbox)
    .set({
      state: 'quarantined',
      reason: 'dead_letter',
      handledAt: at,
      failedSince: at,
      leaseUntil: 0,
      cutOff: 0,
    })
    .where(and(ofEvent(key), eq(inbox.state, 'pending'), gt(inbox.cutOff, 0)))
    .returning({ eventId: inbox.eventId });
  return stopped.length > 0;
}

/** Settles dead letters: somebody looked, or what they name was enqueued again. */
export async function settleDeadLetters(db: Database, ids: readonly string[], at: number): Promise<void> {
  await db
    .update(deadLetters)
    .set({ settledAt: at })
    .where(and(inArray(deadLetters.id, [...ids]), isNull(deadLetters.settledAt)));
}
