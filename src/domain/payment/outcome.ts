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
  /** What networks count repeats by: the same card or account, however often it was entered. */
  readonly fingerprint: string | null;
  /** Somebody has tried to collect it: it was confirmed once, and is not confirmed again. */
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
  readonly intent: IntentFacts | null;
};

/** What the rules look at of a payment. */
export type PaymentFacts = {
  readonly state: PaymentState;
  readonly livemode: boolean;
  readonly currency: string;
};

/** What Stripe has of a payment: its session, where it was made through one, and its PaymentIntent. */
export type Truth = { readonly sessionId: string | null; readonly intent: IntentFacts | null };

/** What Stripe says of a payment that cannot be. */
export type Anomaly = 'mode_differs' | 'currency_differs' | 'capture_pending';

/** What the truth at Stripe means for a payment. */
export type Outcome =
  | { readonly kind: 'nothing_new' }
  /** Made and never confirmed: whoever made it is about to, or is gone. */
  | { readonly kind: 'unconfirmed'; readonly intentId: string }
  /** Not over by proof: the PaymentIntent has to be cancelled first, then looked at again. */
  | { readonly kind: 'cancel_first'; readonly intentId: string }
  | { readonly kind: 'advance'; readonly to: 'session_open' | 'authenticating' | 'verifying' | 'processing' }
  /** `late` where the payment had been given up, which no guard should let happen: alarmed, and booked. */
  | { readonly kind: 'succeed'; readonly received: number; readonly late: boolean }
  | { readonly kind: 'close'; readonly to: 'failed' | 'canceled'; readonly reason: CloseReason }
  /** Stripe says what cannot be: kept, alarmed, and a person looks at it. */
  | { readonly kind: 'anomaly'; readonly reason: Anomaly };

/**
 * Reads Stripe's truth about a session payment. A payment closes only on proof: its PaymentIntent
 * `succeeded` or `canceled`, or its Session `expired` with the PaymentIntent null or `canceled`.
 * A decline inside an open session changes nothing: the payer may try another method.
 * https://docs.stripe.com/payments/paymentintents/lifecycle, https://docs.stripe.com/api/checkout/sessions/object
 */
export function decideOutcome(payment: PaymentFacts, session: SessionFacts): Outcome {
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
      // Cancelled after it had been confirmed (a bounced debit) is a failure to tell of; before, it is not.
      return payment.state === 'processing' || session.status === 'complete'
        ? close(payment, 'failed', 'failed')
        : close(payment, 'canceled', session.status === 'expired' ? 'expired' : 'canceled');
    case 'requires_capture':
      return { kind: 'anomaly', reason: 'capture_pending' };
    case 'requires_action':
      if (session.status === 'expired') return cancelFirst(payment, intent.intentId);
      return advance(payment, session.status === 'complete' ? 'verifying' : 'authenticating');
    case 'requires_payment_method':
    case 'requires_confirmation':
      return session.status === 'open'
        ? advance(payment, 'session_open')
        : cancelFirst(payment, intent.intentId);
  }
}

/**
 * Reads Stripe's truth about a PaymentIntent of ours, made with a method on file. It is confirmed once: after a
 * failure it is cancelled, and recovery is a new attempt. Nobody is there to act, so `requires_action` fails too.
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
