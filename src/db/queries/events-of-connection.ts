import { and, eq } from 'drizzle-orm';
import { connections, sweeps } from '../schema/index.ts';

/** Joins a connection with where its account's events were read to; there is no such row before the first time. */
export const eventsOfConnection = and(eq(sweeps.connectionId, connections.id), eq(sweeps.list, 'events'));

/** When the events of a connection that was joined so were last read, ms; its own beginning where they never were. */
export const lastCaughtUpAt = (
  touchedAt: number | null | undefined,
  connection: { readonly createdAt: number } | null | undefined,
): number => touchedAt ?? connection?.createdAt ?? 0;
