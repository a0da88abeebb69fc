import { describe, expect, it } from 'vitest';
import { capsOf, firstCap, whyNotWithinCaps } from '../../src/domain/collection/caps.ts';
import { mayOffer } from '../../src/domain/collection/may-offer.ts';
import { loosenedCapProblem, policyProblems } from '../../src/domain/collection/policy-input.ts';
import { isEntranceBlocked } from '../../src/domain/payment/card-testing.ts';
import { bank, card, utc } from './collection/facts.ts';

describe('a customer’s caps', () => {
  const other = { amount: 7, currency: 'EUR' };
  const kept = (amount: number | null, currency: string | null) => ({
    autopayCap: amount,
    autopayCapCurrency: currency,
    autopayOtherCaps: [other],
  });

  it('are the first one, where it is whole, and the others', () => {
    expect(firstCap(kept(5, 'USD'))).toEqual({ amount: 5, currency: 'USD' });
    expect(capsOf(kept(5, 'USD'))).toEqual([{ amount: 5, currency: 'USD' }, other]);
    for (const half of [kept(null, 'USD'), kept(5, null)]) {
      expect(firstCap(half)).toBeNull();
      expect(capsOf(half)).toEqual([other]);
    }
  });

  it('hold an invoice up that is over one of its currency, or has none', () => {
    const caps = [{ amount: 500, currency: 'USD' }];
    expect(whyNotWithinCaps([], { currency: 'USD', amountRemaining: 501 })).toBeNull();
    expect(whyNotWithinCaps(caps, { currency: 'USD', amountRemaining: 500 })).toBeNull();
    expect(whyNotWithinCaps(caps, { currency: 'USD', amountRemaining: 501 })).toBe('over_cap');
    expect(whyNotWithinCaps(caps, { currency: 'EUR', amountRemaining: 1 })).toBe('no_cap');
  });

  it('that they agreed to are lowered by the business, and not raised, removed or moved', () => {
    const agreed = { amount: 500, currency: 'USD' };
    expect(loosenedCapProblem('on', agreed, agreed)).toBeNull();
    expect(loosenedCapProblem('on', agreed, { ...agreed, amount: 499 })).toBeNull();
    expect(loosenedCapProblem('on', null, null)).toBeNull();
    expect(loosenedCapProblem('default', agreed, null)).toBeNull();
    for (const asked of [null, { ...agreed, amount: 501 }, { amount: 1, currency: 'EUR' }]) {
      expect(loosenedCapProblem('on', agreed, asked)?.path).toBe('cap');
    }
  });
});

describe('a policy that charges by itself', () => {
  const context = { connected: true, hasRecipient: true, dueDate: '2026-12-15' } as const;
  const problems = (...given: Parameters<typeof policyProblems>) => policyProblems(...given).length;

  it('needs a connection, somebody to tell, and a day where it is by the day', () => {
    expect(problems('p', 'on_due_date', context)).toBe(0);
    expect(problems('p', 'never', { connected: false, hasRecipient: false, dueDate: null })).toBe(0);
    expect(problems('p', 'on_send', { ...context, connected: false })).toBe(1);
    expect(problems('p', 'on_send', { ...context, hasRecipient: false })).toBe(1);
    expect(problems('p', 'on_send', { ...context, hasRecipient: null })).toBe(0);
    expect(problems('p', 'on_send', { ...context, dueDate: null })).toBe(0);
    expect(problems('p', 'on_due_date', { ...context, dueDate: null })).toBe(1);
    expect(problems('p', 'on_due_date', { ...context, dueDate: 'not_asked' })).toBe(0);
    expect(problems('p', 'on_due_date', { connected: false, hasRecipient: false, dueDate: null })).toBe(3);
  });
});

describe('a payer who is there', () => {
  const now = utc('2026-12-01T00:00:00Z');
  const offered = (
    method: Parameters<typeof mayOffer>[0],
    currency = 'USD',
    takes = { card: true, ach: true },
  ) => mayOffer(method, { currency, timeZone: 'UTC', now, takes });

  it('is offered what can be charged now', () => {
    expect(offered(card('a'))).toBe(true);
    expect(offered(card('a', { link: 'confirmed' }))).toBe(true);
    expect(offered(card('a'), 'USD', { card: false, ach: true })).toBe(false);
    expect(offered(card('a', { state: 'unusable' }))).toBe(false);
    expect(offered(card('a', { kind: 'other' }))).toBe(false);
    expect(offered(card('a', { link: 'refused' }))).toBe(false);
    expect(offered(card('a', { link: 'not_confirmed' }))).toBe(false);
    expect(offered(bank('b'))).toBe(true);
    expect(offered(bank('b'), 'EUR')).toBe(false);
    expect(offered(card('a', { expMonth: 12, expYear: 2026 }))).toBe(true);
    expect(offered(card('a', { expMonth: 11, expYear: 2026 }))).toBe(false);
  });

  it.each([
    ['link', 'link', true],
    ['link', 'customer', true],
    ['link', 'business', true],
    ['portal', 'customer', true],
    ['portal', 'link', false],
    ['portal', 'business', false],
    ['staff', 'customer', false],
    ['autopay', 'customer', false],
  ] as const)('by %s meets a block of the %s: %s', (via, subject, blocked) => {
    const block = { subject, until: 101, releasedAt: null, passedUntil: null };
    expect(isEntranceBlocked(via, [block], 100)).toBe(blocked);
    expect(isEntranceBlocked(via, [block], 101)).toBe(false);
    expect(isEntranceBlocked(via, [{ ...block, releasedAt: 1 }], 100)).toBe(false);
    expect(isEntranceBlocked(via, [], 100)).toBe(false);
    // Whoever passed the link's check pays by the link until then, and by nothing else.
    const passed = (passedUntil: number) => isEntranceBlocked(via, [{ ...block, passedUntil }], 100);
    expect(passed(101)).toBe(via === 'link' ? false : blocked);
    expect(passed(100)).toBe(blocked);
  });
});
