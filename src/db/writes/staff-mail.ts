import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
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
    // A statement of a batch names its columns by their places only.
    db.insert(outbox).select(
      sql`SELECT ${job.id}, ${job.merchantId}, 'email', ${JSON.stringify({ emailId: row.id })}, 'pending', 0,
        ${job.createdAt}, 0, NULL, ${job.createdAt}, NULL, 0, 0, NULL, 0
        WHERE EXISTS (SELECT 1 FROM emails WHERE id = ${row.id})`,
    ),
  ]);
  return queued.length > 0;
}
