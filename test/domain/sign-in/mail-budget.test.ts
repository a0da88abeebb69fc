import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOwnMail, nextSharedMail, type SignInMail } from '../../../src/domain/sign-in/mail-budget.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-29T00:00:00Z');

/** The mails that requests at these instants cause, oldest first. */
function caused(instants: readonly number[], next: typeof nextSharedMail): readonly SignInMail[] {
  const mails: SignInMail[] = [];
  for (const now of instants) {
    const past = mails.filter(({ dueAt }) => dueAt > now - DAY).toReversed();
    const mail = next(past, now);
    if (mail !== null) mails.push(mail);
  }
  return mails;
}

const within = (mails: readonly SignInMail[], ms: number): number =>
  Math.max(
    0,
    ...mails.map(({ dueAt }) => mails.filter((m) => m.dueAt >= dueAt && m.dueAt < dueAt + ms).length),
  );

const every = (ms: number, forMs: number) =>
  Array.from({ length: Math.floor(forMs / ms) }, (_, place) => START + place * ms);

describe('what strangers cause at an address', () => {
  it('is three mails in an hour with growing gaps, and ten in a day, however often they ask', () => {
    const mails = caused(every(5_000, 3 * DAY), nextSharedMail);
    const minutes = mails.slice(0, 5).map(({ dueAt }) => Math.round((dueAt - START) / MINUTE));
    expect(minutes).toEqual([0, 1, 6, 66, 186]);
    expect(within(mails, HOUR)).toBe(3);
    expect(within(mails, DAY)).toBeLessThanOrEqual(10);
  });

  it('leaves at every instant a link that works for whoever asks then', () => {
    const mails = caused(every(5_000, 2 * DAY), nextSharedMail);
    for (const at of every(7_000, 2 * DAY)) {
      const sent = mails.filter(({ dueAt }) => dueAt <= at + MINUTE);
      expect(sent.some((mail) => at <= mail.closesAt && at + MINUTE < mail.expiresAt)).toBe(true);
    }
  });

  it('stays within three an hour and ten a day at any pattern of requests', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * HOUR }), { maxLength: 400 }), (gaps) => {
        let at = START;
        const instants = gaps.map((gap) => (at += gap));
        const mails = caused(instants, nextSharedMail);
        expect(within(mails, HOUR)).toBeLessThanOrEqual(3);
        expect(within(mails, DAY)).toBeLessThanOrEqual(10);
        expect(mails.every((mail, place) => place === 0 || mail.dueAt > (mails[place - 1]?.dueAt ?? 0))).toBe(
          true,
        );
      }),
    );
  });
});

describe('a link', () => {
  it('works for 15 minutes, and before a longer wait for as long as the wait', () => {
    const [first, second, third] = caused(every(MINUTE, HOUR), nextSharedMail);
    const lives = [first, second, third].map(
      (mail) => ((mail?.expiresAt ?? 0) - (mail?.dueAt ?? 0)) / MINUTE,
    );
    expect(lives).toEqual([15, 15, 60]);
  });

  it('that its owner ended holds up no new one', () => {
    const ended = { dueAt: START - 1000, expiresAt: START - 1 };
    expect(nextSharedMail([ended], START)?.dueAt).toBe(START);
    const three = [1, 2, 3].map((minutes) => ({ dueAt: START - minutes * MINUTE, expiresAt: START - 1 }));
    expect(nextSharedMail(three, START)).toBeNull();
  });

  it('asked for while one is put off comes with that one', () => {
    const [now, later] = caused([START, START + 1], nextSharedMail);
    expect([now?.dueAt, later?.dueAt]).toEqual([START, START + MINUTE]);
    expect(caused([START, START + 1, START + 2, START + 3], nextSharedMail)).toHaveLength(2);
  });
});

describe('a browser that signed in before', () => {
  it('has a small share of its own: one now, six an hour, twenty a day', () => {
    expect(nextOwnMail([], START)?.dueAt).toBe(START);
    const mails = caused(every(1_000, 2 * DAY), nextOwnMail);
    expect([within(mails, HOUR), within(mails, DAY)]).toEqual([6, 20]);
  });
});
