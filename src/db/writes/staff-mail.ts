import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database, Statement } from '../database.ts';
import { emails, outbox } from '../schema/index.ts';

type Job = { readonly id: string; readonly merchantId: string; readonly createdAt: number };

/** Queues a mail and the job that sends it, once for its cause; true where it was not queued before. */
export async function queueStaffMail(
  db: Database,
  row: typeof emails.$inferInsert,
  job: Job,
): Promise<boolean> {
  const [queued] = await db.batch([
    db.insert(emails).values(row).onConflictDoNothing().returning({ id: emails.id }),
    sendingOf(db, row.id, job),
  ]);
  return queued.length > 0;
}

/** The statements that queue a mail, within a batch, only where a condition says that what it tells was done. */
export const staffMailWhere = (
  db: Database,
  row: typeof emails.$inferInsert,
  job: Job,
  isSo: SQL,
): readonly Statement[] => [
  db.insert(emails).values(row).onConflictDoNothing(),
  db.delete(emails).where(and(eq(emails.id, row.id), sql`NOT ${isSo}`)),
  sendingOf(db, row.id, job),
];

/** The job that sends a mail, where it is there. A statement of a batch names its columns by their places only. */
const sendingOf = (db: Database, emailId: string, { id, merchantId, createdAt }: Job) =>
  db.insert(outbox).select(
    sql`SELECT ${id}, ${merchantId}, 'email', ${JSON.stringify({ emailId })}, 'pending', 0,
      ${createdAt}, 0, NULL, ${createdAt}, NULL, 0, 0, NULL, 0
      WHERE EXISTS (SELECT 1 FROM emails WHERE id = ${emailId})`,
  );
