import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { type Reported, supersededBy } from '../../domain/mail/delivery.ts';
import type { Database } from '../database.ts';
import { emails, unreachableAddresses } from '../schema/index.ts';

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
  leased: Leased,
  columns: Partial<typeof emails.$inferInsert>,
): Promise<boolean> {
  const written = await updateLeased(db, leased, columns);
  return written.length > 0;
}

/** Writes as {@link writeLeasedEmail} that a server took it, and that its mailbox is no unreachable one: one round trip. */
export async function writeTakenEmail(
  db: Database,
  leased: Leased & Pick<typeof emails.$inferSelect, 'merchantId'>,
  mailbox: string,
  columns: Partial<typeof emails.$inferInsert>,
): Promise<boolean> {
  const { merchantId } = leased;
  const [written] = await db.batch([
    updateLeased(db, leased, columns),
    db
      .delete(unreachableAddresses)
      .where(and(eq(unreachableAddresses.merchantId, merchantId), eq(unreachableAddresses.mailbox, mailbox))),
  ]);
  return written.length > 0;
}

type Leased = Pick<typeof emails.$inferSelect, 'id' | 'attempts'>;

const updateLeased = (db: Database, { id, attempts }: Leased, columns: Partial<typeof emails.$inferInsert>) =>
  db
    .update(emails)
    .set(columns)
    .where(and(eq(emails.id, id), eq(emails.state, 'sending'), eq(emails.attempts, attempts)))
    .returning({ id: emails.id });

/** What a report says of a message that was handed over; true where it is news (see {@link supersededBy}). */
export async function saveReport(
  db: Database,
  emailId: string,
  report: {
    readonly reported: Reported;
    readonly statusCode: string | null;
    readonly lastError: string | null;
    readonly outcomeAt: number;
  },
): Promise<boolean> {
  const known = supersededBy(report.reported);
  const saved = await db
    .update(emails)
    .set(report)
    .where(
      and(
        eq(emails.id, emailId),
        // A stranger's report about a message that never left is none.
        inArray(emails.state, ['sending', 'sent', 'unknown']),
        or(isNull(emails.reported), inArray(emails.reported, [...known])),
      ),
    )
    .returning({ id: emails.id });
  return saved.length > 0;
}
