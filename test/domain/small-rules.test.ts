import { describe, expect, it } from 'vitest';
import { endsByItself, outranks, PAUSE_REASONS } from '../../src/domain/connection.ts';
import { cut } from '../../src/domain/cut.ts';
import { EVENT_FAMILIES, OWN_EVENT_TYPES, USED_EVENT_TYPES } from '../../src/domain/event-families.ts';
import { FINDING_KINDS, isBookKind } from '../../src/domain/finding.ts';
import { AGE_LIMITS } from '../../src/domain/oldest-age.ts';
import { done, LOST_RACE, mapDone, thenRead } from '../../src/domain/outcome.ts';
import { idsIn, parsePlace, placeId } from '../../src/domain/timeline.ts';
import { numbersOf, wayNoteOf } from '../../src/domain/watch/notes.ts';

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
    expect(wayNoteOf({ triedAt: 5, tries: 2 })).toMatchObject({
      triedAt: 5,
      tries: 2,
      failingSince: null,
      reason: null,
      noticeId: null,
    });
    const whole = { triedAt: 5, tries: 2, failingSince: 1, reason: '550', noticeId: 'n' };
    expect(wayNoteOf(whole)).toMatchObject(whole);
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
