import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../../src/domain/watch/causes.ts';
import { isNotReady, isReady, standing } from '../../../src/domain/watch/limits.ts';
import { overSentenceOf } from '../../../src/domain/watch/over.ts';
import { sentenceOf, spell } from '../../../src/domain/watch/sentences.ts';
import { ILL, WELL } from './vitals-of.ts';

const MINUTE = 60_000;

describe('the limits', () => {
  it('find nothing wrong where nothing is', () => {
    expect(standing(WELL)).toEqual([]);
  });

  it.each(CAUSES)('find %s, alone, and say so in one sentence with what to do', (cause) => {
    const vitals = { ...WELL, ...ILL[cause] };
    expect(standing(vitals)).toEqual(
      cause === 'database_full' ? ['database_filling', 'database_full'] : [cause],
    );
    expect(sentenceOf(cause, vitals)).toMatch(/^[A-Z0-9].*\.$/);
    expect(sentenceOf(cause, WELL)).not.toContain('null');
    expect(overSentenceOf(cause)).toMatch(/^[A-Z].*\.$/);
  });

  it('begin above a limit, not at it', () => {
    expect(standing({ ...WELL, oldestUndoneMs: 15 * MINUTE })).toEqual([]);
    expect(standing({ ...WELL, oldestUndoneMs: 15 * MINUTE + 1 })).toEqual(['work_late']);
    expect(standing({ ...WELL, undeliveredToday: 4 })).toEqual([]);
    expect(standing({ ...WELL, database: { ...WELL.database, daysLeft: 29 } })).toEqual(['database_filling']);
  });

  it('call a deployment not ready where work is not done, and ready where a person only has to look', () => {
    expect(CAUSES.filter(isNotReady)).toEqual([
      'sweeps_stopped',
      'work_late',
      'collection_late',
      'events_late',
      'key_refused',
      'database_full',
    ]);
    const now = 1_000 * MINUTE;
    expect(isReady(null, now)).toBe(true);
    expect(isReady({ at: now - 10 * MINUTE, notReady: [] }, now)).toBe(true);
    expect(isReady({ at: now - 10 * MINUTE - 1, notReady: [] }, now)).toBe(false);
    expect(isReady({ at: now, notReady: ['key_refused'] }, now)).toBe(false);
  });

  it('are spelled as a person says them', () => {
    expect([1, 119, 120, 47 * 60, 49 * 60].map((minutes) => spell(minutes * MINUTE))).toEqual([
      '1 minute',
      '119 minutes',
      '2 hours',
      '47 hours',
      '2 days',
    ]);
  });
});
