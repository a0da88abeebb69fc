import { describe, expect, it } from 'vitest';
import {
  firstDue,
  LEAD,
  lateNoticeOf,
  linkNoticeOf,
  nextDue,
  noticeOf,
} from '../../../src/domain/collection/charge-dates.ts';
import { isMethodExpired } from '../../../src/domain/collection/choose-method.ts';
import { isDebitSpent } from '../../../src/domain/collection/limits.ts';
import { NOTICE_HOLDS, namedAtSending } from '../../../src/domain/collection/named-at-sending.ts';
import { lastRound } from '../../../src/domain/collection/rounds.ts';
import { a, bank, type Changes, cancelled, card, DAY, due, factsOf, failed, HOUR, utc } from './facts.ts';

const MINUTE = 60_000;
const sentAt = utc('2026-12-01T12:00:00Z');
const NONE = { kind: 'none' };
const named = (charge: number) => ({ sent: 'reached', notice: 'none', charge, retryAt: null }) as const;

describe('the first charge', () => {
  const inARow = (count: number, last: number) =>
    Array.from({ length: count }, (_, at) => cancelled(`p${at}`, a, last - (count - 1 - at) * MINUTE));

  it('is announced by whoever chose the due date, from then on', () => {
    const asked = { askedAt: due, choice: 'on_due_date', chosenAt: due + 2 * DAY } as const;
    const chosen = (now: number, chosenAt: number | null = asked.chosenAt) =>
      namedAtSending(
        factsOf({ now, invoice: { asked: { ...asked, chosenAt }, announced: named(due - 9 * DAY) } }),
        due,
      );
    expect(chosen(due + 3 * DAY)).toBe('named');
    expect(chosen(due + 3 * DAY + 1)).toBe('named_long_ago');
    expect(chosen(due + DAY)).toBe('not_named');
    expect(chosen(due + DAY, null)).toBe('named');
    expect(chosen(due + DAY + 1, null)).toBe('named_long_ago');
  });

  it('waits ten minutes after five cancelled in a row, where that is later than its day, and twice as long after each more', () => {
    const firstAfter = (count: number, last: number) =>
      firstDue(factsOf({ attempts: inARow(count, last) }), sentAt, 'on_due_date');
    expect(firstAfter(5, due - 10 * MINUTE)).toEqual({ at: due, why: 'scheduled' });
    expect(firstAfter(5, due - 10 * MINUTE + 1)).toEqual({ at: due + 1, why: 'retry_later' });
    expect(firstAfter(4, due)).toEqual({ at: due, why: 'scheduled' });
    const pauses = [5, 6, 7, 8, 20].map((count) => (firstAfter(count, due).at - due) / MINUTE);
    expect(pauses).toEqual([10, 20, 40, 60, 60]);
  });

  it('is called noticed where its notice named that instant', () => {
    const noticed = factsOf({ invoice: { noticedFor: due } });
    expect(firstDue(noticed, sentAt, 'on_due_date')).toEqual({ at: due, why: 'noticed' });
  });
});

describe('the next charge', () => {
  const round = lastRound([
    { ...failed('p1', a, 'insufficient_funds', due), failedAt: due, verdict: 'retry_later' },
  ]);
  const facts = factsOf({ merchant: { retryDays: [3] } });

  it('is on the day of the retry, and never before the first', () => {
    const retry = due + 3 * DAY;
    expect(nextDue(facts, { at: due, why: 'scheduled' }, round)).toEqual({ at: retry, why: 'retry_later' });
    expect(nextDue(facts, { at: retry, why: 'noticed' }, round)).toEqual({ at: retry, why: 'retry_later' });
    const later = { at: retry + 1, why: 'noticed' } as const;
    expect(nextDue(facts, later, round)).toEqual(later);
    expect(nextDue(factsOf({ merchant: { retryDays: [] } }), later, round)).toBe('used_up');
  });
});

describe('the notice of a charge', () => {
  const planned = utc('2026-12-12T09:00:00Z');
  const at = (now: number, changes: Changes = {}) =>
    noticeOf(factsOf({ ...changes, now }), sentAt, 'on_due_date', due);

  it('goes out on its day, at the latest half a day ahead, and else the charge follows it', () => {
    expect(at(planned - 1)).toEqual({ kind: 'later', at: planned });
    expect(at(planned)).toEqual({ kind: 'now', chargeAt: due });
    expect(at(due - LEAD)).toEqual({ kind: 'now', chargeAt: due });
    expect(at(due - LEAD + 1)).toEqual({ kind: 'now', chargeAt: due + DAY });
  });

  it('names the instant itself where the charge was put off to no full hour', () => {
    const putOff = (now: number) => noticeOf(factsOf({ now }), sentAt, 'on_due_date', due + 1);
    expect(putOff(due + 1 - LEAD)).toEqual({ kind: 'now', chargeAt: due + 1 });
    expect(putOff(due + 2 - LEAD)).toEqual({ kind: 'now', chargeAt: due + DAY });
  });

  it('is the invoice itself where it is charged on sending, or has no day', () => {
    const charged = (changes: Changes, policy: 'on_send' | 'on_due_date') =>
      noticeOf(factsOf({ now: sentAt, ...changes }), sentAt, policy, due);
    expect(charged({}, 'on_send')).toEqual(NONE);
    expect(charged({ invoice: { dueDate: null, announced: named(due) } }, 'on_due_date')).toEqual(NONE);
    expect(charged({}, 'on_due_date')).toEqual({ kind: 'later', at: planned });
  });

  it('is half a day ahead at least, and a day after the sending', () => {
    expect(LEAD).toBe(12 * HOUR);
    const sentLate = planned - 1;
    const late = (now: number) => noticeOf(factsOf({ now }), sentLate, 'on_due_date', due);
    expect(late(sentLate)).toEqual({ kind: 'later', at: sentLate + DAY });
    const sentLast = due - LEAD - DAY;
    expect(noticeOf(factsOf({ now: sentLast }), sentLast, 'on_due_date', due).kind).toBe('later');
    expect(noticeOf(factsOf({ now: sentLast }), sentLast + 1, 'on_due_date', due)).toEqual(NONE);
  });

  it('is not needed once it went out, for as long as it holds', () => {
    const invoice = { noticedFor: due };
    expect(at(due + NOTICE_HOLDS, { invoice })).toEqual(NONE);
    expect(at(due + NOTICE_HOLDS + 1, { invoice })).not.toEqual(NONE);
  });

  it('is not needed where the invoice named it and the merchant gives none', () => {
    expect(at(due, { merchant: { noticeDays: 0 } })).toEqual(NONE);
    const onSend = noticeOf(factsOf({ merchant: { policy: 'on_send' } }), sentAt, 'on_send', sentAt);
    expect(onSend).toEqual(NONE);
  });

  it('of a charge that the invoice did not name has its days in full, and one at least', () => {
    const announced = { sent: 'reached', notice: 'none', charge: null, retryAt: null } as const;
    const unnamed = (now: number, noticeDays: number) =>
      at(now, { invoice: { announced }, merchant: { noticeDays } });
    expect(unnamed(planned - 1, 3)).toEqual({ kind: 'later', at: planned });
    expect(unnamed(planned, 3)).toEqual({ kind: 'now', chargeAt: due });
    expect(unnamed(due, 3)).toEqual({ kind: 'now', chargeAt: due + 3 * DAY });
    expect(unnamed(due, 0)).toEqual({ kind: 'now', chargeAt: due + DAY });
  });

  it('of an invoice that nobody got is given whatever the merchant gives', () => {
    const announced = { sent: 'nobody', notice: 'none', charge: due, retryAt: null } as const;
    const unseen = at(due, { invoice: { announced }, merchant: { noticeDays: 0 } });
    expect(unseen).toEqual({ kind: 'now', chargeAt: due + DAY });
  });

  it('of a further attempt is given once the one before it holds no longer', () => {
    const late = (now: number, changes: Changes = {}) => lateNoticeOf(factsOf({ ...changes, now }), due);
    expect(late(due + NOTICE_HOLDS)).toEqual(NONE);
    expect(late(due + NOTICE_HOLDS + 1)).toEqual({ kind: 'now', chargeAt: due + NOTICE_HOLDS + DAY });
    expect(late(due + NOTICE_HOLDS + 1, { merchant: { noticeDays: 0 } })).toEqual(NONE);
    expect(late(due + 2 * NOTICE_HOLDS, { invoice: { noticedFor: due + NOTICE_HOLDS } })).toEqual(NONE);
  });

  it('of what a link kept is for that very method', () => {
    const noticed = (noticedMethod: string | null) =>
      linkNoticeOf(factsOf({ now: due, invoice: { noticedFor: due, noticedMethod } }), sentAt, 'a', due);
    expect(noticed('a')).toEqual(NONE);
    expect(noticed('b')).toEqual({ kind: 'now', chargeAt: due + 3 * DAY });
    const long = factsOf({ now: due + NOTICE_HOLDS + 1, invoice: { noticedFor: due, noticedMethod: 'a' } });
    expect(linkNoticeOf(long, sentAt, 'a', due)).not.toEqual(NONE);
  });

  it('that the invoice gave stands for a day after what it named, and not a day before', () => {
    const given = (now: number, chargeAt: number) => namedAtSending(factsOf({ now }), chargeAt);
    expect(given(sentAt, due)).toBe('named');
    expect(given(due + DAY, due)).toBe('named');
    expect(given(due + DAY + 1, due)).toBe('named_long_ago');
    expect(given(sentAt, due - 9 * HOUR)).toBe('named');
    expect(given(sentAt, due - 9 * HOUR - 1)).toBe('not_named');
  });
});

describe('a method', () => {
  it('without a whole date expires never, a card with its month where the merchant is', () => {
    const half = (change: object) => isMethodExpired({ ...a, ...change }, 'UTC', due);
    expect(half({ expMonth: null, expYear: 2020 })).toBe(false);
    expect(half({ expMonth: 1, expYear: null })).toBe(false);
    const end = utc('2027-01-01T05:00:00Z');
    const december = card('d', { expMonth: 12, expYear: 2026 });
    expect(isMethodExpired(december, 'America/New_York', end - 1)).toBe(false);
    expect(isMethodExpired(december, 'America/New_York', end)).toBe(true);
  });

  it('that is an account may be presented for 180 days, three times', () => {
    const account = bank('x');
    const at = utc('2026-01-01T00:00:00Z');
    const tries = (count: number) =>
      Array.from({ length: count }, (_, place) => failed(`p${place}`, account, 'insufficient_funds', at));
    const first = at - 2_000;
    expect(isDebitSpent(account, tries(2), first + 180 * DAY)).toBe(false);
    expect(isDebitSpent(account, tries(2), first + 180 * DAY + 1)).toBe(true);
    expect(isDebitSpent(account, tries(3), first)).toBe(true);
    expect(isDebitSpent(account, [], first)).toBe(false);
  });
});
