import { and, eq } from 'drizzle-orm';
import { sweeps } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import { isCaughtUp } from '../core/may-move-money.ts';
import { readStripeEvents } from './read-stripe-events.ts';

/** Somebody waits: where there is more, money rests until cron has read it. */
const PAGES = 2;

/**
 * Somebody wants to pay where nobody has looked at Stripe for a while: what came to pass there is read first, as cron
 * would, so that nothing is paid again that only a restored database does not know of. True where that was done, and
 * everything has to be read again.
 */
export async function catchUpBeforePayment(ctx: Context, connectionId: string): Promise<boolean> {
  await readStripeEvents(ctx, { connectionId, mostPages: PAGES });
  const [events] = await ctx.db
    .select({ touchedAt: sweeps.touchedAt })
    .from(sweeps)
    .where(and(eq(sweeps.connectionId, connectionId), eq(sweeps.list, 'events')));
  return events !== undefined && isCaughtUp(ctx, events.touchedAt);
}
