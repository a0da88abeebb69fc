import type { Database } from '../database.ts';
import { alarms } from '../schema/index.ts';

/** Raises an alarm once for a cause; false if it was raised before. */
export async function raiseAlarmOnce(db: Database, cause: string, at: number): Promise<boolean> {
  const raised = await db
    .insert(alarms)
    .values({ cause, raisedAt: at })
    .onConflictDoNothing()
    .returning({ cause: alarms.cause });
  return raised.length > 0;
}
