import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { emails } from '../schema/index.ts';

/** Leases a queued message that has no lease at `now` (ms); undefined where there is none. */
export async function leaseEmail(
  db: Database,
  { id, now, until }: { readonly id: string; readonly now: number; readonly until: number },
) {
  const [leased] = await db
    .update(emails)
    .set({
      state: 'sending',
      leaseUntil: until,
      attempts: sql`${emails.attempts} + 1`,
      // A message still `sending` after its lease: the worker died, and may have handed it over.
      unknownSends: sql`${emails.unknownSends} + (${emails.state} = 'sending')`,
    })
    .where(and(eq(emails.id, id), inArray(emails.state, ['queued', 'sending']), lt(emails.leaseUntil, now)))
    .returning();
  return leased;
}

/** Writes a leased message's outcome, unless another worker took the lease over in the meantime. */
export async function writeLeasedEmail(
  db: Database,
  leased: Pick<typeof emails.$inferSelect, 'id' | 'attempts'>,
  columns: Partial<typeof emails.$inferInsert>,
): Promise<void> {
  await db
    .update(emails)
    .set(columns)
    .where(and(eq(emails.id, leased.id), eq(emails.state, 'sending'), eq(emails.attempts, leased.attempts)));
}
