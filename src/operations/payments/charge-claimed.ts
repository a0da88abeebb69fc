import type { StripeResult } from '../../adapters/stripe/port.ts';
import { type PaymentSnapshot, readPayment } from '../../db/queries/payment.ts';
import { forbidsConfirm } from '../../domain/payment/last-look.ts';
import type { Context } from '../context.ts';
import { forgetStripeCustomer } from '../customers/forget-stripe-customer.ts';
import { closeWithout } from './close-without.ts';
import { holdIntent } from './hold-intent.ts';
import { type Recorded, recordOutcome } from './record-outcome.ts';

/** Stripe's limit is waited out so often, twice as long each time. */
const PATIENCE = 4;
const PATIENCE_MS = 700;

/**
 * Charges the method that a payment was just claimed for: the PaymentIntent is made unconfirmed, its id is
 * committed, what forbids money is looked at once more, then it is confirmed, once. Called only by whoever claimed
 * it: everybody else finds out what came of it, or cancels it.
 */
export async function chargeClaimed(ctx: Context, paymentId: string): Promise<Recorded> {
  const claimed = await readPayment(ctx.db, paymentId);
  if (claimed === null) throw new Error('a payment that was claimed does not exist');
  const { payment, connection } = claimed;
  const stripe = await ctx.stripe(connection.account);
  const made = await patiently(ctx, () => stripe.createIntent(payment.request, `${paymentId}/intent`));
  if (made.kind === 'refused') {
    ctx.log('stripe_refused_intent', { paymentId, status: made.status, code: made.code });
    // The only request, and refused: proof that there is nothing. It counts as a failed attempt.
    const to = { to: 'failed', reason: 'refused', failureCode: made.code } as const;
    await closeWithout(ctx, claimed, to);
    if (made.code === 'resource_missing' && made.param === 'customer') {
      await forgetStripeCustomer(ctx, paymentId);
    }
    return recordOutcome(ctx, paymentId);
  }
  if (made.kind === 'unknown') {
    ctx.log('stripe_unknown_intent', { paymentId, reason: made.reason });
    return recordOutcome(ctx, paymentId);
  }
  const held = await holdIntent(ctx, paymentId, made.value, stripe);
  if (held === null) return recordOutcome(ctx, paymentId);
  const forbidden = forbidsConfirm(lastLook(held));
  if (forbidden !== null) {
    ctx.log('charge_forbidden', { paymentId, reason: forbidden });
    return recordOutcome(ctx, paymentId, { ifUnconfirmed: 'cancel' });
  }
  const { intentId } = made.value;
  const confirmed = await patiently(ctx, () =>
    stripe.confirmIntent(intentId, payment.request, `${paymentId}/confirm`),
  );
  // Whatever it answered, what is retrieved after it is believed. A refusal that was no decline leaves the intent
  // as it was: that one is cancelled, and what Stripe said is why.
  return confirmed.kind === 'refused'
    ? recordOutcome(ctx, paymentId, { ifUnconfirmed: 'cancel', failureCode: confirmed.code })
    : recordOutcome(ctx, paymentId);
}

const lastLook = ({ payment, connection, customer, targets }: PaymentSnapshot) => ({
  via: payment.via,
  connection,
  isOptedOut: customer.autopay === 'off',
  targets: targets.map(({ invoice, target }) => ({ invoice, shownVersion: target.invoiceVersion })),
});

/**
 * Sends again, with the same key, what Stripe turned away for its limits or for a request that is still running:
 * neither is stored for the key. https://docs.stripe.com/rate-limits, https://docs.stripe.com/api/idempotent_requests
 */
async function patiently<T>(ctx: Context, send: () => Promise<StripeResult<T>>): Promise<StripeResult<T>> {
  for (let tries = 1; ; tries += 1) {
    const result = await send();
    const mayPass = result.kind === 'unknown' && /^(409|429) /.test(result.reason);
    if (!mayPass || tries > PATIENCE) return result;
    const [jitter = 0] = ctx.random(1);
    await ctx.pause(PATIENCE_MS * 2 ** (tries - 1) + jitter * 4);
  }
}
