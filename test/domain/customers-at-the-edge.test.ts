import { describe, expect, it } from 'vitest';
import { canBeTaken, readAddressText, withShared } from '../../src/domain/customer/shared-fields.ts';
import { nextOwnMail, nextSharedMail } from '../../src/domain/sign-in/mail-budget.ts';
import { type StatementEntry, statementsOf } from '../../src/domain/statement.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a shared field', () => {
  const columns = { legalName: 'Ada', email: 'a@x.io', billingEmails: [], telephone: null, address: {} };

  it('is read as text, and anything else as none', () => {
    expect(readAddressText('[1,"x"]')).toMatchObject({ line1: null, line2: 'x' });
    expect(readAddressText(null)).toMatchObject({ line1: null });
  });

  it('that was erased at Stripe is used nowhere, and other addresses stay', () => {
    const both = { ...columns, email: 'b@x.io', billingEmails: ['a@x.io', 'c@x.io'] };
    expect(withShared(both, 'email', null)).toMatchObject({ email: 'b@x.io', billingEmails: ['c@x.io'] });
    expect(withShared({ ...both, email: 'a@x.io' }, 'email', null)).toMatchObject({ email: null });
    expect(withShared(columns, 'email', null)).toMatchObject({ email: null, billingEmails: [] });
    expect(withShared(both, 'email', 'c@x.io')).toMatchObject({ email: 'b@x.io', billingEmails: ['c@x.io'] });
    expect(withShared(columns, 'email', 'd@x.io')).toMatchObject({ email: 'd@x.io', billingEmails: [] });
  });

  it('is taken where it leaves a name, and an address only instead of another', () => {
    expect(canBeTaken('name', ' ', null)).toBe(false);
    expect(canBeTaken('name', null, null)).toBe(false);
    expect(canBeTaken('email', 'a@x.io', null)).toBe(false);
    expect(canBeTaken('email', 'a@x.io', 'b@x.io')).toBe(true);
    expect(canBeTaken('email', null, null)).toBe(true);
    expect(canBeTaken('phone', null, null)).toBe(true);
    expect(canBeTaken('address', null, null)).toBe(true);
  });
});

describe('a statement', () => {
  const entry = (change: Partial<StatementEntry>): StatementEntry => ({
    date: '2026-01-01',
    at: 5,
    kind: 'invoice',
    reference: 'a',
    currency: 'USD',
    amount: 1,
    ...change,
  });
  const ordered = (...entries: StatementEntry[]) =>
    statementsOf(new Map(), entries).flatMap((each) => each.entries.map(({ reference }) => reference));

  it('is in the order of days, instants, kinds and references', () => {
    const later = entry({ reference: 'later', date: '2026-01-02', at: 1 });
    expect(ordered(later, entry({}))).toEqual(['a', 'later']);
    expect(ordered(entry({ reference: 'second', at: 6 }), entry({ kind: 'refund' }))).toEqual([
      'a',
      'second',
    ]);
    expect(ordered(entry({ reference: 'paid', kind: 'payment' }), entry({ reference: 'z' }))).toEqual([
      'z',
      'paid',
    ]);
    expect(ordered(entry({ reference: 'b' }), entry({}))).toEqual(['a', 'b']);
  });

  it('is there where something was owed or happened', () => {
    expect(statementsOf(new Map([['USD', 0]]), [])).toEqual([]);
    expect(statementsOf(new Map([['USD', 1]]), [])).toMatchObject([{ opening: 1, closing: 1, invoiced: 0 }]);
    expect(statementsOf(new Map(), [entry({ kind: 'refund' })])).toMatchObject([
      { refunded: 1, closing: 0, paid: 0 },
    ]);
  });
});

describe('sign-in mails', () => {
  const at = 10 * DAY;
  const past = (count: number, agoMs: number) =>
    Array.from({ length: count }, () => ({ dueAt: at - agoMs, expiresAt: at + DAY }));

  it('of a known browser come ten seconds apart, six in an hour, twenty in a day', () => {
    const goes = (count: number, agoMs: number) => nextOwnMail(past(count, agoMs), at) !== null;
    expect([goes(1, 9_999), goes(1, 10_000)]).toEqual([false, true]);
    expect([goes(6, HOUR - 1), goes(6, HOUR)]).toEqual([false, true]);
    expect([goes(20, DAY - 1), goes(20, DAY)]).toEqual([false, true]);
    expect([goes(5, 10_000), goes(19, HOUR)]).toEqual([true, true]);
  });

  it('of strangers wait for the one that is put off, and are put off for five minutes at most', () => {
    expect(nextSharedMail([{ dueAt: at + 1, expiresAt: at + DAY }], at)).toBeNull();
    // The wait after the second mail is five minutes.
    const second = (agoMs: number) => nextSharedMail(past(2, agoMs), at)?.dueAt ?? null;
    expect(second(0)).toBe(at + 5 * MINUTE);
    expect(second(5 * MINUTE)).toBe(at);
    const third = (agoMs: number) => nextSharedMail(past(3, agoMs), at)?.dueAt ?? null;
    expect([third(55 * MINUTE - 1), third(55 * MINUTE), third(HOUR)]).toEqual([null, at + 5 * MINUTE, at]);
  });
});
