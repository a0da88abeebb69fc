import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { readStoredRequest } from '../../domain/payment/stored-request.ts';
import type { Context } from '../core/context.ts';
import { SKEW_MS } from '../facts/payment-timing.ts';
import { closeUnpaid } from './close-unpaid.ts';
import { recordIntentId } from './record-intent-id.ts';

/**
 * Resolves a claim whose worker died before it committed an intent's id: an existing intent is found by its metadata
 * and recorded, to be cancelled; if there is none, the claim is closed. An intent still on its way to Stripe cannot
 * bring money either: a worker confirms it only if the payment is open after committing its id.
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
  // A refusal of our key or access proves nothing, unless the account is gone for good.
  const isAboutUs = found.kind === 'refused' && (found.status === 401 || found.status === 403);
  if (isAboutUs && connection.state === 'active') return 'unknown';
  // Any other refusal means that the Stripe customer is deleted, and nothing can have been created for it.
  await closeUnpaid(ctx, snapshot, { to: 'canceled', reason: 'never_created', failureCode: null });
  return 'again';
}
