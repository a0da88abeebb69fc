import type { VerifiedEvent } from '../../adapters/stripe/port.ts';
import { storeEventOnce } from '../../db/writes/inbox.ts';
import type { Context } from '../core/context.ts';

/**
 * Stores a verified event once, however often it arrives, and enqueues it. One write and no decisions, so that Stripe
 * is answered at once. https://docs.stripe.com/webhooks#acknowledge-events-immediately
 */
export async function storeEvent(ctx: Context, event: VerifiedEvent, rawBody: string): Promise<void> {
  const { account, livemode, id: eventId, type, apiVersion } = event;
  const now = ctx.now();
  const isNew = await storeEventOnce(ctx.db, {
    account,
    livemode,
    eventId,
    type,
    apiVersion,
    payload: await ctx.links.hide(ctx.rules.redactEvent(rawBody)),
    state: 'pending',
    attempts: 0,
    dueAt: now,
    receivedAt: now,
  });
  if (isNew) await ctx.enqueue([{ kind: 'inbox', account, livemode, eventId }]);
}
