import type { NoEvent, WebhookVerifier } from '../../adapters/stripe/port.ts';
import type { Context } from '../core/context.ts';
import { storeEvent } from './store-event.ts';

export type EventVerifier = WebhookVerifier;

/**
 * Takes a webhook in: verified over its raw bytes, stored once where its type is used. Says why where it is no event for us.
 */
export async function receiveEvent(
  ctx: Context,
  verifier: EventVerifier,
  rawBody: string,
  signature: string,
): Promise<'stored' | 'not_used' | NoEvent> {
  const verified = await verifier.verify(rawBody, signature);
  if (verified.kind === 'no_event') return verified.why;
  return storeEvent(ctx, verified.event, rawBody);
}
