import { describe, expect, it } from 'vitest';
import {
  decideOutcome as decide,
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
  stripePaymentMethodId: null,
  wasTried: false,
  ...more,
});
const session = (status: SessionFacts['status'], of: IntentFacts | null, livemode = false): SessionFacts => ({
  sessionId: 'cs_1',
  status,
  livemode,
  url: null,
  paymentId: 'pay_1',
  payerEmail: null,
  intent: of,
});
/** While somebody may still be at the bank's page, unless it is said that nobody is. */
const decideOutcome = (
  of: Parameters<typeof decide>[0],
  facts: SessionFacts,
  { payerIsGone = false }: { readonly payerIsGone?: boolean } = {},
) => decide(of, facts, { payerIsGone });
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
  /** Whether nobody at all can confirm the PaymentIntent of a session any more. */
  const isProof = ({ status, intent: of }: SessionFacts, payerIsGone: boolean): boolean => {
    switch (of?.status) {
      case undefined:
        return status === 'expired';
      case 'canceled':
        return true;
      case 'requires_payment_method':
        return status !== 'open';
      case 'requires_action':
      case 'requires_confirmation':
        return status === 'expired' && payerIsGone;
      case 'processing':
      case 'requires_capture':
      case 'succeeded':
        return false;
    }
  };

  it.each([false, true])(
    'closes it where nobody can confirm it, and nowhere else (payer gone: %s)',
    (gone) => {
      for (const { state, facts } of everything) {
        const outcome = decideOutcome(payment(state), facts, { payerIsGone: gone });
        const closes = isOpen(state) && isProof(facts, gone);
        expect(outcome.kind === 'close', `${state} ${facts.status} ${facts.intent?.status}`).toBe(closes);
      }
    },
  );

  it('never asks for the PaymentIntent of a session to be cancelled: Stripe refuses that', () => {
    for (const { state, facts } of everything) {
      for (const payerIsGone of [false, true]) {
        const { kind } = decideOutcome(payment(state), facts, { payerIsGone });
        expect(kind === 'cancel_first' || kind === 'unconfirmed').toBe(false);
      }
    }
  });

  it('never moves it backwards', () => {
    for (const { state, facts } of everything) {
      const outcome = decideOutcome(payment(state), facts);
      if (outcome.kind === 'advance') expect(isAdvance(state, outcome.to)).toBe(true);
      if (outcome.kind === 'close') expect(isOpen(state)).toBe(true);
    }
  });

  it.each([
    ['complete', 'failed', 'failed'],
    ['expired', 'canceled', 'expired'],
  ] as const)(
    'ends it where the session is %s and its PaymentIntent waits for a method: %s',
    (status, to, reason) => {
      const facts = session(status, intent('requires_payment_method'));
      expect(decideOutcome(payment('session_open'), facts)).toEqual({ kind: 'close', to, reason });
    },
  );

  it('waits for deposits to be confirmed where the session is complete, and for 3-D Secure where it is open', () => {
    const waiting = intent('requires_action');
    const of = (status: SessionFacts['status']) =>
      decideOutcome(payment('session_open'), session(status, waiting));
    expect(of('complete')).toEqual({ kind: 'advance', to: 'verifying' });
    expect(of('open')).toEqual({ kind: 'advance', to: 'authenticating' });
  });

  it('waits for the payer at the bank’s page after the session has expired, until they are surely gone', () => {
    const facts = session('expired', intent('requires_action'));
    expect(decideOutcome(payment('session_open'), facts)).toEqual({ kind: 'advance', to: 'authenticating' });
    expect(decideOutcome(payment('authenticating'), facts)).toEqual({ kind: 'nothing_new' });
    expect(decideOutcome(payment('authenticating'), facts, { payerIsGone: true })).toEqual({
      kind: 'close',
      to: 'canceled',
      reason: 'expired',
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
