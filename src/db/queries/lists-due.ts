import { and, asc, eq, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { connections, type ListName, sweeps } from '../schema/index.ts';

type Ask = {
  readonly list: ListName;
  readonly livemode: boolean;
  readonly now: number;
  readonly limit: number;
  /** This connection alone, whether it waits in the queue or not; null for all that are due. */
  readonly connectionId: string | null;
};

/**
 * The select for connections with a list of Stripe's that is due, those first that were not read for longest: one for each
 * account, the active one, or the newest of those that ended, since refunds and disputes of what was paid through it
 * still come. A list that was never read has no row yet, and is due.
 */
export const selectListsDue = (db: Database, { list, livemode, now, limit, connectionId }: Ask) =>
  db
    .select({ connection: connections, touchedAt: sweeps.touchedAt, types: sweeps.types })
    .from(connections)
    .leftJoin(sweeps, and(eq(sweeps.connectionId, connections.id), eq(sweeps.list, list)))
    .where(
      and(
        eq(connections.livemode, livemode),
        connectionId === null
          ? isFree(now)
          : and(eq(connections.id, connectionId), orNew(lte(sweeps.dueAt, now))),
        sql`NOT EXISTS (SELECT 1 FROM connections better WHERE better.account = ${connections.account}
          AND better.livemode = ${connections.livemode} AND better.id <> ${connections.id}
          AND (better.state < ${connections.state}
            OR (better.state = ${connections.state} AND better.id > ${connections.id})))`,
      ),
    )
    .orderBy(asc(sql`coalesce(${sweeps.touchedAt}, 0)`), asc(connections.id))
    .limit(limit);

const orNew = (isDue: SQL) => sql`(${sweeps.connectionId} IS NULL OR ${isDue})`;
const isFree = (now: number) => orNew(sql`(${sweeps.dueAt} <= ${now} AND ${sweeps.queuedUntil} <= ${now})`);
