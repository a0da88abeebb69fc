import { inArray, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { webhookAttempts, webhookDeliveries, webhookEvents } from '../schema/index.ts';
import type { Bite } from './retention.ts';

/** Deletes events that were noted before an instant, with every attempt to deliver them, whatever came of it. */
export async function deleteOldEvents(db: Database, { before, most }: Bite): Promise<number> {
  const old = await db.all<{ readonly id: string }>(
    sql`SELECT id FROM webhook_events WHERE at < ${before} ORDER BY at LIMIT ${most}`,
  );
  const ids = listed(old.map(({ id }) => id));
  if (old.length > 0)
    await db.batch([
      db.delete(webhookAttempts).where(inArray(webhookAttempts.eventId, ids)),
      db.delete(webhookDeliveries).where(inArray(webhookDeliveries.eventId, ids)),
      db.delete(webhookEvents).where(inArray(webhookEvents.id, ids)),
    ]);
  return old.length;
}
