import { readPayment } from '../../db/queries/payment.ts';
import { isOpen, type PaymentState } from '../../domain/payment/state.ts';
import { type Context, newId } from '../core/context.ts';
import { ensureSession } from './ensure-session.ts';
import { recordOutcome } from './record-outcome.ts';

/**
 * Makes sure that no money comes of an open payment any more, or finds that it did: its session is expired, or its
 * intent cancelled, and whatever Stripe answers, what is retrieved after that is believed.
 */
export async function expireSession(ctx: Context, paymentId: string): Promise<PaymentState | 'unknown'> {
  const snapshot = await readPayment(ctx.db, paymentId);
  if (snapshot === null) return 'unknown';
  if (snapshot.payment.flow === 'session' && isOpen(snapshot.payment.state)) {
    const ensured = await ensureSession(ctx, paymentId);
    if (ensured.kind === 'unknown') return 'unknown';
    if (ensured.kind === 'session' && ensured.facts.status === 'open') {
      const stripe = await ctx.stripe(snapshot.connection.account);
      // Expiring twice does no harm, so each try has a key of its own: a stored error is not replayed.
      await stripe.expireSession(ensured.facts.sessionId, `${paymentId}/expire/${newId(ctx, 'req')}`);
    }
  }
  const recorded = await recordOutcome(ctx, paymentId, { ifUnconfirmed: 'cancel' });
  return recorded.known ? recorded.state : 'unknown';
}

/** True where a payment of this state may still bring money. */
export const canStillSucceed = (state: PaymentState | 'unknown'): boolean =>
  state === 'unknown' || isOpen(state);
