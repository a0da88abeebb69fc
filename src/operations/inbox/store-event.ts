import type { VerifiedEvent } from '../../adapters/stripe/port.ts';
import { storeEventOnce } from '../../db/writes/inbox.ts';
import type { Context, EventMessage, WebhookMessage } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { whileStripeWaits } from '../core/while-waiting.ts';
import { noteDropped } from './note-dropped.ts';

/**
 * Stores a verified event once, however often it arrives, and enqueues it. One write and no decisions, so that Stripe
 * is answered at once; where D1 does not answer, the queue holds the event until it does. An event of a type that is not used is
 * counted and not stored. https://docs.stripe.com/webhooks#acknowledge-events-immediately
 */
export async function storeEvent(
  ctx: Context,
  event: VerifiedEvent,
  rawBody: string,
): Promise<'stored' | 'not_used'> {
  const { account, livemode, id: eventId, type, apiVersion } = event;
  if (!ctx.rules.usedEventTypes.includes(type)) {
    await noteDropped(ctx, type);
    return 'not_used';
  }
  const payload = await ctx.links.hide(ctx.rules.keepOfEvent(rawBody));
  const kept = { account, livemode, eventId, type, apiVersion, payload, receivedAt: ctx.now() };
  await storeOrQueue(ctx, { kind: 'event', ...kept }, () => storeKept(ctx, kept));
  return 'stored';
}

/**
 * Has D1 take a webhook while Stripe waits, or else the queue: it is done once, by its key, be it late or by both. Where the queue
 * does not take it either, D1 is waited for, and Stripe sends it again.
 */
export async function storeOrQueue<T>(
  ctx: Context,
  message: WebhookMessage,
  store: () => Promise<T>,
): Promise<T | 'queued'> {
  let storing: Promise<T> | undefined;
  const once = (): Promise<T> => {
    storing ??= store();
    return storing;
  };
  try {
    return await whileStripeWaits.ask(ctx.db, once);
  } catch (error) {
    ctx.log('event_not_stored', { type: message.type, ...describeError(error) });
    return (await isKeptInQueue(ctx, message)) ? 'queued' : once();
  }
}

async function isKeptInQueue(ctx: Context, message: WebhookMessage): Promise<boolean> {
  if (ctx.keepInQueue === undefined) return false;
  try {
    await ctx.keepInQueue(message);
    return true;
  } catch (error) {
    // It takes 128 KB a message. https://developers.cloudflare.com/queues/platform/limits/
    ctx.log('event_not_queued', { type: message.type, ...describeError(error) });
    return false;
  }
}

/** Stores an event as it is kept, once, and has it worked on. */
export async function storeKept(ctx: Context, kept: Omit<EventMessage, 'kind'>): Promise<void> {
  const { account, livemode, eventId, receivedAt } = kept;
  const row = { ...kept, state: 'pending', attempts: 0, dueAt: receivedAt } as const;
  const isNew = await storeEventOnce(ctx.db, row);
  if (isNew) await ctx.enqueue([{ kind: 'inbox', account, livemode, eventId }]);
}
