import { describe, expect, it } from 'vitest';
import { capsOf, firstCap, whyNotWithinCaps } from '../../src/domain/collection/caps.ts';
import { mayOffer } from '../../src/domain/collection/may-offer.ts';
import { loosenedCapProblem, policyProblems } from '../../src/domain/collection/policy-input.ts';
import { endsByItself, outranks, PAUSE_REASONS } from '../../src/domain/connection.ts';
import { cut } from '../../src/domain/cut.ts';
import { EVENT_FAMILIES, OWN_EVENT_TYPES, USED_EVENT_TYPES } from '../../src/domain/event-families.ts';
import { FINDING_KINDS, isBookKind } from '../../src/domain/finding.ts';
import { networkOf } from '../../src/domain/network.ts';
import { AGE_LIMITS } from '../../src/domain/oldest-age.ts';
import { done, LOST_RACE, mapDone, thenRead } from '../../src/domain/outcome.ts';
import { isEntranceBlocked } from '../../src/domain/payment/card-testing.ts';
import { idsIn, parsePlace, placeId } from '../../src/domain/timeline.ts';
import { numbersOf, wayNoteOf } from '../../src/domain/watch/notes.ts';
import { bank, card, utc } from './collection/facts.ts';

it('a text is cut where it is too long, never within a character', () => {
  expect(cut('abc', 3)).toBe('abc');
  expect(cut('abcd', 3)).toBe('abc');
  expect(cut('ab🧾', 3)).toBe('ab');
  expect(cut('a🧾b', 3)).toBe('a🧾');
  // The ends of the range of halves: the first and the last one, and what lies just outside of it.
  for (const half of [0xd800, 0xdbff]) expect(cut(`ab${String.fromCharCode(half)}d`, 3)).toBe('ab');
  for (const whole of [0xd7ff, 0xdc00]) expect(cut(`ab${String.fromCharCode(whole)}d`, 3)).toHaveLength(3);
});

describe('a pause', () => {
  it('ends by itself where nobody wanted it', () => {
    expect(PAUSE_REASONS.filter(endsByItself)).toEqual(['catching_up', 'restored']);
    expect(endsByItself(null)).toBe(false);
  });

  it('gives way to a graver one only', () => {
    for (const [at, reason] of PAUSE_REASONS.entries()) {
      expect(outranks(reason, null)).toBe(true);
      expect(PAUSE_REASONS.filter((before) => outranks(reason, before))).toEqual(PAUSE_REASONS.slice(0, at));
    }
    expect(PAUSE_REASONS).toEqual(['catching_up', 'restored', 'staff', 'disconnecting']);
  });
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['0:0:0:0:0:FFFF:192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:1::1', '2001:db8:0:1'],
  ['2001:0db8:0000:0001:2:3:4:5', '2001:db8:0:1'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['1::2:3:4:5:6', '1:0:0:2'],
])('%s is counted under %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});

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
  const offered = (method: Parameters<typeof mayOffer>[0], currency = 'USD') =>
    mayOffer(method, currency, 'UTC', now);

  it('is offered what can be charged now', () => {
    expect(offered(card('a'))).toBe(true);
    expect(offered(card('a', { link: 'confirmed' }))).toBe(true);
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
    const block = { subject, until: 101, releasedAt: null };
    expect(isEntranceBlocked(via, [block], 100)).toBe(blocked);
    expect(isEntranceBlocked(via, [block], 101)).toBe(false);
    expect(isEntranceBlocked(via, [{ ...block, releasedAt: 1 }], 100)).toBe(false);
    expect(isEntranceBlocked(via, [], 100)).toBe(false);
  });
});

describe('Stripe’s events', () => {
  it('are those that a handler has, and those about accounts come by Connect', () => {
    const families = Object.groupBy(USED_EVENT_TYPES, (type) => EVENT_FAMILIES[type] ?? 'none');
    expect(
      Object.fromEntries(Object.entries(families).map(([family, types]) => [family, types?.length])),
    ).toEqual({
      payment: 9,
      method: 9,
      refund: 5,
      dispute: 5,
      account: 2,
      customer: 2,
    });
    expect(families.account).toEqual(['account.updated', 'account.application.deauthorized']);
    expect(families.customer).toEqual(['customer.updated', 'customer.deleted']);
    expect(USED_EVENT_TYPES.filter((type) => !OWN_EVENT_TYPES.some((own) => own === type))).toEqual(
      families.account,
    );
    for (const [family, begins] of [
      ['payment', /^(?:checkout\.session|payment_intent)\./],
      ['method', /^(?:payment_method|setup_intent|mandate)\./],
      ['refund', /^(?:refund|charge\.refund)/],
      ['dispute', /^charge\.dispute\./],
    ] as const) {
      for (const type of families[family] ?? []) expect(type).toMatch(begins);
    }
  });
});

it('what a person has to look at is of the books, or an object or event of Stripe’s', () => {
  expect(FINDING_KINDS.filter((kind) => !isBookKind(kind))).toEqual([
    'unknown_object',
    'unreachable_payment',
    'quarantined_event',
  ]);
  expect(FINDING_KINDS.filter(isBookKind)).toEqual([
    'unclassified',
    'ours_without_row',
    'row_without_transaction',
    'amount_differs',
    'balance_differs',
  ]);
});

it('what was done is seen in another way, and what was not stays as it is', async () => {
  expect(mapDone(done(2), (value) => value * 2)).toEqual(done(4));
  expect(mapDone(LOST_RACE, () => 4)).toBe(LOST_RACE);
  expect(await thenRead(done(2), async (value) => done(value + 1))).toEqual(done(3));
  expect(await thenRead(LOST_RACE, async () => done(3))).toBe(LOST_RACE);
});

describe('a timeline', () => {
  const id = 'inv_01k00000000000000000000000';

  it('finds ids wherever they stand', () => {
    expect(idsIn({ a: [id, 'inv_no', 7, null], b: { c: id } }, 'inv')).toEqual([id, id]);
    expect(idsIn(id, 'pay')).toEqual([]);
    expect(idsIn(null, 'inv')).toEqual([]);
  });

  it('goes on after a place that is one', () => {
    expect(parsePlace(placeId(id, 12))).toEqual({ streamId: id, seq: 12 });
    for (const none of ['', id, `${id}.0`, `${id}.1234567890`, `${id}.1.2`])
      expect(parsePlace(none)).toBeNull();
  });
});

describe('a note', () => {
  it('of numbers holds nothing else', () => {
    expect(numbersOf({ a: 1, b: '2', c: null })).toEqual({ a: 1 });
    for (const none of [null, undefined, 'a', 7]) expect(numbersOf(none)).toEqual({});
  });

  it('of a way of telling may lack what it never had', () => {
    expect(wayNoteOf({ triedAt: 5, tries: 2 })).toEqual({
      triedAt: 5,
      tries: 2,
      failingSince: null,
      reason: null,
      noticeId: null,
    });
    const whole = { triedAt: 5, tries: 2, failingSince: 1, reason: '550', noticeId: 'n' };
    expect(wayNoteOf(whole)).toEqual(whole);
    expect(wayNoteOf({ tries: 2 })).toBeNull();
  });
});

it('nothing stays open for longer than it can last', () => {
  const days = Object.groupBy(AGE_LIMITS, ({ ms }) => ms / (24 * 3_600_000));
  const named = Object.entries(days).map(([day, rows]) => [
    day,
    rows?.map(({ what, state }) => `${what} ${state}`),
  ]);
  expect(Object.fromEntries(named)).toEqual({
    1: [
      'setup asked',
      'setup unknown',
      'setup open',
      'refund requested',
      'refund unknown',
      'connection catching_up',
      'connection restored',
      'connection disconnecting',
      'stripe_customer requested',
      'event quarantined',
      'unknown_object open',
    ],
    2: [
      'dispute warning_needs_response',
      'dispute needs_response',
      'dispute appeal_needs_response',
      'effect pending',
      'event pending',
      'email queued',
      'email sending',
      'email unknown',
    ],
    11: ['setup verifying'],
    15: ['refund pending'],
    46: ['refund requires_action'],
    76: ['dispute warning_under_review', 'dispute under_review', 'dispute appeal_under_review'],
  });
});
