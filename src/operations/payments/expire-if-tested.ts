import type { StripePort } from '../../adapters/stripe/port.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import type { Truth } from '../../domain/payment/outcome.ts';
import { blockIfTesting } from '../card-testing/block.ts';
import { countDeclines } from '../card-testing/count-declines.ts';
import { type Context, newId } from '../core/context.ts';

/** What was retrieved of a payment. */
type Retrieved = Truth & { readonly isSessionOpen: boolean };

/** A refused card that is heard of only after its payment was paid counts as well. */
export async function countLateDecline(ctx: Context, snapshot: PaymentSnapshot): Promise<void> {
  const { flow, stripePaymentIntentId: intentId } = snapshot.payment;
  if (flow !== 'session' || intentId === null) return;
  const stripe = await ctx.stripe(snapshot.connection.account);
  const isNew = await countDeclines(ctx, stripe, snapshot, { intentId, latest: null });
  if (isNew) await blockIfTesting(ctx, snapshot);
}

/**
 * Counts the cards that were refused on a payment's page, and expires its session where its entrance is blocked, just
 * now or before. Whoever pays with a good card is not cut off: a session that saw no refused card stays open. True where
 * it was expired, so what Stripe has now is another thing.
 */
export async function expireIfTested(
  ctx: Context,
  stripe: StripePort,
  snapshot: PaymentSnapshot,
  { sessionId, isSessionOpen, intent }: Retrieved,
): Promise<boolean> {
  if (sessionId === null || intent === null || intent.status === 'succeeded') return false;
  const { intentId, chargeId, chargedAt, method } = intent;
  if (chargeId === null || intent.status === 'processing' || method?.kind === 'us_bank_account') return false;
  const latest = { chargeId, failedAt: chargedAt ?? ctx.now() };
  await countDeclines(ctx, stripe, snapshot, { intentId, latest });
  // Whoever is at their bank's page may be about to pay: only a session that waits for another card is expired.
  const mayExpire = isSessionOpen && intent.status === 'requires_payment_method';
  // Also where no refused card is new: a worker that counted them may have died before it decided.
  if (!(await blockIfTesting(ctx, snapshot)) || !mayExpire) return false;
  await stripe.expireSession(sessionId, `${snapshot.payment.id}/expire/${newId(ctx, 'req')}`);
  return true;
}
