import { and, eq } from 'drizzle-orm';
import { connections, sweeps } from '../schema/index.ts';

/** Joins a connection with its cursor in Stripe's events; the row does not exist before the first read. */
export const eventsOfConnection = and(eq(sweeps.connectionId, connections.id), eq(sweeps.list, 'events'));

/** When a joined connection's events were last read, ms; its creation where they never were. */
export const lastCaughtUpAt = (
  touchedAt: number | null | undefined,
  connection: { readonly createdAt: number } | null | undefined,
): number => touchedAt ?? connection?.createdAt ?? 0;
