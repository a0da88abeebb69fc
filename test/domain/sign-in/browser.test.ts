import { describe, expect, it } from 'vitest';
import {
  answeredBy,
  askedBy,
  isKnownTo,
  readBrowser,
  signedInBy,
} from '../../../src/domain/sign-in/browser.ts';

const hash = 'a'.repeat(64);
const none = { secret: 'f'.repeat(64), asks: [] };
const MAIL = { dueAt: 1_000_000, closesAt: 1_060_000, browserHash: null };
const asked = (askedAt: number, after: number | null = null) =>
  askedBy(none, { address: 'ada', askedAt, next: null, after });
const isFor = (askedAt: number, after: number | null = null) =>
  answeredBy(asked(askedAt, after), { hash, address: 'ada', mail: MAIL }) !== null;

describe('a link', () => {
  it('is for browsers that asked before it went, and while no other one was due', () => {
    expect([isFor(1_000_000), isFor(1_060_000), isFor(1_060_001)]).toEqual([true, true, false]);
    expect(isFor(MAIL.dueAt - 5 * 3_600_000)).toBe(false);
  });

  it('is for no browser that did not ask, or asked for another address', () => {
    expect(answeredBy(none, { hash, address: 'ada', mail: MAIL })).toBeNull();
    expect(answeredBy(asked(1_000_000), { hash, address: 'eve', mail: MAIL })).toBeNull();
  });

  it('is not opened by asking from it: only a later mail answers that', () => {
    expect([isFor(1_000_001, MAIL.dueAt), isFor(1_000_001, MAIL.dueAt - 1)]).toEqual([false, true]);
  });

  it('for a known browser is for that one alone', () => {
    const own = { ...MAIL, browserHash: hash };
    expect(answeredBy(asked(1_000_000), { hash, address: 'ada', mail: own })).not.toBeNull();
    expect(answeredBy(asked(1_000_000), { hash: 'b'.repeat(64), address: 'ada', mail: own })).toBeNull();
  });
});

describe('a browser', () => {
  it('is known once it signed in, to that address alone, and stays so when it asks again', () => {
    const known = signedInBy(asked(1), 'ada');
    const again = askedBy(known, { address: 'ada', askedAt: 2, next: null, after: null });
    expect([isKnownTo(known, 'ada'), isKnownTo(again, 'ada'), isKnownTo(known, 'eve')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(isKnownTo(signedInBy(none, 'ada'), 'ada')).toBe(false);
  });

  it('remembers six addresses, the newest first, in less than a cookie holds, and is read back as it was', () => {
    let browser = asked(0);
    for (let at = 1; at < 10; at += 1) {
      browser = askedBy(browser, {
        address: `a${at}`,
        askedAt: at,
        next: '/portal/'.padEnd(200, 'x'),
        after: null,
      });
    }
    expect(browser.asks.map(({ address }) => address).slice(0, 2)).toEqual(['a9', 'a8']);
    expect(browser.asks).toHaveLength(6);
    expect(btoa(JSON.stringify(browser)).length).toBeLessThan(3800);
    expect(readBrowser(JSON.stringify(browser))).toEqual(browser);
    expect([readBrowser('{}'), readBrowser('no'), readBrowser('{"secret":1,"asks":[]}')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
