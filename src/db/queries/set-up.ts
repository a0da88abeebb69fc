import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** Whether any business is connected in this mode. */
export async function hasBusiness(db: Pick<Database, 'all'>, livemode: boolean): Promise<boolean> {
  const rows = await db.all(sql`SELECT 1 FROM connections WHERE livemode = ${livemode ? 1 : 0} LIMIT 1`);
  return rows.length > 0;
}
