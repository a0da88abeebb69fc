import type { Stripe } from 'stripe';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { unplan } from '../core/plan.ts';
import { find, type Scope, save } from '../core/scope.ts';

export const EXPIRY = 'expire_session';

/** Writes a session so that it can be listed by customer, payment, state and email. */
export function saveSession(scope: Scope, session: Stripe.Checkout.Session): void {
  save(scope, 'checkout.session', session.id, session, {
    customer: idOf(session.customer),
    payment_intent: idOf(session.payment_intent),
    status: session.status,
  });
}

/**
 * Carries the outcome of a PaymentIntent over to the Checkout Session that owns it, if one does: the first
 * success or debit completes it; a debit's end comes later as `async_payment_succeeded` or `…_failed`.
 */
export function finishSession(scope: Scope, intent: Stripe.PaymentIntent): void {
  const { sessionId } = find(scope, '_payment_intent', intent.id) ?? { sessionId: null };
  const session = sessionId === null ? undefined : find(scope, 'checkout.session', sessionId);
  if (!session) return;
  const paid = intent.status === 'succeeded';
  if (session.status === 'open' && (paid || intent.status === 'processing')) {
    const complete: Stripe.Checkout.Session = {
      ...session,
      status: 'complete',
      payment_status: paid ? 'paid' : 'unpaid',
      payment_intent: intent.id,
      url: null,
    };
    saveSession(scope, complete);
    unplan(scope, EXPIRY, session.id);
    emit(scope, 'checkout.session.completed', complete);
    return;
  }
  if (session.status !== 'complete' || session.payment_status === 'paid') return;
  if (paid) {
    const settled: Stripe.Checkout.Session = { ...session, payment_status: 'paid' };
    saveSession(scope, settled);
    emit(scope, 'checkout.session.async_payment_succeeded', settled);
  } else if (intent.status === 'requires_payment_method') {
    emit(scope, 'checkout.session.async_payment_failed', session);
  }
}
