import { describe, expect, it } from 'vitest';
import { parseCurrency } from '../../src/domain/currency.ts';
import { emailProblem } from '../../src/domain/email-address.ts';
import { LIMITS as CARD_LIMITS, isTesting } from '../../src/domain/payment/card-testing.ts';
import { readTypedAmount } from '../../src/domain/typed-amount.ts';
import { stands } from '../../src/domain/watch/limits.ts';
import { spell } from '../../src/domain/watch/sentences.ts';
import { WELL } from './watch/vitals-of.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('at a limit and just beyond it', () => {
  it.each([
    ['link', 10, DAY, DAY],
    ['customer', 20, DAY, DAY],
    ['business', 50, HOUR, HOUR],
  ] as const)('cards on a %s are tested from %i refusals', (subject, declines, withinMs, lastsMs) => {
    const counts = { link: 0, customer: 0, business: 0, successes: 0 };
    expect(isTesting(subject, { ...counts, [subject]: declines - 1 })).toBe(false);
    expect(isTesting(subject, { ...counts, [subject]: declines })).toBe(true);
    expect(CARD_LIMITS[subject]).toEqual({ declines, withinMs, lastsMs });
  });

  it('a busy business is not tested while more cards are taken than refused', () => {
    const counts = { link: 0, customer: 0, business: 60, successes: 60 };
    expect(isTesting('business', counts)).toBe(false);
    expect(isTesting('business', { ...counts, successes: 59 })).toBe(true);
  });

  it.each([
    ['work_late', 'oldestUndoneMs', 15 * MINUTE],
    ['work_failing', 'firstFailureMs', 6 * HOUR],
    ['collection_late', 'collectionLagMs', HOUR],
    ['events_late', 'eventsLagMs', 15 * MINUTE],
    ['money_paused', 'pausedMs', HOUR],
    ['books_late', 'booksLagMs', 2 * DAY],
    ['mail_failing', 'mailFailingMs', 30 * MINUTE],
  ] as const)('%s is told of after its time', (cause, vital, limit) => {
    expect(stands(cause, { ...WELL, [vital]: limit })).toBe(false);
    expect(stands(cause, { ...WELL, [vital]: limit + 1 })).toBe(true);
  });

  it.each([
    [0, '0 minutes'],
    [MINUTE, '1 minute'],
    [2 * HOUR - 1, '119 minutes'],
    [2 * HOUR, '2 hours'],
    [2 * DAY - 1, '47 hours'],
    [2 * DAY, '2 days'],
  ])('%i ms are %s', (ms, words) => {
    expect(spell(ms)).toBe(words);
  });

  it('a part of a domain has 63 characters, what is before the @ has 64, an address 254', () => {
    expect(emailProblem(`ada@${'a'.repeat(63)}.test`)).toBeNull();
    expect(emailProblem(`ada@${'a'.repeat(64)}.test`)).toContain('63');
    expect(emailProblem(`${'a'.repeat(64)}@payer.test`)).toBeNull();
    expect(emailProblem(`${'a'.repeat(65)}@payer.test`)).toContain('64');
    const domain = `${`${'a'.repeat(49)}.`.repeat(4)}test`;
    expect(emailProblem(`${'a'.repeat(254 - domain.length - 1)}@${domain}`)).toBeNull();
    expect(emailProblem(`${'a'.repeat(254 - domain.length)}@${domain}`)).toContain('254');
  });

  it('an amount is typed in 40 characters at most', () => {
    const usd = parseCurrency('USD');
    if (usd === null) throw new Error('no dollar');
    expect(readTypedAmount('1'.padEnd(40), usd)).toBe(100);
    expect(readTypedAmount('1'.padEnd(41), usd)).toBeNull();
  });
});
