import type { NoEvent, ThinEvent, WebhookVerifier } from '../../adapters/stripe/port.ts';
import { wakeAccount } from '../connections/sweep-accounts.ts';
import type { Context } from '../core/context.ts';
import { noteDropped } from './note-dropped.ts';
import { storeEvent, storeOrQueue } from './store-event.ts';

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
  if (verified.kind === 'thin_event') return takeThinEvent(ctx, verified.event);
  return storeEvent(ctx, verified.event, rawBody);
}

/** Every thin event about an account, such as `v2.core.account[requirements].updated`. */
const OF_ACCOUNTS = /^v2\.core\.account[.[]/;

/**
 * A thin event holds nothing to store: one about an account of ours has it read. Accounts that are none of ours, and other
 * types, are counted, so that a stranger's events never cost us the endpoint.
 */
async function takeThinEvent(
  ctx: Context,
  { type, relatedId, livemode }: ThinEvent,
): Promise<'stored' | 'not_used'> {
  const isOfAccount = OF_ACCOUNTS.test(type) && relatedId !== null && livemode === ctx.livemode;
  if (isOfAccount) {
    const wake = () => wakeAccount(ctx, { account: relatedId });
    if (await storeOrQueue(ctx, { kind: 'account', account: relatedId, type }, wake)) return 'stored';
  }
  await noteDropped(ctx, type);
  return 'not_used';
}
