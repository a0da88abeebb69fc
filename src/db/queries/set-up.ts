import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { merchants } from '../schema/index.ts';

/** Whether any business is connected in this mode. */
export async function hasBusiness(db: Pick<Database, 'all'>, livemode: boolean): Promise<boolean> {
  const rows = await db.all(sql`SELECT 1 FROM connections WHERE livemode = ${livemode ? 1 : 0} LIMIT 1`);
  return rows.length > 0;
}

/** The businesses that a deployment is for, as far as it matters: none, the only one, or two of several. */
export const selectHouse = (db: Database) => db.select().from(merchants).orderBy(merchants.id).limit(2);
