import type { StripePort } from '../../adapters/stripe/port.ts';
import { type PaymentSnapshot, readPayment } from '../../db/queries/payment.ts';
import type { IntentFacts } from '../../domain/payment/outcome.ts';
import { isOpen } from '../../domain/payment/state.ts';
import { type Context, newId } from '../core/context.ts';
import { UNCONFIRMED_CHECK_AFTER_MS } from '../facts/payment-timing.ts';
import { changePayment } from './change-payment.ts';

/**
 * Commits the id of a PaymentIntent that was created for a payment, before it may be confirmed. Returns the payment as
 * read after that, or null if it is over: then the intent is cancelled.
 */
export async function recordIntentId(
  ctx: Context,
  paymentId: string,
  intent: IntentFacts,
  stripe: StripePort,
): Promise<PaymentSnapshot | null> {
  for (;;) {
    const snapshot = await readPayment(ctx.db, paymentId);
    if (snapshot === null) return null;
    const { payment } = snapshot;
    if (isOpen(payment.state) && payment.stripePaymentIntentId === intent.intentId) return snapshot;
    if (!isOpen(payment.state) || payment.stripePaymentIntentId !== null) {
      if (payment.stripePaymentIntentId !== intent.intentId) {
        await stripe.cancelIntent(intent.intentId, `${paymentId}/cancel/${newId(ctx, 'req')}`);
      }
      return null;
    }
    await changePayment(ctx, snapshot, {
      commandId: `intent/${intent.intentId}`,
      type: 'intent_made',
      data: { intentId: intent.intentId },
      columns: {
        state: 'confirming',
        stripePaymentIntentId: intent.intentId,
        checkAt: ctx.now() + UNCONFIRMED_CHECK_AFTER_MS,
      },
    });
    // Read again, whether that was committed or lost a race: the final check needs the rows after it.
  }
}
