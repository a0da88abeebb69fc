import type { Slot } from '../../db/queries/cart.ts';
import { done, LOST_RACE, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { decideOutcome } from '../../domain/payment/outcome.ts';
import { isOpen } from '../../domain/payment/state.ts';
import type { RefusedCall } from '../../domain/stripe-refusal.ts';
import { CONFLICT, type ConflictOr, type Context, decided } from '../core/context.ts';
import { forgetStripeCustomer } from '../customers/forget-stripe-customer.ts';
import { ensureSession, type Refusal } from '../payments/ensure-session.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { closeSession } from './clear-slots.ts';
import type { PayOutcome } from './order.ts';

export type Opened =
  | PayOutcome
  | {
      readonly kind: 'session_refused';
      readonly about: Refusal;
      readonly refusal: RefusedCall;
    };

/** The open session of a slot; one that was retrieved seconds ago is not retrieved again. */
export async function reopenSession(ctx: Context, slot: Slot): Promise<ConflictOr<Opened>> {
  const stripe = await ctx.stripe(slot.account);
  const recent = slot.sessionId === null ? null : stripe.recentSession(slot.sessionId);
  const isIts = recent !== null && decideOutcome(slot, recent, { payerIsGone: false }).kind !== 'anomaly';
  if (isIts && recent.url !== null) return decided(done({ kind: 'checkout', url: recent.url }));
  return openSession(ctx, slot.id, { firstSend: false });
}

/** The payment's session, as Stripe has it now; if it is over, its outcome is recorded first. */
export async function openSession(
  ctx: Context,
  paymentId: string,
  options: { readonly firstSend: boolean },
): Promise<ConflictOr<Opened>> {
  const ensured = await ensureSession(ctx, paymentId, options);
  switch (ensured.kind) {
    case 'unknown':
      return decided(STRIPE_UNAVAILABLE);
    case 'withheld':
      return decided(refused({ code: 'stripe_refuses' }));
    case 'refused':
      return decided({
        kind: 'session_refused',
        about:
          ensured.about === 'customer_gone' && !(await forgetStripeCustomer(ctx, paymentId))
            ? 'other'
            : ensured.about,
        refusal: ensured.refusal,
      });
    case 'closed':
      return CONFLICT;
    case 'session':
      break;
  }
  const { facts, payment, forbidden } = ensured;
  if (forbidden !== null) {
    ctx.log('session_forbidden', { paymentId, reason: forbidden });
    return (await closeSession(ctx, paymentId)) ? CONFLICT : decided(STRIPE_UNAVAILABLE);
  }
  // Nobody is sent to a session that cannot be this payment's: the door below says what is wrong with it.
  const isIts = decideOutcome(payment, facts, { payerIsGone: false }).kind !== 'anomaly';
  if (isIts && facts.status === 'open' && facts.url !== null) {
    return decided(done({ kind: 'checkout', url: facts.url }));
  }
  const recorded = await recordOutcome(ctx, paymentId);
  if (!recorded.known) return decided(STRIPE_UNAVAILABLE);
  if (recorded.anomaly !== null) return decided(refused({ code: 'payment_under_review' }));
  const isMoving = recorded.state === 'processing' || recorded.state === 'verifying';
  return isOpen(recorded.state) && !isMoving ? decided(LOST_RACE) : CONFLICT;
}
