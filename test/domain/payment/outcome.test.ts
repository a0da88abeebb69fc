import { describe, expect, it } from 'vitest';
import {
  decideOutcome,
  type IntentFacts,
  type IntentStatus,
  type SessionFacts,
} from '../../../src/domain/payment/outcome.ts';
import { isAdvance, isOpen, OPEN_STATES, type PaymentState } from '../../../src/domain/payment/state.ts';

const INTENTS: readonly IntentStatus[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
];
const SESSIONS = ['open', 'complete', 'expired'] as const;
const STATES: readonly PaymentState[] = [...OPEN_STATES, 'succeeded', 'failed', 'canceled', 'returned'];

const intent = (status: IntentStatus, more: Partial<IntentFacts> = {}): IntentFacts => ({
  intentId: 'pi_1',
  status,
  currency: 'USD',
  amountReceived: status === 'succeeded' ? 1_000 : 0,
  chargeId: null,
  method: null,
  failureCode: null,
  adviceCode: null,
  chargedAt: null,
  livemode: false,
  paymentId: null,
  fingerprint: null,
  wasTried: false,
  ...more,
});
const session = (status: SessionFacts['status'], of: IntentFacts | null, livemode = false): SessionFacts => ({
  sessionId: 'cs_1',
  status,
  livemode,
  url: null,
  paymentId: 'pay_1',
  intent: of,
});
const payment = (state: PaymentState) => ({ state, livemode: false, currency: 'USD' });

/** Everything that Stripe can say, for every state that a payment can be in. */
const everything = STATES.flatMap((state) =>
  SESSIONS.flatMap((status) =>
    [null, ...INTENTS].map((of) => ({
      state,
      facts: session(status, of === null ? null : intent(of)),
    })),
  ),
);

describe('what Stripe says of a payment', () => {
  it('closes it only on proof: the PaymentIntent cancelled, or the session expired without one', () => {
    for (const { state, facts } of everything) {
      if (decideOutcome(payment(state), facts).kind !== 'close') continue;
      const isProof = facts.intent === null ? facts.status === 'expired' : facts.intent.status === 'canceled';
      expect(isProof, `${state} ${facts.status} ${facts.intent?.status}`).toBe(true);
    }
  });

  it('never moves it backwards', () => {
    for (const { state, facts } of everything) {
      const outcome = decideOutcome(payment(state), facts);
      if (outcome.kind === 'advance') expect(isAdvance(state, outcome.to)).toBe(true);
      if (outcome.kind === 'close' || outcome.kind === 'cancel_first') expect(isOpen(state)).toBe(true);
    }
  });

  it.each(['complete', 'expired'] as const)(
    'has the PaymentIntent of a session that is %s and not paid cancelled first',
    (status) => {
      for (const waiting of ['requires_payment_method', 'requires_confirmation'] as const) {
        expect(decideOutcome(payment('session_open'), session(status, intent(waiting)))).toEqual({
          kind: 'cancel_first',
          intentId: 'pi_1',
        });
      }
    },
  );

  it('has what still waits for the payer cancelled first once the session is expired', () => {
    const facts = session('expired', intent('requires_action'));
    expect(decideOutcome(payment('authenticating'), facts)).toEqual({
      kind: 'cancel_first',
      intentId: 'pi_1',
    });
  });

  it('leaves it open after a decline: the payer may try another method', () => {
    const facts = session('open', intent('requires_payment_method', { failureCode: 'card_declined' }));
    expect(decideOutcome(payment('session_open'), facts)).toEqual({ kind: 'nothing_new' });
  });

  it('is believed about money whatever we thought, and said to be late where we had given up', () => {
    for (const state of STATES) {
      const outcome = decideOutcome(payment(state), session('complete', intent('succeeded')));
      const isBooked = state === 'succeeded' || state === 'returned';
      const late = state === 'failed' || state === 'canceled';
      expect(outcome).toEqual(
        isBooked ? { kind: 'nothing_new' } : { kind: 'succeed', received: 1_000, late },
      );
    }
  });

  it('is an anomaly where mode or currency is not ours, or money is only held', () => {
    for (const state of STATES) {
      for (const of of [null, ...INTENTS]) {
        const facts = of === null ? null : intent(of);
        expect(decideOutcome(payment(state), session('complete', facts, true))).toEqual({
          kind: 'anomaly',
          reason: 'mode_differs',
        });
        if (of === null) continue;
        expect(decideOutcome(payment(state), session('complete', intent(of, { currency: 'EUR' })))).toEqual({
          kind: 'anomaly',
          reason: 'currency_differs',
        });
      }
      expect(decideOutcome(payment(state), session('complete', intent('requires_capture')))).toEqual({
        kind: 'anomaly',
        reason: 'capture_pending',
      });
    }
  });

  it('shows a bounced debit as failed, and what nobody confirmed as canceled', () => {
    const canceled = intent('canceled');
    const close = (to: string, reason: string) => ({ kind: 'close', to, reason });
    expect(decideOutcome(payment('processing'), session('open', canceled))).toEqual(
      close('failed', 'failed'),
    );
    expect(decideOutcome(payment('session_open'), session('complete', canceled))).toEqual(
      close('failed', 'failed'),
    );
    expect(decideOutcome(payment('session_open'), session('expired', canceled))).toEqual(
      close('canceled', 'expired'),
    );
    expect(decideOutcome(payment('session_open'), session('open', canceled))).toEqual(
      close('canceled', 'canceled'),
    );
  });
});
