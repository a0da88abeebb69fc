import { describe, expect, it } from 'vitest';
import { DEFAULT_RETENTION, parseRetention } from '../../src/domain/retention.ts';

describe('days of keeping', () => {
  it('are the usual ones where nothing is said', () => {
    for (const text of ['', ' ', ','])
      expect(parseRetention(text)).toEqual({ kind: 'ok', value: DEFAULT_RETENTION });
  });

  it('are those that docs/RETENTION.md promises', () => {
    expect(DEFAULT_RETENTION).toEqual({
      events: 31,
      jobs: 7,
      messages: 90,
      requests: 31,
      findings: 400,
      journal: 1_100,
      agreements: 731,
      mapping: 30,
      webhooks: 30,
    });
  });

  it.each([
    ['events', 31],
    ['jobs', 1],
    ['messages', 35],
    ['requests', 2],
    ['findings', 90],
    ['journal', 400],
    ['agreements', 731],
    ['webhooks', 4],
    ['mapping', 7],
  ] as const)('of %s are %i at least', (name, least) => {
    expect(parseRetention(`${name}=${least}`)).toMatchObject({ kind: 'ok', value: { [name]: least } });
    expect(parseRetention(`${name}=${least - 1}`).kind).toBe('wrong');
    expect(parseRetention(`${name}=36500`).kind).toBe('ok');
    expect(parseRetention(`${name}=36501`).kind).toBe('wrong');
  });

  it('are what is said of each, and the others as usual', () => {
    expect(parseRetention(' jobs = 14,journal=3650 ')).toEqual({
      kind: 'ok',
      value: { ...DEFAULT_RETENTION, jobs: 14, journal: 3650 },
    });
  });

  it.each([
    ['events=30', 'events has to be kept for 31 to 36500 days'],
    ['journal=36501', 'journal has to be kept for 400 to 36500 days'],
    ['agreements=1', 'agreements has to be kept for 731'],
    ['jobs=-1', 'each part should be a name and days'],
    ['jobs=1.5', 'each part should be'],
    ['jobs', 'each part should be'],
    ['constructor=40', '"constructor=40" should be'],
    ['jobs=14; messages=90', 'should be a name and days'],
  ])('%s is refused in words', (text, words) => {
    expect(parseRetention(text)).toEqual({ kind: 'wrong', why: expect.stringContaining(words) });
  });
});
