import type { StripePort } from '../../adapters/stripe/port.ts';
import { type PaymentSnapshot, readPayment } from '../../db/queries/payment.ts';
import { whyNotConfirm } from '../../domain/payment/final-check.ts';
import { subjectOf } from '../../domain/stripe-refusal.ts';
import type { Context } from '../core/context.ts';
import { forgetStripeCustomer } from '../customers/forget-stripe-customer.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';
import { closeUnpaid } from './close-unpaid.ts';
import { finalCheckFacts, wasRefusedForGood } from './final-check.ts';
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
  const made = await createIntent(ctx, stripe, claimed);
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
    const isGone =
      made.code === 'resource_missing' &&
      made.param === 'customer' &&
      (await forgetStripeCustomer(ctx, paymentId));
    if (!isGone && subjectOf(made, 'invoice') === 'connection') {
      const { connectionId, customerId } = payment;
      const invoiceId = claimed.targets[0]?.invoice.id ?? null;
      await recordRefusal(ctx, { connectionId, customerId, invoiceId, refusal: made });
    }
    return recordOutcome(ctx, paymentId);
  }
  if (made.kind === 'unknown') {
    ctx.log('stripe_unknown_intent', { paymentId, reason: made.reason });
    return recordOutcome(ctx, paymentId);
  }
  if (claimed.refusals > 0) {
    await endRefusals(ctx, payment.merchantId, [{ type: 'connection', id: payment.connectionId }]);
  }
  const held = await recordIntentId(ctx, paymentId, made.value, stripe);
  if (held === null) return recordOutcome(ctx, paymentId);
  const forbidden = whyNotConfirm(finalCheckFacts(held, await wasRefusedForGood(ctx, held)));
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

/** What Stripe refuses and the payment does without is left out of a second request, with a key of its own. */
async function createIntent(ctx: Context, stripe: StripePort, { payment }: PaymentSnapshot) {
  const { id, request } = payment;
  const made = await retryWhenLimited(ctx, () => stripe.createIntent(request, `${id}/intent`));
  if (made.kind !== 'refused') return made;
  const lighter = ctx.rules.lighterIntent(request, made.param, made.code);
  if (lighter === null) return made;
  ctx.log('stripe_parameter_dropped', { paymentId: id, code: made.code, param: made.param });
  return retryWhenLimited(ctx, () => stripe.createIntent(lighter, `${id}/intent/lighter`));
}
