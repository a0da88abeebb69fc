import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { connections } from '../schema/index.ts';

/** Reserves turns of several connections at once, `spanMs` each from `now` (ms); returns where each one's span ends. */
export async function reserveTurnsOfSeveral(
  db: Database,
  spans: readonly { readonly connectionId: string; readonly spanMs: number }[],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.all<{ readonly id: string; readonly paceAt: number }>(
    sql`UPDATE connections SET pace_at = max(pace_at, ${now}) + (given.value ->> 'spanMs')
      FROM json_each(${JSON.stringify(spans)}) AS given WHERE connections.id = given.value ->> 'connectionId'
      RETURNING id, pace_at AS paceAt`,
  );
  return new Map(rows.map(({ id, paceAt }) => [id, paceAt]));
}

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
