import type { CloseReason, MethodSummary, PaymentState } from './state.ts';
import { isAdvance, isOpen } from './state.ts';

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

/** A PaymentIntent as Stripe has it now, in our terms: amounts in ISO minor units. */
export type IntentFacts = {
  readonly intentId: string;
  readonly status: IntentStatus;
  readonly currency: string;
  readonly amountReceived: number;
  readonly chargeId: string | null;
  readonly method: MethodSummary | null;
  readonly failureCode: string | null;
  /** Whether the card may be tried again, in Stripe's word. */
  readonly adviceCode: string | null;
  /** When the charge was made, ms since the epoch. */
  readonly chargedAt: number | null;
  readonly livemode: boolean;
  /** The payment that its metadata names, or null where it is not ours. */
  readonly paymentId: string | null;
  /** Networks count retries by it: the same card or account, however often it was entered. */
  readonly fingerprint: string | null;
  /** What it was paid with, or is being paid with. */
  readonly stripePaymentMethodId: string | null;
  /** True once it was confirmed; it is never confirmed again. */
  readonly wasTried: boolean;
};

/** A Checkout Session as Stripe has it now. `url` is for the payer only and is never stored. */
export type SessionFacts = {
  readonly sessionId: string;
  readonly status: 'open' | 'complete' | 'expired';
  readonly livemode: boolean;
  readonly url: string | null;
  /** The payment that its metadata names, or null where it is not ours. */
  readonly paymentId: string | null;
  /** The address that the payer gave as their own, on Stripe's page. */
  readonly payerEmail: string | null;
  readonly intent: IntentFacts | null;
};

/** The facts about a payment that the rules read. */
export type PaymentFacts = {
  readonly state: PaymentState;
  readonly livemode: boolean;
  readonly currency: string;
};

/** What Stripe has of a payment: its session, where it was made through one, and its PaymentIntent. */
export type Truth = {
  readonly sessionId: string | null;
  readonly payerEmail: string | null;
  readonly intent: IntentFacts | null;
};

/** What Stripe says of a payment that cannot be. */
export type Anomaly = 'mode_differs' | 'currency_differs' | 'capture_pending';

/** What Stripe's state means for a payment. */
export type Outcome =
  | { readonly kind: 'nothing_new' }
  /** Never confirmed: the worker that made it is about to confirm it, or has died. */
  | { readonly kind: 'unconfirmed'; readonly intentId: string }
  /** An intent of ours that is not over by proof: it has to be cancelled first, then looked at again. */
  | { readonly kind: 'cancel_first'; readonly intentId: string }
  | { readonly kind: 'advance'; readonly to: 'session_open' | 'authenticating' | 'verifying' | 'processing' }
  /** `late` where the payment was already closed, which the guards should prevent: it raises an alarm and is booked. */
  | { readonly kind: 'succeed'; readonly received: number; readonly late: boolean }
  | { readonly kind: 'close'; readonly to: 'failed' | 'canceled'; readonly reason: CloseReason }
  /** Stripe's state is impossible: the payment stays as it is and an alarm calls a person. */
  | { readonly kind: 'anomaly'; readonly reason: Anomaly };

/**
 * Reads Stripe's truth about a session payment. It ends by its session: Stripe lets nobody confirm or cancel the
 * PaymentIntent of a Checkout Session, and only an open session can be expired. So what matters of one that is over is who
 * can still confirm its PaymentIntent: nobody where it waits for a payment method; Stripe or a bank where it is
 * `processing`; the payer where it is `requires_action`, until they are surely gone (`payerIsGone`).
 * A decline inside an open session changes nothing: the payer may try another method.
 * https://docs.stripe.com/payments/paymentintents/lifecycle, https://docs.stripe.com/api/payment_intents/cancel
 */
export function decideOutcome(
  payment: PaymentFacts,
  session: SessionFacts,
  { payerIsGone }: { readonly payerIsGone: boolean },
): Outcome {
  const { intent } = session;
  if (session.livemode !== payment.livemode) return { kind: 'anomaly', reason: 'mode_differs' };
  if (intent !== null && intent.currency !== payment.currency) {
    return { kind: 'anomaly', reason: 'currency_differs' };
  }
  if (intent === null) {
    return session.status === 'expired'
      ? close(payment, 'canceled', 'expired')
      : advance(payment, 'session_open');
  }
  switch (intent.status) {
    case 'succeeded':
      if (payment.state === 'succeeded' || payment.state === 'returned') return { kind: 'nothing_new' };
      return { kind: 'succeed', received: intent.amountReceived, late: !isOpen(payment.state) };
    case 'processing':
      return advance(payment, 'processing');
    case 'canceled':
      return end(payment, session.status);
    case 'requires_capture':
      return { kind: 'anomaly', reason: 'capture_pending' };
    case 'requires_payment_method':
      return session.status === 'open' ? advance(payment, 'session_open') : end(payment, session.status);
    case 'requires_action':
      if (session.status === 'expired' && payerIsGone) return end(payment, 'expired');
      return advance(payment, session.status === 'complete' ? 'verifying' : 'authenticating');
    case 'requires_confirmation':
      // Only Stripe's page confirms it, and may be about to: it is not proof before the payer is gone.
      if (session.status === 'expired' && payerIsGone) return end(payment, 'expired');
      return session.status === 'open' ? advance(payment, 'session_open') : { kind: 'nothing_new' };
  }
}

/** Ends a session payment. One that was confirmed (a debit that bounced) is a failure to tell of; before, it is not. */
function end(payment: PaymentFacts, session: SessionFacts['status']): Outcome {
  return payment.state === 'processing' || session === 'complete'
    ? close(payment, 'failed', 'failed')
    : close(payment, 'canceled', session === 'expired' ? 'expired' : 'canceled');
}

/**
 * Interprets Stripe's state of a PaymentIntent of ours, made with a method on file. It is confirmed once: after a
 * failure it is cancelled, and a retry is a new attempt. The payer is away, so `requires_action` fails too.
 * https://docs.stripe.com/payments/paymentintents/lifecycle
 */
export function decideIntentOutcome(payment: PaymentFacts, intent: IntentFacts): Outcome {
  if (intent.livemode !== payment.livemode) return { kind: 'anomaly', reason: 'mode_differs' };
  if (intent.currency !== payment.currency) return { kind: 'anomaly', reason: 'currency_differs' };
  switch (intent.status) {
    case 'succeeded':
      if (payment.state === 'succeeded' || payment.state === 'returned') return { kind: 'nothing_new' };
      return { kind: 'succeed', received: intent.amountReceived, late: !isOpen(payment.state) };
    case 'processing':
      return advance(payment, 'processing');
    case 'canceled':
      return intent.wasTried ? close(payment, 'failed', 'failed') : close(payment, 'canceled', 'canceled');
    case 'requires_capture':
      return { kind: 'anomaly', reason: 'capture_pending' };
    case 'requires_action':
      return cancelFirst(payment, intent.intentId);
    case 'requires_payment_method':
    case 'requires_confirmation':
      if (intent.wasTried) return cancelFirst(payment, intent.intentId);
      return isOpen(payment.state)
        ? { kind: 'unconfirmed', intentId: intent.intentId }
        : { kind: 'nothing_new' };
  }
}

function advance(
  payment: PaymentFacts,
  to: 'session_open' | 'authenticating' | 'verifying' | 'processing',
): Outcome {
  return isAdvance(payment.state, to) ? { kind: 'advance', to } : { kind: 'nothing_new' };
}

function close(payment: PaymentFacts, to: 'failed' | 'canceled', reason: CloseReason): Outcome {
  return isOpen(payment.state) ? { kind: 'close', to, reason } : { kind: 'nothing_new' };
}

function cancelFirst(payment: PaymentFacts, intentId: string): Outcome {
  return isOpen(payment.state) ? { kind: 'cancel_first', intentId } : { kind: 'nothing_new' };
}
