import { and, eq } from 'drizzle-orm';
import { sweeps } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import { isCaughtUp } from '../core/may-move-money.ts';
import { readStripeEvents } from './read-stripe-events.ts';

/** A payer is waiting, so only this much is read; if there is more, money stays paused until cron has read it. */
const PAGES = 3;

/**
 * Stale: catches up with Stripe's events before a payment, as cron would, so that a restored database does not charge
 * for what was already paid. True if it did, and the caller has to read its rows again.
 */
export async function catchUpBeforePayment(ctx: Context, connectionId: string): Promise<boolean> {
  await readStripeEvents(ctx, { connectionId, mostPages: PAGES });
  const [events] = await ctx.db
    .select({ touchedAt: sweeps.touchedAt })
    .from(sweeps)
    .where(and(eq(sweeps.connectionId, connectionId), eq(sweeps.list, 'events')));
  return events !== undefined && isCaughtUp(ctx, events.touchedAt);
}
