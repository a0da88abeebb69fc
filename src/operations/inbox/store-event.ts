import type { VerifiedEvent } from '../../adapters/stripe/port.ts';
import { storeEventOnce } from '../../db/writes/inbox.ts';
import type { Context } from '../core/context.ts';
import { noteDropped } from './note-dropped.ts';

/**
 * Stores a verified event once, however often it arrives, and enqueues it. One write and no decisions, so that Stripe
 * is answered at once. An event of a type that is not used is counted and not stored.
 * https://docs.stripe.com/webhooks#acknowledge-events-immediately
 */
export async function storeEvent(
  ctx: Context,
  event: VerifiedEvent,
  rawBody: string,
): Promise<'stored' | 'not_used'> {
  const { account, livemode, id: eventId, type, apiVersion } = event;
  const now = ctx.now();
  if (!ctx.rules.usedEventTypes.includes(type)) {
    await noteDropped(ctx, type);
    return 'not_used';
  }
  const isNew = await storeEventOnce(ctx.db, {
    account,
    livemode,
    eventId,
    type,
    apiVersion,
    payload: await ctx.links.hide(ctx.rules.keepOfEvent(rawBody)),
    state: 'pending',
    attempts: 0,
    dueAt: now,
    receivedAt: now,
  });
  if (isNew) await ctx.enqueue([{ kind: 'inbox', account, livemode, eventId }]);
  return 'stored';
}
