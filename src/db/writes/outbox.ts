import { and, eq, lte, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { outbox } from '../schema/index.ts';
import { isFreeAt } from './cut-off.ts';

type Lease = { readonly id: string; readonly until: number };

/**
 * Leases a job that is due and has no lease at `now` (ms); undefined where there is none. It is counted here, before
 * anything is done: a job that kills its worker has no other chance to be counted.
 */
export async function leaseJob(db: Database, { id, until }: Lease, now: number) {
  const [row] = await db
    .update(outbox)
    .set({ leaseUntil: until, cutOff: sql`${outbox.cutOff} + 1` })
    .where(and(eq(outbox.id, id), eq(outbox.state, 'pending'), isFreeAt(outbox, now), lte(outbox.dueAt, now)))
    .returning();
  return row;
}

/** Writes a leased job's outcome, unless another worker took the lease over. Its worker came back, whatever it says. */
export async function endJob(
  db: Database,
  { id, until }: Lease,
  columns: Partial<typeof outbox.$inferInsert>,
): Promise<void> {
  await db
    .update(outbox)
    .set({ cutOff: 0, wokenAt: 0, ...columns, leaseUntil: 0 })
    .where(and(eq(outbox.id, id), eq(outbox.leaseUntil, until)));
}
