import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { connections } from '../schema/index.ts';

/** Reserves `spanMs` of a connection's turns from `now` (ms); returns the span's end, or undefined if none exists. */
export async function reserveTurns(
  db: Database,
  connectionId: string,
  { now, spanMs }: { readonly now: number; readonly spanMs: number },
): Promise<number | undefined> {
  const [row] = await db
    .update(connections)
    .set({ paceAt: sql`max(${connections.paceAt}, ${now}) + ${spanMs}` })
    .where(eq(connections.id, connectionId))
    .returning({ paceAt: connections.paceAt });
  return row?.paceAt;
}
