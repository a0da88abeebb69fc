import { readPayment } from '../../db/queries/payment.ts';
import { whyNotConfirm } from '../../domain/payment/final-check.ts';
import type { Context } from '../core/context.ts';
import { forgetStripeCustomer } from '../customers/forget-stripe-customer.ts';
import { closeUnpaid } from './close-unpaid.ts';
import { finalCheckFacts } from './final-check.ts';
import { recordIntentId } from './record-intent-id.ts';
import { type Recorded, recordOutcome } from './record-outcome.ts';
import { retryWhenLimited } from './retry-when-limited.ts';

/**
 * Charges the method that a payment was just claimed for: the PaymentIntent is created unconfirmed, its id is
 * committed, the final check runs, then it is confirmed, once. Called only by the worker that claimed it: any other
 * worker records the outcome, or cancels it.
 */
export async function chargeClaimed(ctx: Context, paymentId: string): Promise<Recorded> {
  const claimed = await readPayment(ctx.db, paymentId);
  if (claimed === null) throw new Error('claimed payment is missing');
  const { payment, connection } = claimed;
  const stripe = await ctx.stripe(connection.account);
  const made = await retryWhenLimited(ctx, () => stripe.createIntent(payment.request, `${paymentId}/intent`));
  if (made.kind === 'refused') {
    ctx.log('stripe_refused_intent', { paymentId, status: made.status, code: made.code });
    // The only request was refused: proof that no intent exists. It counts as a failed attempt, unless our key or
    // access was refused: that is not the payer's fault, so they are not notified, and it is retried.
    const isAboutUs = made.status === 401 || made.status === 403;
    await closeUnpaid(ctx, claimed, {
      to: isAboutUs ? 'canceled' : 'failed',
      reason: 'refused',
      failureCode: isAboutUs ? null : made.code,
    });
    if (made.code === 'resource_missing' && made.param === 'customer') {
      await forgetStripeCustomer(ctx, paymentId);
    }
    return recordOutcome(ctx, paymentId);
  }
  if (made.kind === 'unknown') {
    ctx.log('stripe_unknown_intent', { paymentId, reason: made.reason });
    return recordOutcome(ctx, paymentId);
  }
  const held = await recordIntentId(ctx, paymentId, made.value, stripe);
  if (held === null) return recordOutcome(ctx, paymentId);
  const forbidden = whyNotConfirm(finalCheckFacts(held));
  if (forbidden !== null) {
    ctx.log('charge_forbidden', { paymentId, reason: forbidden });
    return recordOutcome(ctx, paymentId, { ifUnconfirmed: 'cancel' });
  }
  const { intentId } = made.value;
  const confirmed = await retryWhenLimited(ctx, () =>
    stripe.confirmIntent(intentId, payment.request, `${paymentId}/confirm`),
  );
  // Whatever Stripe answers, only what is retrieved afterwards counts. A refusal other than a decline leaves the intent
  // unconfirmed: it is cancelled, with Stripe's code as the reason.
  return confirmed.kind === 'refused'
    ? recordOutcome(ctx, paymentId, {
        ifUnconfirmed: 'cancel',
        failureCode: confirmed.code,
        waitsForLimits: true,
      })
    : recordOutcome(ctx, paymentId, { waitsForLimits: true });
}
