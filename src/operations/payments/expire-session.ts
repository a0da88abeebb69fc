import { readPayment } from '../../db/queries/payment.ts';
import { isOpen, type PaymentState } from '../../domain/payment/state.ts';
import { type Context, newId } from '../core/context.ts';
import { isPayerGone } from '../facts/payment-timing.ts';
import { ensureSession } from './ensure-session.ts';
import { recordOutcome } from './record-outcome.ts';
import { noteClosing } from './record-refused.ts';

/**
 * Makes sure that an open payment cannot succeed any more, or finds that it did: its session is expired, or its intent
 * cancelled, and whatever Stripe answers, only what is retrieved afterwards counts.
 */
export async function expireSession(ctx: Context, paymentId: string): Promise<PaymentState | 'unknown'> {
  const snapshot = await readPayment(ctx.db, paymentId);
  if (snapshot === null) return 'unknown';
  if (snapshot.payment.flow === 'session' && isOpen(snapshot.payment.state)) {
    const ensured = await ensureSession(ctx, paymentId);
    // A session that Stripe will never speak of again ends by its time; `recordOutcome` sees that.
    const isUnread = ensured.kind === 'unknown' || ensured.kind === 'withheld';
    if (isUnread && !isPayerGone(snapshot.payment, ctx.now())) return 'unknown';
    if (ensured.kind === 'session' && ensured.facts.status === 'open') {
      const stripe = await ctx.stripe(snapshot.connection.account);
      // Expiring twice does no harm, so each attempt has its own key, and a stored error is not replayed.
      const key = `${paymentId}/expire/${newId(ctx, 'req')}`;
      await noteClosing(ctx, snapshot, await stripe.expireSession(ensured.facts.sessionId, key));
    }
  }
  const recorded = await recordOutcome(ctx, paymentId, { ifUnconfirmed: 'cancel' });
  return recorded.known || !isOpen(recorded.state) ? recorded.state : 'unknown';
}

/** True if a payment in this state may still succeed. */
export const canStillSucceed = (state: PaymentState | 'unknown'): boolean =>
  state === 'unknown' || isOpen(state);
