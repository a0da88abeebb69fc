import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import type { Attempt, CollectionFacts } from '../../../src/domain/collection/types.ts';
import { a, b, bank, type Changes, DAY, due, factsOf, failed, HOUR, stepOf, utc } from './facts.ts';

const MINUTE = 60_000;
const now = due;
const decided = (changes: Changes) => {
  const { step, stage } = nextStep(
    factsOf({ now, ...changes, invoice: { noticedFor: due, ...changes.invoice } }),
  );
  return [step.kind === 'rest' ? step.reason : step.kind, stage];
};
const refusedBy = (code: string, more: Changes = {}): Changes => ({
  ...more,
  attempts: [failed('p1', a, code, due - HOUR)],
  invoice: { notifiedOf: 'p1', ...more.invoice },
});
const slot = (
  state: NonNullable<CollectionFacts['slot']>['state'],
  flow: 'session' | 'intent',
  claimedAt = now,
) => ({
  via: flow === 'session' ? ('portal' as const) : ('autopay' as const),
  state,
  flow,
  claimedAt,
});

describe('an invoice that is not charged', () => {
  it.each<readonly [string, string, Changes]>([
    ['settled', 'off', { invoice: { status: 'paid' } }],
    ['settled', 'off', { invoice: { amountRemaining: 0 } }],
    ['not_sent', 'off', { invoice: { sentAt: null } }],
    ['policy_never', 'off', { merchant: { policy: 'never' } }],
    ['opted_out', 'off', { customer: { autopay: 'off' } }],
    ['paused_by_customer', 'off', { invoice: { isPausedByCustomer: true } }],
    ['not_connected', 'off', { connection: 'none' }],
    ['not_chargeable', 'off', { isChargeable: false }],
    ['over_cap', 'needs_customer', { customer: { caps: [{ amount: 1, currency: 'USD' }] } }],
    ['no_cap', 'needs_customer', { customer: { caps: [{ amount: 1, currency: 'EUR' }] } }],
    ['no_recipient', 'needs_customer', { customer: { hasRecipient: false } }],
    ['no_method', 'needs_customer', { methods: [] }],
    ['no_usable_method', 'needs_customer', { methods: [{ ...a, state: 'unusable' }] }],
    ['not_confirmed', 'needs_customer', { methods: [{ ...a, link: 'not_confirmed' }] }],
    ['taken_back', 'needs_customer', { invoice: { wasTakenBack: true } }],
    ['needs_customer', 'needs_customer', refusedBy('expired_card')],
    ['never_again', 'needs_customer', refusedBy('lost_card')],
    ['retries_used_up', 'given_up', refusedBy('insufficient_funds', { merchant: { retryDays: [] } })],
  ])('for the reason %s is shown as %s, and nothing reminds of it the same day', (reason, stage, changes) => {
    expect(decided(changes)).toEqual([reason, stage]);
  });

  it.each([
    ['taken_back', { wasTakenBack: true }],
    ['not_sent', { sentAt: null }],
    ['settled', { status: 'paid' }],
  ] as const)('since it is %s is reminded of never', (_, invoice) => {
    const much = utc('2027-06-01T09:00:00Z');
    expect(nextStep(factsOf({ now: much, invoice })).step).toMatchObject({ kind: 'rest', until: null });
  });

  it.each([
    ['opted_out', { customer: { autopay: 'off' } }],
    ['paused_by_customer', { invoice: { isPausedByCustomer: true } }],
    ['not_connected', { connection: 'none' }],
    ['not_chargeable', { isChargeable: false }],
    ['over_cap', { customer: { caps: [{ amount: 1, currency: 'USD' }] } }],
    ['no_cap', { customer: { caps: [{ amount: 1, currency: 'EUR' }] } }],
    ['no_method', { methods: [] }],
    ['no_usable_method', { methods: [{ ...a, state: 'unusable' }] }],
    ['not_confirmed', { methods: [{ ...a, link: 'not_confirmed' }] }],
  ] as const)('since it is %s is reminded of three days after its due date', (_, changes: Changes) => {
    const at = utc('2026-12-18T09:00:00Z');
    expect(stepOf({ ...changes, now: at })).toBe('remind 1');
    expect(stepOf({ ...changes, now: at - 1 })).toMatch(/^rest .* 2026-12-1[68]T0[89]:/);
  });
});

describe('an invoice that waits', () => {
  it.each([
    ['verb_pending', 30 * MINUTE, { invoice: { hasPendingVerb: true } }],
    ['frozen', 30 * MINUTE, { invoice: { isFrozen: true } }],
    ['account_held', 6 * HOUR, { connection: 'held' }],
    ['paused', 30 * MINUTE, { connection: 'paused' }],
    ['disputed', DAY, { hasOpenDispute: true }],
    ['payment_open', 30 * MINUTE, { slot: slot('claimed', 'intent') }],
    ['payment_open', 15 * MINUTE, { slot: slot('session_open', 'session') }],
    ['payment_open', 30 * MINUTE, { slot: slot('confirming', 'session') }],
    ['payment_open', 30 * MINUTE, { slot: slot('authenticating', 'session') }],
    ['payment_open', 30 * MINUTE, { slot: slot('verifying', 'session') }],
    ['payment_open', 6 * HOUR, { slot: slot('processing', 'session') }],
  ] as const)('for %s is looked at again after %i ms', (reason, ms, changes: Changes) => {
    const { step } = nextStep(factsOf({ now, ...changes, invoice: { noticedFor: due, ...changes.invoice } }));
    expect(step).toEqual({ kind: 'rest', reason, until: now + ms });
  });

  it.each([
    ['session_open', 'session', 'scheduled'],
    ['claimed', 'session', 'scheduled'],
    ['claimed', 'intent', 'charging'],
    ['processing', 'session', 'charging'],
    ['confirming', 'session', 'charging'],
    ['verifying', 'session', 'charging'],
    ['authenticating', 'session', 'charging'],
  ] as const)('for a payment that is %s in a %s is shown as %s', (state, flow, stage) => {
    expect(decided({ slot: slot(state, flow) })).toEqual(['payment_open', stage]);
  });

  it('for something else than its payment is not shown as being charged', () => {
    const changes = { slot: slot('processing', 'intent'), invoice: { isFrozen: true } };
    expect(decided(changes)).toEqual(['frozen', 'scheduled']);
    expect(decided({ connection: 'held', merchant: { policy: 'never' } })).toEqual(['account_held', 'off']);
  });

  it('for a payer who left Stripe’s page is charged a quarter of an hour later, and reminded after the session', () => {
    const left = { slot: slot('session_open', 'session', now) };
    expect(stepOf({ ...left, now: now + 15 * MINUTE, invoice: { noticedFor: due } })).toBe('charge a');
    const reminded = { ...left, merchant: { policy: 'never', remindDays: [0] } } as const;
    const [over, before] = [now + 65 * MINUTE, now + 65 * MINUTE - 1];
    expect(nextStep(factsOf({ ...reminded, now: before })).step).toMatchObject({ until: over });
    expect(nextStep(factsOf({ ...reminded, now: over })).step).toMatchObject({ until: over + 30 * MINUTE });
  });
});

describe('what is told where an invoice has to wait', () => {
  const attempts = [failed('p1', a, 'insufficient_funds', due)];

  it('is the failure, without an attempt that a dispute keeps from being made', () => {
    const disputed = { now: due + 1, attempts, hasOpenDispute: true, invoice: { noticedFor: due } };
    expect(nextStep(factsOf(disputed)).notify).toMatchObject({
      paymentId: 'p1',
      nextAttemptAt: null,
      nextMethodId: null,
    });
    const due3 = due + 3 * DAY;
    const atOnce = { ...disputed, now: due3 };
    expect(nextStep(factsOf(atOnce)).notify).toMatchObject({ paymentId: 'p1', nextAttemptAt: null });
    expect(nextStep(factsOf({ ...disputed, attempts: [] })).notify).toBeNull();
  });

  it.each([
    ['frozen', { invoice: { isFrozen: true } }],
    ['account_held', { connection: 'held' }],
    ['paused', { connection: 'paused' }],
  ] as const)(
    'while it is %s is the failure after an hour, since that may last for weeks',
    (_, held: Changes) => {
      const told = (now: number, changes: Changes = {}) => {
        const invoice = { noticedFor: due, ...held.invoice, ...changes.invoice };
        return nextStep(factsOf({ now, attempts, ...held, ...changes, invoice })).notify;
      };
      const failure = { paymentId: 'p1', nextAttemptAt: null, nextMethodId: null };
      expect(told(due + HOUR - 1)).toBeNull();
      expect(told(due + HOUR)).toMatchObject(failure);
      expect(told(due + 30 * DAY)).toMatchObject(failure);
      expect(told(due + HOUR, { invoice: { notifiedOf: 'p1' } })).toBeNull();
      expect(told(due + HOUR, { attempts: [] })).toBeNull();
    },
  );

  it('is nothing while it is over in minutes', () => {
    const pending = { now: due + HOUR, attempts, invoice: { noticedFor: due, hasPendingVerb: true } };
    expect(nextStep(factsOf(pending)).notify).toBeNull();
    const open = { now: due + HOUR, attempts, invoice: { noticedFor: due }, slot: slot('claimed', 'intent') };
    expect(nextStep(factsOf(open)).notify).toBeNull();
  });

  it('of an invoice that is settled without being paid is nothing', () => {
    const paid: Attempt = { ...failed('p2', b, null, due + 9_000), state: 'succeeded', failureCode: null };
    const both = { now: due + HOUR, attempts: [...attempts, paid], methods: [a, b] };
    const told = (invoice: Changes['invoice'] & object) => nextStep(factsOf({ ...both, invoice })).notify;
    expect(told({ status: 'paid', amountRemaining: 0 })).toMatchObject({ paymentId: 'p1', paidBy: 'p2' });
    expect(told({ status: 'void', amountRemaining: 0 })).toBeNull();
    expect(told({ status: 'open', amountRemaining: 0 })).toBeNull();
  });

  it('names the method that is tried next', () => {
    const { notify } = nextStep(factsOf({ now: due + 1, attempts, invoice: { noticedFor: due } }));
    expect(notify).toMatchObject({ nextAttemptAt: due + 3 * DAY, nextMethodId: 'a' });
    const pending = { methods: [bank('x', { state: 'pending_verification', isDefault: true })] };
    const waits = nextStep(factsOf({ now: due + 1, attempts, ...pending, invoice: { noticedFor: due } }));
    expect(waits.step).toMatchObject({ kind: 'rest', reason: 'method_pending' });
    expect(waits.stage).toBe('needs_customer');
  });
});
