import type { Stripe } from 'stripe';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { cancelTask, scheduleTask } from '../core/schedule-task.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { updateCustomer } from '../customers/customer.ts';
import { answered } from './custom-fields.ts';

export const EXPIRY = 'expire_session';
const COMPLETION = 'complete_session';
const COMPLETES_AFTER_MS = 3_000;

/** Writes a session so that it can be listed by customer, payment, state and email. */
export function saveSession(scope: Scope, session: Stripe.Checkout.Session): void {
  save(scope, 'checkout.session', session.id, session, {
    customer: idOf(session.customer),
    payment_intent: idOf(session.payment_intent),
    status: session.status,
  });
}

/**
 * Completes the session in `setup` mode that owns a SetupIntent: when it has succeeded, or, in a world that has it so, when
 * all that it waits for are micro-deposits, which the payer confirms days later.
 */
export function finishSetupSession(scope: Scope, setup: Stripe.SetupIntent): void {
  const { sessionId } = find(scope, '_setup_intent', setup.id) ?? { sessionId: null };
  const session = sessionId === null ? undefined : find(scope, 'checkout.session', sessionId);
  if (session?.status !== 'open') return;
  const { verifyingSession } = readWorlds(scope.store);
  const waits = verifyingSession === 'complete' && setup.next_action?.type === 'verify_with_microdeposits';
  if (setup.status === 'succeeded' || waits)
    complete(scope, session, { payment_status: 'no_payment_required' });
}

function complete(
  scope: Scope,
  session: Stripe.Checkout.Session,
  how: Partial<Stripe.Checkout.Session>,
): void {
  const answers = find(scope, '_session', session.id)?.answers ?? {};
  const completed: Stripe.Checkout.Session = {
    ...session,
    ...how,
    // "The information is available after the payment is complete" (docs.stripe.com/payments/checkout/custom-fields).
    custom_fields: answered(session.custom_fields, answers),
    status: 'complete',
    url: null,
  };
  saveSession(scope, completed);
  cancelTask(scope, EXPIRY, session.id);
  emit(scope, 'checkout.session.completed', completed);
  takeEmail(scope, completed);
}

/**
 * "If the Customer does not have a valid `email`, Checkout will set the email entered during the session on the
 * Customer" (SDK, `SessionCreateParams.customer`).
 */
function takeEmail(scope: Scope, session: Stripe.Checkout.Session): void {
  const customer = find(scope, 'customer', idOf(session.customer) ?? '');
  const email = session.customer_details?.email ?? null;
  if (customer && customer.email === null && email !== null) updateCustomer(scope, customer.id, { email });
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
  const underWay = intent.status === 'processing' || intent.next_action?.type === 'verify_with_microdeposits';
  if (session.status === 'open' && (paid || underWay)) {
    if (isCompleting(scope, session.id)) return;
    if (readWorlds(scope.store).completion === 'seconds_later') {
      const internals = find(scope, '_session', session.id);
      if (internals) save(scope, '_session', session.id, { ...internals, isCompleting: true });
      scheduleTask(scope, COMPLETION, session.id, scope.nowMs() + COMPLETES_AFTER_MS);
      return;
    }
    complete(scope, session, { payment_status: paid ? 'paid' : 'unpaid', payment_intent: intent.id });
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

/** Whether a session was paid and is completed in a moment: nobody else can pay in it or expire it. */
export const isCompleting = (scope: Scope, sessionId: string): boolean =>
  find(scope, '_session', sessionId)?.isCompleting === true;

/** The moment after a session was paid. */
export function completeAsDue(scope: Scope, sessionId: string): void {
  const session = find(scope, 'checkout.session', sessionId);
  const intent = find(scope, 'payment_intent', idOf(session?.payment_intent ?? null) ?? '');
  if (session?.status !== 'open' || !intent) return;
  const paid = intent.status === 'succeeded';
  complete(scope, session, { payment_status: paid ? 'paid' : 'unpaid', payment_intent: intent.id });
  // A debit that failed within that moment.
  if (intent.status === 'requires_payment_method') finishSession(scope, intent);
}
