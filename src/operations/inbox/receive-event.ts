import type { WebhookVerifier } from '../../adapters/stripe/port.ts';
import type { Context } from '../core/context.ts';
import { storeEvent } from './store-event.ts';

export type EventVerifier = WebhookVerifier;

/** Receives a webhook: verified over its raw bytes, stored once. False if no current secret signed it. */
export async function receiveEvent(
  ctx: Context,
  verifier: EventVerifier,
  rawBody: string,
  signature: string,
): Promise<boolean> {
  const event = await verifier.verify(rawBody, signature);
  if (event === null) return false;
  await storeEvent(ctx, event, rawBody);
  return true;
}
