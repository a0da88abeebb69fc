import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import type { CollectionFacts } from '../../../src/domain/collection/types.ts';
import {
  a,
  b,
  bank,
  type Changes,
  cancelled,
  card,
  DAY,
  due,
  factsOf,
  failed,
  HOUR,
  stepOf,
  utc,
} from './facts.ts';

describe('after a failure', () => {
  const DECLINED = utc('2026-12-15T09:00:05Z');
  const given = (attempts: CollectionFacts['attempts'], changes: Changes = {}): Changes => ({
    now: DECLINED + HOUR,
    ...changes,
    invoice: { noticedFor: due, ...changes.invoice },
    attempts,
  });
  const poor = (n: number, at: number, method = a) => failed(`p${n}`, method, 'insufficient_funds', at);

  it('that may pass, it is tried again on the merchant’s days at its hour, then given up', () => {
    const first = poor(1, DECLINED);
    expect(stepOf(given([first]))).toBe('rest retry_later 2026-12-18T09:00');
    expect(stepOf(given([first], { now: utc('2026-12-18T09:00:00Z') }))).toBe('charge a');
    const second = poor(2, utc('2026-12-19T10:00:00Z'));
    expect(stepOf(given([first, second]))).toBe('rest retry_later 2026-12-24T09:00');
    const all = [first, second, poor(3, utc('2026-12-24T09:00:05Z')), poor(4, utc('2026-12-31T09:00:05Z'))];
    const now = utc('2026-12-31T09:01:00Z');
    expect(stepOf(given(all.slice(0, 3)))).toBe('rest retry_later 2026-12-31T09:00');
    expect(stepOf(given(all, { now }))).toBe('rest retries_used_up 2027-01-03T09:00');
    expect(nextStep(factsOf(given(all, { now })))).toMatchObject({
      stage: 'given_up',
      notify: { paymentId: 'p4', nextAttemptAt: null, isFinal: true },
    });
  });

  it('an account without money is debited three times at most, whatever the schedule', () => {
    const account = bank('x', { isDefault: true });
    const bounced = [1, 2, 3].map((n) => poor(n, DECLINED + n * 5 * DAY, account));
    const facts = given(bounced, { methods: [account], now: DECLINED + 30 * DAY, invoice: { reminders: 3 } });
    expect(stepOf(facts)).toBe('rest retries_used_up -');
    const now = utc('2026-12-30T09:00:00Z');
    expect(stepOf({ ...facts, now, attempts: bounced.slice(0, 2) })).toBe('charge x');
  });

  it('of a card that cannot pay, the next method is tried at once', () => {
    const facts = given([failed('p1', a, 'expired_card', DECLINED)], { methods: [a, b] });
    expect(stepOf(facts)).toBe('charge b');
  });

  it('that only the customer can set right, it rests, and goes on with a new method', () => {
    for (const code of ['authentication_required', 'incorrect_cvc', 'expired_card', 'unheard_of']) {
      const facts = given([failed('p1', a, code, DECLINED)]);
      expect(stepOf(facts)).toBe('rest needs_customer 2026-12-18T09:00');
      expect(nextStep(factsOf(facts)).stage).toBe('needs_customer');
      expect(stepOf({ ...facts, methods: [a, card('new')] })).toBe('charge new');
      expect(stepOf({ ...facts, methods: [a, card('new')], customer: { autopay: 'off' } })).toContain(
        'opted_out',
      );
    }
  });

  it('with a method that must never be tried again, it is not', () => {
    const facts = given([failed('p1', a, 'stolen_card', DECLINED)]);
    expect(stepOf(facts)).toBe('rest never_again 2026-12-18T09:00');
    expect(stepOf({ ...facts, now: utc('2027-11-01T00:00:00Z'), invoice: { reminders: 3 } })).toBe(
      'rest never_again -',
    );
  });

  it('that may pass, a method added since is tried on the day that was said', () => {
    const added = card('new', { isDefault: true, addedAt: DECLINED + 1 });
    const changed = [{ ...a, isDefault: false }, added];
    const facts = given([poor(1, DECLINED)], { methods: changed });
    expect(stepOf(facts)).toBe('rest retry_later 2026-12-18T09:00');
    expect(stepOf({ ...facts, now: utc('2026-12-18T09:00:00Z') })).toBe('charge new');
  });

  it('of the next method at once, the first one’s day still counts from its own kind of failure', () => {
    const attempts = [failed('p1', a, 'lost_card', DECLINED), poor(2, DECLINED + 60_000, b)];
    expect(stepOf(given(attempts, { methods: [a, b] }))).toBe('rest retry_later 2026-12-18T09:00');
  });

  it('is told of once', () => {
    const facts = given([poor(1, DECLINED)]);
    expect(nextStep(factsOf(facts)).notify).toEqual({
      paymentId: 'p1',
      before: [],
      nextAttemptAt: utc('2026-12-18T09:00:00Z'),
      nextMethodId: 'a',
      isFinal: false,
      paidBy: null,
    });
    expect(nextStep(factsOf({ ...facts, invoice: { notifiedOf: 'p1' } })).notify).toBeNull();
  });

  it('of a payer’s own attempt, the schedule does not begin', () => {
    const link = failed('p1', a, 'insufficient_funds', DECLINED, { via: 'portal' });
    expect(stepOf(given([link]))).toBe('charge a');
    expect(nextStep(factsOf(given([link]))).notify).toBeNull();
  });

  it('a retry waits for the due date that was chosen since', () => {
    const early = poor(1, utc('2026-12-01T12:00:05Z'));
    expect(stepOf({ attempts: [early], now: utc('2026-12-04T09:00:00Z') })).toBe(
      'rest scheduled 2026-12-15T09:00',
    );
  });

  it('that never reached the bank, it is tried again at once, and ten minutes after five', () => {
    const lost = (count: number) =>
      Array.from({ length: count }, (_, i) => cancelled(`p${i}`, a, DECLINED + i));
    expect(stepOf(given(lost(4), { now: DECLINED + 4 }))).toBe('charge a');
    expect(stepOf(given(lost(5), { now: DECLINED + 4 }))).toBe('rest retry_later 2026-12-15T09:10');
    expect(stepOf(given(lost(5), { now: DECLINED + 4 + HOUR / 6 }))).toBe('charge a');
    expect(nextStep(factsOf(given(lost(5)))).notify).toBeNull();
  });

  it('a retry comes at the hour of the day on both sides of daylight saving', () => {
    const merchant = { timeZone: 'Europe/Paris' };
    const at = utc('2027-03-26T08:00:05Z');
    expect(stepOf(given([poor(1, at)], { merchant, now: at }))).toBe('rest retry_later 2027-03-29T07:00');
    const skipped = { ...merchant, hour: 2, retryDays: [2] };
    expect(stepOf(given([poor(1, at)], { merchant: skipped, now: at }))).toBe(
      'rest retry_later 2027-03-28T01:00',
    );
  });
});

it('a decline is told though the money of the method that paid instead has gone back since', () => {
  const at = due + 1_000;
  const paid = failed('pay_2', b, null, at + 2_000, { state: 'returned', claimedAt: at + 500 });
  const { step, notify } = nextStep(
    factsOf({
      now: at + HOUR,
      methods: [a, b],
      attempts: [failed('pay_1', a, 'generic_decline', at), paid],
      invoice: { wasTakenBack: true },
    }),
  );
  expect(step).toMatchObject({ kind: 'rest', reason: 'taken_back' });
  expect(notify).toMatchObject({ paymentId: 'pay_1', paidBy: 'pay_2' });
});
