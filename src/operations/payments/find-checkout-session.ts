import type { StripePort } from '../../adapters/stripe/port.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { readStoredRequest } from '../../domain/payment/stored-request.ts';
import type { Context } from '../core/context.ts';
import { SESSION_LIFE_MS, SKEW_MS } from '../facts/payment-timing.ts';
import { changePayment } from './change-payment.ts';

/**
 * A payment that was put back from Stripe's list of PaymentIntents may be a Checkout Session's: Stripe does not let it be
 * cancelled, since it ends by its session. True where the session was found and is the payment's from now on.
 */
export async function findCheckoutSession(
  ctx: Context,
  stripe: StripePort,
  snapshot: PaymentSnapshot,
): Promise<boolean> {
  const { payment } = snapshot;
  const { stripeCustomerId } = readStoredRequest(payment.request);
  // The PaymentIntent comes with the first attempt to pay: its session was made up to a session's life before.
  const madeSince = payment.claimedAt - SESSION_LIFE_MS - SKEW_MS;
  const found = await stripe.findSession(stripeCustomerId ?? '', payment.id, madeSince);
  if (found.kind !== 'ok' || found.value === null) return false;
  const { sessionId } = found.value;
  const committed = await changePayment(ctx, snapshot, {
    commandId: `checkout_session/${sessionId}`,
    type: 'session_opened',
    data: { sessionId },
    columns: {
      flow: 'session',
      stripeSessionId: sessionId,
      via: payment.via === 'autopay' ? 'link' : payment.via,
    },
  });
  if (committed.kind === 'committed') ctx.log('checkout_session_found', { paymentId: payment.id });
  return committed.kind === 'committed';
}
