import { lastCaughtUpAt } from '../../db/queries/events-of-connection.ts';
import { selectListsDue } from '../../db/queries/lists-due.ts';
import type { ListName } from '../../db/schema/index.ts';
import type { Context } from './context.ts';
import type { Connection } from './event-handler.ts';

export type Swept = {
  readonly connection: Connection;
  /** When its list was read last, ms. */
  readonly touchedAt: number;
  /** The types of events that its list was read for, as JSON; null where no run has said. */
  readonly types: string | null;
};

type Ask = { readonly list: ListName; readonly connectionId: string | null; readonly limit: number };

/** So many of the connections of which a list is due, or this one if it is. */
export async function connectionsToSweep(ctx: Context, ask: Ask): Promise<readonly Swept[]> {
  const rows = await selectListsDue(ctx.db, { ...ask, livemode: ctx.livemode, now: ctx.now() });
  return rows.map(({ connection, touchedAt, types }) => ({
    connection,
    types,
    touchedAt: lastCaughtUpAt(touchedAt, connection),
  }));
}
