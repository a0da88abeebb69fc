import { describe, expect, it } from 'vitest';
import { storageOf } from '../../src/domain/watch/growth.ts';
import { isReady, standing } from '../../src/domain/watch/limits.ts';
import { schemaStanding } from '../../src/domain/watch/schema.ts';
import { sentenceOf, spell } from '../../src/domain/watch/sentences.ts';
import { follow, mayTry } from '../../src/domain/watch/telling.ts';
import { ILL, WELL } from './watch/vitals-of.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('the person on duty', () => {
  it('is told in whole hours and days', () => {
    expect([DAY * 3 - 1, DAY * 3].map(spell)).toEqual(['2 days', '3 days']);
  });

  it('reads what a cause is about', () => {
    expect(sentenceOf('unknown_objects', { ...WELL, ...ILL.unknown_objects })).toContain(
      '1 payment at Stripe',
    );
    const full = { ...WELL, database: { ...WELL.database, bytes: 9_500_000_000 } };
    expect(sentenceOf('database_full', full)).toContain('95 % full and reaches its limit on 2035-01-01.');
    const unknown = { ...full, database: { ...full.database, fullOn: null } };
    expect(sentenceOf('database_full', unknown)).toContain('95 % full. Prune');
  });

  it('is not told anew while it lasts', () => {
    const row = { cause: 'work_late', since: 0, clearSince: null, told: {} } as const;
    expect(follow([row], ['work_late'], 5)).toEqual([]);
    expect(follow([{ ...row, clearSince: 1 }], ['work_late'], 5)).toEqual([row]);
    expect(follow([{ ...row, clearSince: 1 }], [], 5)).toEqual([]);
  });

  it('is told by a way that works, or was never tried', () => {
    expect(mayTry(null, 0)).toBe(true);
    const note = {
      failingSince: null,
      triedAt: 5,
      tries: 9,
      reason: null,
      noticeId: null,
      transportId: null,
    };
    expect(mayTry(note, 5)).toBe(true);
    expect(mayTry({ ...note, failingSince: 1 }, 5)).toBe(false);
  });

  it('reads how a schema stands', () => {
    const none = schemaStanding({ applied: [], checksums: new Map() }, [['0001.sql', 'a']]);
    expect(none).toMatchObject({ newest: null });
    expect(none.says).toContain('no schema yet: it lacks 0001.sql. Run `npm run deploy`');
    const five = Array.from({ length: 5 }, (_, at) => [`000${at}.sql`, 'a'] as const);
    const { says } = schemaStanding({ applied: ['x.sql'], checksums: new Map() }, five);
    expect(says).toContain('it lacks 0000.sql, 0001.sql, 0002.sql, 0003.sql, 0004.sql. Run');
  });

  it.each([
    ['a tick', 10 * MINUTE, [], true],
    ['a late tick', 10 * MINUTE + 1, [], false],
    ['what is not ready', 0, ['work_late'], false],
  ] as const)('finds %s', (_, ago, notReady, ready) => {
    expect(isReady({ at: 0, notReady }, ago)).toBe(ready);
    expect(isReady(null, ago)).toBe(true);
  });

  it('is called where a database is as full as it may be, or will be within thirty days', () => {
    const at = (change: object) => standing({ ...WELL, database: { ...WELL.database, ...change } });
    expect(at({ bytes: 7_999_999_999 })).toEqual([]);
    expect(at({ bytes: 8_000_000_000 })).toEqual(['database_filling']);
    expect(at({ bytes: 9_500_000_000 })).toEqual(['database_filling', 'database_full']);
    expect(at({ bytes: null, daysLeft: 30 })).toEqual([]);
    expect(at({ bytes: null, daysLeft: null })).toEqual([]);
  });

  it('knows when a database is full by how it grew', () => {
    const now = Date.parse('2026-12-31T00:00:00Z');
    const grown = storageOf({ '2026-12-30': 100, '2026-12-31': 200 }, 1_000, now);
    expect(grown).toEqual({ bytes: 200, limitBytes: 1_000, fullOn: '2027-01-08', daysLeft: 8 });
    expect(storageOf({ '2026-12-31': 200 }, 1_000, now).daysLeft).toBeNull();
    expect(storageOf({ '2026-12-30': 200, '2026-12-31': 200 }, 1_000, now).daysLeft).toBeNull();
    expect(storageOf({ '2026-12-30': 100, '2026-12-31': 2_000 }, 1_000, now).daysLeft).toBe(0);
    expect(storageOf({}, 1_000, now).bytes).toBeNull();
    // A sample of thirty days ago counts still, an older one does not.
    expect(storageOf({ '2026-12-01': 100, '2026-12-31': 400 }, 1_000, now).daysLeft).toBe(60);
    expect(storageOf({ '2026-11-30': 100, '2026-12-31': 400 }, 1_000, now).daysLeft).toBeNull();
  });
});
