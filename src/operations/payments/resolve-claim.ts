import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { readStoredRequest } from '../../domain/payment/stored-request.ts';
import type { Context } from '../core/context.ts';
import { SKEW_MS } from '../facts/payment-timing.ts';
import { closeUnpaid } from './close-unpaid.ts';
import { recordIntentId } from './record-intent-id.ts';

/**
 * What became of a claim whose worker is gone before it committed an intent's id: one that was made is found by its
 * metadata and held, to be cancelled; where there is none, the claim is closed. One that is still on its way to
 * Stripe brings no money either: it is confirmed only by whoever finds the payment open after committing its id.
 */
export async function resolveClaim(ctx: Context, snapshot: PaymentSnapshot): Promise<'again' | 'unknown'> {
  const { payment, connection } = snapshot;
  const stripe = await ctx.stripe(connection.account);
  const { stripeCustomerId } = readStoredRequest(payment.request);
  const found = await stripe.findIntent(stripeCustomerId ?? '', payment.id, payment.claimedAt - SKEW_MS);
  if (found.kind === 'unknown') return 'unknown';
  if (found.kind === 'ok' && found.value !== null) {
    await recordIntentId(ctx, payment.id, found.value, stripe);
    return 'again';
  }
  // Refused for our key or our access, it says nothing; unless the account is gone for good.
  const isAboutUs = found.kind === 'refused' && (found.status === 401 || found.status === 403);
  if (isAboutUs && connection.state === 'active') return 'unknown';
  // Refused otherwise: the Stripe customer is gone, and nothing can have been made for it.
  await closeUnpaid(ctx, snapshot, { to: 'canceled', reason: 'never_created', failureCode: null });
  return 'again';
}
