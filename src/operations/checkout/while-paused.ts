import { and, eq } from 'drizzle-orm';
import { sweeps } from '../../db/schema/index.ts';
import { endsByItself } from '../../domain/connection.ts';
import { refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import type { PayOutcome } from './order.ts';

/**
 * Why nothing is charged on a connection whose money is paused, or whose events are not read yet: a person wants it so, what
 * was paid at Stripe is being read first, or Stripe does not say.
 */
export async function whilePaused(
  ctx: Context,
  { id, pausedAt, pauseReason }: Pick<Connection, 'id' | 'pausedAt' | 'pauseReason'>,
): Promise<PayOutcome> {
  if (pausedAt !== null && !endsByItself(pauseReason)) return refused({ code: 'payments_paused' });
  const [events] = await ctx.db
    .select({ touchedAt: sweeps.touchedAt, failedAt: sweeps.failedAt })
    .from(sweeps)
    .where(and(eq(sweeps.connectionId, id), eq(sweeps.list, 'events')));
  const isSilent = (events?.failedAt ?? 0) > (events?.touchedAt ?? 0);
  return isSilent ? STRIPE_UNAVAILABLE : refused({ code: 'payments_being_restored' });
}
