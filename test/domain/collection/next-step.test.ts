import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import type { CollectionFacts } from '../../../src/domain/collection/types.ts';
import { a, b, bank, type Changes, card, DAY, due, factsOf, failed, HOUR, stepOf, utc } from './facts.ts';

/** Noticed and due now. */
const ready = { now: due, invoice: { noticedFor: due } } as const;

describe('an invoice on its way to its charge', () => {
  it('is announced three days before its due date, waits, and is charged at the hour', () => {
    expect(stepOf({})).toBe('rest scheduled 2026-12-12T09:00');
    expect(stepOf({ now: utc('2026-12-12T09:00:00Z') })).toBe('notice a 2026-12-15T09:00');
    const noticed = { invoice: { noticedFor: due } };
    expect(stepOf({ ...noticed, now: utc('2026-12-12T09:01:00Z') })).toBe('rest noticed 2026-12-15T09:00');
    expect(stepOf(ready)).toBe('charge a');
    expect(nextStep(factsOf(ready)).stage).toBe('charging');
  });

  it('is charged at once on send, without a notice', () => {
    expect(stepOf({ merchant: { policy: 'on_send' } })).toBe('charge a');
  });

  it('announces its charge itself where it is sent too shortly before', () => {
    const invoice = { dueDate: '2026-12-02' };
    expect(stepOf({ invoice })).toBe('rest scheduled 2026-12-02T09:00');
    expect(stepOf({ invoice, now: utc('2026-12-02T09:00:00Z') })).toBe('charge a');
  });

  it('is announced a day after it was sent, where that is later than the notice days', () => {
    const invoice = { dueDate: '2026-12-03' };
    expect(stepOf({ invoice })).toBe('rest scheduled 2026-12-02T12:00');
    expect(stepOf({ invoice, now: utc('2026-12-02T12:00:00Z') })).toBe('notice a 2026-12-03T09:00');
  });

  it('is charged without notice where the merchant gives none', () => {
    expect(stepOf({ merchant: { noticeDays: 0 } })).toBe('rest scheduled 2026-12-15T09:00');
  });

  it('is announced late and charged later where cron stood still: never without notice', () => {
    expect(stepOf({ now: utc('2026-12-14T20:00:00Z') })).toBe('notice a 2026-12-15T09:00');
    expect(stepOf({ now: utc('2026-12-14T22:00:00Z') })).toBe('notice a 2026-12-16T09:00');
    expect(stepOf({ now: utc('2026-12-20T03:00:00Z') })).toBe('notice a 2026-12-21T09:00');
    const noticed = { invoice: { noticedFor: utc('2026-12-16T09:00:00Z') } };
    expect(stepOf({ ...noticed, now: due })).toBe('rest noticed 2026-12-16T09:00');
  });

  it('was never charged because it was not sent, is not owed or is not wanted', () => {
    expect(stepOf({ invoice: { sentAt: null } })).toBe('rest not_sent -');
    for (const status of ['draft', 'paid', 'void', 'uncollectible'] as const) {
      expect(stepOf({ ...ready, invoice: { status } })).toBe('rest settled -');
    }
    expect(stepOf({ ...ready, invoice: { amountRemaining: 0 } })).toBe('rest settled -');
    const quiet = { remindDays: [] };
    expect(stepOf({ ...ready, merchant: { ...quiet, policy: 'never' } })).toBe('rest policy_never -');
    expect(stepOf({ ...ready, merchant: quiet, customer: { autopay: 'off' } })).toBe('rest opted_out -');
    const paused = { ...ready.invoice, isPausedByCustomer: true };
    expect(stepOf({ ...ready, merchant: quiet, invoice: paused })).toBe('rest paused_by_customer -');
  });
});

describe('while something is under way', () => {
  const slot = (change: Partial<NonNullable<CollectionFacts['slot']>>) => ({
    ...ready,
    slot: {
      state: 'session_open',
      via: 'link',
      flow: 'session',
      claimedAt: due - HOUR / 2,
      ...change,
    } as const,
  });

  it('nothing is charged: a verb, a frozen invoice, a paused connection, a dispute', () => {
    const verb = { ...ready, invoice: { ...ready.invoice, hasPendingVerb: true } };
    expect(stepOf(verb)).toBe('rest verb_pending 2026-12-15T09:30');
    const frozen = { ...ready, invoice: { ...ready.invoice, isFrozen: true } };
    expect(stepOf(frozen)).toBe('rest frozen 2026-12-15T09:30');
    expect(stepOf({ ...ready, connection: 'paused' })).toBe('rest paused 2026-12-15T09:30');
    expect(stepOf({ ...ready, hasOpenDispute: true })).toBe('rest disputed 2026-12-16T09:00');
  });

  it('a payer who opened the link a moment ago is given fifteen minutes', () => {
    expect(stepOf(slot({ claimedAt: due - 60_000 }))).toBe('rest payment_open 2026-12-15T09:14');
  });

  it('a session that was left open does not keep a due charge waiting', () => {
    for (const state of ['claimed', 'session_open', 'unknown'] as const) {
      expect(stepOf(slot({ state, claimedAt: due - HOUR / 4 }))).toBe('charge a');
    }
  });

  it('money that may be moving does, however old it is', () => {
    for (const state of ['confirming', 'authenticating', 'verifying', 'processing'] as const) {
      expect(stepOf(slot({ state, claimedAt: due - 9 * DAY }))).toContain('rest payment_open');
      expect(nextStep(factsOf(slot({ state }))).stage).toBe('charging');
    }
    for (const state of ['claimed', 'unknown'] as const) {
      expect(stepOf(slot({ state, flow: 'intent', claimedAt: due - 9 * DAY }))).toContain(
        'rest payment_open',
      );
    }
  });

  it('a failure is told of when it is clear what follows', () => {
    const attempts = [failed('p1', a, 'insufficient_funds', due - HOUR)];
    expect(nextStep(factsOf({ ...slot({}), attempts })).notify).not.toBeNull();
    expect(nextStep(factsOf({ ...slot({ state: 'processing' }), attempts })).notify).toBeNull();
    expect(nextStep(factsOf({ ...ready, attempts, hasOpenDispute: true })).notify).toMatchObject({
      paymentId: 'p1',
      nextAttemptAt: null,
      nextMethodId: null,
      isFinal: false,
    });
  });

  it('nobody is reminded', () => {
    const overdue = { now: utc('2026-12-18T09:00:00Z'), merchant: { policy: 'never' } } as const;
    expect(stepOf(overdue)).toBe('remind 1');
    const { slot: open } = slot({ claimedAt: overdue.now - HOUR / 2 });
    expect(stepOf({ ...overdue, slot: open })).toBe('rest payment_open 2026-12-18T09:35');
    expect(stepOf({ ...overdue, hasOpenDispute: true })).toContain('rest disputed');
    expect(stepOf({ ...overdue, connection: 'paused' })).toContain('rest paused');
    expect(stepOf({ ...overdue, invoice: { isFrozen: true } })).toContain('rest frozen');
  });
});

describe('what forbids a charge by itself', () => {
  const quiet = { remindDays: [] };

  it('money that its bank took back: only people decide after that', () => {
    const taken = { now: due, invoice: { wasTakenBack: true } };
    expect(stepOf(taken)).toBe('rest taken_back -');
    expect(nextStep(factsOf(taken)).stage).toBe('needs_customer');
  });

  it('an amount over the customer’s cap, or in a currency without one where there are caps', () => {
    const cap = (amount: number, currency: string): Changes => ({
      ...ready,
      merchant: quiet,
      customer: { caps: [{ amount, currency }] },
    });
    expect(stepOf(cap(41_999, 'USD'))).toBe('rest over_cap -');
    expect(nextStep(factsOf(cap(41_999, 'USD'))).stage).toBe('needs_customer');
    expect(stepOf(cap(42_000, 'EUR'))).toBe('rest no_cap -');
    expect(nextStep(factsOf(cap(42_000, 'EUR'))).stage).toBe('needs_customer');
    const caps = (usd: number, eur: number): Changes => ({
      ...cap(usd, 'USD'),
      customer: {
        caps: [
          { amount: eur, currency: 'EUR' },
          { amount: usd, currency: 'USD' },
        ],
      },
    });
    expect(stepOf(caps(42_000, 1))).toBe('charge a');
    expect(stepOf(caps(41_999, 90_000))).toBe('rest over_cap -');
    expect(stepOf(cap(42_000, 'USD'))).toBe('charge a');
  });

  it('nobody who could be told, no connection, an amount that Stripe does not take', () => {
    expect(stepOf({ ...ready, merchant: quiet, customer: { hasRecipient: false } })).toBe(
      'rest no_recipient -',
    );
    expect(stepOf({ ...ready, merchant: quiet, connection: 'none' })).toBe(
      'rest not_connected 2026-12-16T09:00',
    );
    expect(stepOf({ ...ready, merchant: quiet, isChargeable: false })).toBe('rest not_chargeable -');
  });

  it('no method on file, none that can be used, one that is not verified yet', () => {
    const methods = (...list: CollectionFacts['methods']): Changes => ({
      ...ready,
      merchant: quiet,
      methods: list,
    });
    expect(stepOf(methods())).toBe('rest no_method -');
    expect(stepOf(methods(card('x', { state: 'detached' })))).toBe('rest no_method -');
    expect(stepOf(methods(card('x', { expYear: 2020 })))).toBe('rest no_usable_method -');
    expect(stepOf(methods(bank('x', { state: 'pending_verification' })))).toBe(
      'rest method_pending 2026-12-15T15:00',
    );
  });

  it('a card that will have expired by then is not what its customer is told of', () => {
    const expiring = card('x', { isDefault: true, expMonth: 12, expYear: 2026 });
    const later: Changes = {
      methods: [expiring],
      invoice: { dueDate: '2027-01-04' },
      now: utc('2027-01-01T09:00:00Z'),
    };
    const sooner: Changes = { ...later, now: utc('2026-12-30T09:00:00Z') };
    expect(stepOf(sooner)).toBe('rest no_usable_method 2027-01-04T09:00');
    expect(stepOf({ ...later, methods: [expiring, b] })).toBe('notice b 2027-01-04T09:00');
  });

  it('a card at its network’s limit rests for a day', () => {
    const spent = new Map([
      ['fp_a', { open: 0, last24h: 10, last30d: 10, failures: [{ code: 'generic_decline', advice: null }] }],
    ]);
    expect(stepOf({ ...ready, spent })).toBe('rest network_limit 2026-12-16T09:00');
    expect(stepOf({ ...ready, spent, methods: [a, b] })).toBe('charge b');
  });
});

describe('an invoice that was to be charged when it was sent, and was not', () => {
  const now = utc('2026-12-20T15:00:00Z');
  const late = { merchant: { policy: 'on_send', noticeDays: 3 }, now } as const;

  it('is announced first, however it came that it can be charged now', () => {
    expect(stepOf(late)).toBe('notice a 2026-12-21T09:00');
  });

  it('is charged at once where the merchant wants no notices', () => {
    expect(stepOf({ ...late, merchant: { ...late.merchant, noticeDays: 0 } })).toBe('charge a');
  });
});
