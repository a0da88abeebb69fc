import type { StripePort } from '../../adapters/stripe/port.ts';
import { type PaymentSnapshot, readPayment } from '../../db/queries/payment.ts';
import { whyNotConfirm } from '../../domain/payment/final-check.ts';
import { chargeRefusedFor, chargeWanted, type RefusedCall, subjectOf } from '../../domain/stripe-refusal.ts';
import type { Context } from '../core/context.ts';
import { forgetStripeCustomer } from '../customers/forget-stripe-customer.ts';
import { closeUnpaid } from './close-unpaid.ts';
import { finalCheckFacts, wasRefusedForGood } from './final-check.ts';
import { recordIntentId } from './record-intent-id.ts';
import { type OutcomeOptions, type Recorded, recordOutcome } from './record-outcome.ts';
import { endChargeRefused, recordRefused } from './record-refused.ts';
import { retryWhenLimited } from './retry-when-limited.ts';

/** What came of a charge, and whether Stripe refuses it with any method: the business is told, and nobody was declined. */
export type Charged = Recorded & { readonly isRefused: boolean };

/**
 * Charges the method that a payment was just claimed for: the PaymentIntent is created unconfirmed, its id is
 * committed, the final check runs, then it is confirmed, once. Called only by the worker that claimed it: any other
 * worker records the outcome, or cancels it.
 */
export async function chargeClaimed(ctx: Context, paymentId: string): Promise<Charged> {
  const claimed = await readPayment(ctx.db, paymentId);
  if (claimed === null) throw new Error('claimed payment is missing');
  const { payment, connection } = claimed;
  const stripe = await ctx.stripe(connection.account);
  const outcome = async (options: OutcomeOptions = {}, isRefused = false): Promise<Charged> => ({
    ...(await recordOutcome(ctx, paymentId, options)),
    isRefused,
  });
  const made = await createIntent(ctx, stripe, claimed);
  if (made.kind === 'refused') {
    ctx.log('stripe_refused_intent', { paymentId, status: made.status, code: made.code });
    return outcome({}, await closeRefused(ctx, claimed, made));
  }
  if (made.kind === 'unknown') {
    ctx.log('stripe_unknown_intent', { paymentId, reason: made.reason });
    return outcome();
  }
  const held = await recordIntentId(ctx, paymentId, made.value, stripe);
  if (held === null) return outcome();
  const forbidden = whyNotConfirm(finalCheckFacts(held, await wasRefusedForGood(ctx, held)));
  if (forbidden !== null) {
    ctx.log('charge_forbidden', { paymentId, reason: forbidden });
    return outcome({ ifUnconfirmed: 'cancel' });
  }
  const { intentId } = made.value;
  const confirmed = await retryWhenLimited(ctx, () =>
    stripe.confirmIntent(intentId, payment.request, `${paymentId}/confirm`),
  );
  // Whatever Stripe answers, only what is retrieved afterwards counts. A refusal other than a decline leaves the intent
  // unconfirmed: it is cancelled, with Stripe's code as the reason where the payer or the method may be at fault.
  const waits = { waitsForLimits: true } as const;
  if (confirmed.kind === 'unknown') return outcome(waits);
  const of = confirmed.kind === 'refused' ? chargeRefusedFor(confirmed) : null;
  if (confirmed.kind === 'refused' && isTold(confirmed)) {
    await recordRefused(ctx, claimed, confirmed, chargeWanted(confirmed, claimed.methodType));
  } else await endChargeRefused(ctx, claimed);
  if (confirmed.kind === 'ok') return outcome(waits);
  const failureCode = of === 'connection' ? {} : { failureCode: confirmed.code };
  return outcome({ ifUnconfirmed: 'cancel', ...failureCode, ...waits }, of !== null);
}

/**
 * The only request was refused: proof that no intent exists. It counts as a failed attempt, unless the key, the account or
 * its access was refused: that is not the payer's fault, so they are not notified, and it is retried. True where Stripe
 * refuses it with any method.
 */
async function closeRefused(ctx: Context, claimed: PaymentSnapshot, refusal: RefusedCall): Promise<boolean> {
  const { code, param } = refusal;
  const isGone =
    code === 'resource_missing' &&
    param === 'customer' &&
    (await forgetStripeCustomer(ctx, claimed.payment.id));
  const of = isGone ? null : chargeRefusedFor(refusal);
  const isOurs = of === 'connection';
  await closeUnpaid(ctx, claimed, {
    to: isOurs ? 'canceled' : 'failed',
    reason: 'refused',
    failureCode: isOurs ? null : code,
  });
  if (!isGone && isTold(refusal)) {
    await recordRefused(ctx, claimed, refusal, chargeWanted(refusal, claimed.methodType));
  }
  return of !== null;
}

/** What the business alone can mend is told to it: what is refused with any method, or a way to pay that it lacks. */
const isTold = (refusal: RefusedCall): boolean =>
  refusal.status !== 402 &&
  (chargeRefusedFor(refusal) !== null || subjectOf(refusal, 'invoice') === 'connection');

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
