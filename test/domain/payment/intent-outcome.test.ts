import { describe, expect, it } from 'vitest';
import {
  decideIntentOutcome,
  decideOutcome,
  type IntentFacts,
  type IntentStatus,
  type Outcome,
} from '../../../src/domain/payment/outcome.ts';
import type { PaymentState } from '../../../src/domain/payment/state.ts';

const intent = (status: IntentStatus, more: Partial<IntentFacts> = {}): IntentFacts => ({
  intentId: 'pi_1',
  status,
  currency: 'USD',
  amountReceived: 1_000,
  chargeId: null,
  method: null,
  failureCode: null,
  adviceCode: null,
  chargedAt: null,
  livemode: false,
  paymentId: null,
  fingerprint: null,
  stripePaymentMethodId: null,
  wasTried: false,
  ...more,
});
const payment = (state: PaymentState) => ({ state, livemode: false, currency: 'USD' });
const NOTHING: Outcome = { kind: 'nothing_new' };
const close = (to: 'failed' | 'canceled'): Outcome => ({ kind: 'close', to, reason: to });
const cancelFirst: Outcome = { kind: 'cancel_first', intentId: 'pi_1' };
const unconfirmed: Outcome = { kind: 'unconfirmed', intentId: 'pi_1' };

describe('a charge of a method on file', () => {
  it.each([
    ['requires_confirmation', false, unconfirmed],
    ['requires_payment_method', false, unconfirmed],
    ['requires_confirmation', true, cancelFirst],
    ['requires_payment_method', true, cancelFirst],
    ['requires_action', true, cancelFirst],
    ['requires_action', false, cancelFirst],
    ['processing', true, { kind: 'advance', to: 'processing' }],
    ['canceled', true, close('failed')],
    ['canceled', false, close('canceled')],
    ['succeeded', true, { kind: 'succeed', received: 1_000, late: false }],
    ['requires_capture', true, { kind: 'anomaly', reason: 'capture_pending' }],
  ] as const)('that is %s (tried: %s) while it is open', (status, wasTried, outcome) => {
    expect(decideIntentOutcome(payment('confirming'), intent(status, { wasTried }))).toEqual(outcome);
  });

  it.each(['failed', 'canceled'] as const)('that %s is over, unless its money came', (state) => {
    for (const wasTried of [true, false]) {
      for (const status of [
        'requires_confirmation',
        'requires_payment_method',
        'requires_action',
        'canceled',
      ] as const) {
        expect(decideIntentOutcome(payment(state), intent(status, { wasTried }))).toEqual(NOTHING);
      }
    }
    const late = { kind: 'succeed', received: 1_000, late: true };
    expect(decideIntentOutcome(payment(state), intent('succeeded'))).toEqual(late);
  });

  it.each(['succeeded', 'returned'] as const)('that %s is not booked once more', (state) => {
    expect(decideIntentOutcome(payment(state), intent('succeeded'))).toEqual(NOTHING);
  });

  it('in another mode or currency is none of ours to book', () => {
    const open = payment('confirming');
    const anomaly = (reason: string) => ({ kind: 'anomaly', reason });
    expect(decideIntentOutcome(open, intent('succeeded', { livemode: true }))).toEqual(
      anomaly('mode_differs'),
    );
    expect(decideIntentOutcome(open, intent('succeeded', { currency: 'EUR' }))).toEqual(
      anomaly('currency_differs'),
    );
  });
});

describe('a payment on Stripe’s page', () => {
  const session = (status: 'open' | 'complete' | 'expired', of: IntentStatus) => ({
    sessionId: 'cs_1',
    status,
    livemode: false,
    url: null,
    paymentId: null,
    payerEmail: null,
    intent: intent(of),
  });
  const of = (
    state: PaymentState,
    status: 'open' | 'complete' | 'expired',
    intentIs: IntentStatus,
    payerIsGone: boolean,
  ) => decideOutcome(payment(state), session(status, intentIs), { payerIsGone });

  it('whose confirmation Stripe may be about to make is over only once its payer is gone', () => {
    expect(of('claimed', 'open', 'requires_confirmation', true)).toEqual({
      kind: 'advance',
      to: 'session_open',
    });
    expect(of('session_open', 'complete', 'requires_confirmation', true)).toEqual(NOTHING);
    expect(of('session_open', 'expired', 'requires_confirmation', false)).toEqual(NOTHING);
    const expired = { kind: 'close', to: 'canceled', reason: 'expired' };
    expect(of('session_open', 'expired', 'requires_confirmation', true)).toEqual(expired);
    expect(of('session_open', 'expired', 'requires_action', true)).toEqual(expired);
    expect(of('session_open', 'expired', 'requires_action', false)).toEqual({
      kind: 'advance',
      to: 'authenticating',
    });
    expect(of('session_open', 'complete', 'requires_action', true)).toEqual({
      kind: 'advance',
      to: 'verifying',
    });
  });

  it('that ends is a failure where it was confirmed, and else expired or canceled', () => {
    const canceled = { kind: 'close', to: 'canceled', reason: 'canceled' };
    expect(of('session_open', 'open', 'canceled', false)).toEqual(canceled);
    expect(of('session_open', 'complete', 'canceled', false)).toEqual(close('failed'));
    expect(of('processing', 'open', 'canceled', false)).toEqual(close('failed'));
    expect(of('session_open', 'complete', 'requires_payment_method', false)).toEqual(close('failed'));
    expect(of('claimed', 'open', 'requires_payment_method', false)).toEqual({
      kind: 'advance',
      to: 'session_open',
    });
  });
});
