import { asc, desc, eq } from 'drizzle-orm';
import { eventsOfConnection, lastCaughtUpAt } from '../../db/queries/events-of-connection.ts';
import { connections, sweeps } from '../../db/schema/index.ts';
import type { Context } from './context.ts';
import type { Connection } from './event-handler.ts';

export type Swept = {
  readonly connection: Connection;
  /** When its events were read last, ms. */
  readonly touchedAt: number;
  /** The types of events that its list was read for, as JSON; null where no run has said. */
  readonly types: string | null;
};

/**
 * The connections whose lists are read: one for each account of this mode, the active one, or the newest of those
 * that ended, since refunds and disputes of what was paid through it still come.
 */
export async function connectionsToSweep(ctx: Context): Promise<readonly Swept[]> {
  const rows = await ctx.db
    .select({ connection: connections, touchedAt: sweeps.touchedAt, types: sweeps.types })
    .from(connections)
    .leftJoin(sweeps, eventsOfConnection)
    .where(eq(connections.livemode, ctx.livemode))
    .orderBy(asc(connections.state), desc(connections.id));
  const byAccount = new Map<string, Swept>();
  for (const { connection, touchedAt, types } of rows) {
    if (byAccount.has(connection.account)) continue;
    const caughtUpAt = lastCaughtUpAt(touchedAt, connection);
    byAccount.set(connection.account, { connection, touchedAt: caughtUpAt, types });
  }
  return [...byAccount.values()];
}
