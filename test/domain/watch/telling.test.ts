import { describe, expect, it } from 'vitest';
import type { Cause } from '../../../src/domain/watch/causes.ts';
import { type AlarmState, follow, mayTry, noticeFor } from '../../../src/domain/watch/telling.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A day and a half of ticks, with a cause that stands when `stands` says so: what was told, and when. */
function run(stands: (minute: number) => boolean, minutes: number) {
  const states = new Map<Cause, AlarmState>();
  const told: string[] = [];
  for (let minute = 0; minute <= minutes; minute += 1) {
    const now = minute * MINUTE;
    for (const row of follow([...states.values()], stands(minute) ? ['dead_effects'] : [], now)) {
      states.set(row.cause, { ...row, told: states.get(row.cause)?.told ?? row.told });
    }
    const notice = noticeFor([...states.values()], 'mail', now);
    for (const [what, rows] of [
      ['stands', notice?.standing ?? []],
      ['over', notice?.over ?? []],
    ] as const) {
      for (const row of rows) {
        told.push(`${what} at ${minute}`);
        states.set(row.cause, { ...row, told: { mail: { what, at: now } } });
      }
    }
  }
  return told;
}

describe('an alarm', () => {
  it('is told once a cause, once a day while it lasts, and once when it is over', () => {
    expect(run((minute) => minute >= 5 && minute < 1_600, 2_000)).toEqual([
      'stands at 5',
      'stands at 1445',
      'over at 1610',
    ]);
  });

  it('that is over before anybody was told is not told', () => {
    const [row] = follow([], ['work_late'], 0);
    const cleared = follow(row === undefined ? [] : [row], [], MINUTE);
    expect(noticeFor(cleared, 'mail', HOUR)).toBeNull();
  });

  it('that comes and goes each minute is one alarm, and one that comes back is not told within the hour', () => {
    expect(run((minute) => minute % 2 === 0, 300)).toEqual(['stands at 0']);
    expect(run((minute) => minute % 30 === 0, 200)).toEqual([
      'stands at 0',
      'over at 11',
      'stands at 90',
      'over at 101',
      'stands at 180',
      'over at 191',
    ]);
  });

  it('is told by each way for itself', () => {
    const states = [
      { cause: 'work_late', since: 0, clearSince: null, told: { mail: { what: 'stands', at: 0 } } },
    ] as const;
    expect(noticeFor(states, 'mail', HOUR)).toBeNull();
    expect(noticeFor(states, 'webhook', HOUR)).toMatchObject({
      standing: [{ cause: 'work_late' }],
      over: [],
    });
  });
});

describe('a way that fails', () => {
  const failing = (tries: number) => ({
    failingSince: 0,
    triedAt: 0,
    tries,
    reason: null,
    noticeId: null,
    transportId: null,
  });

  it('is tried after a minute, then less and less often, down to once an hour', () => {
    expect([MINUTE - 1, MINUTE].map((now) => mayTry(failing(1), now))).toEqual([false, true]);
    expect([3 * MINUTE, 4 * MINUTE].map((now) => mayTry(failing(3), now))).toEqual([false, true]);
    expect([31 * MINUTE, 32 * MINUTE].map((now) => mayTry(failing(6), now))).toEqual([false, true]);
    expect([HOUR - 1, HOUR].map((now) => mayTry(failing(7), now))).toEqual([false, true]);
    expect([HOUR - 1, HOUR].map((now) => mayTry(failing(500), now))).toEqual([false, true]);
    expect([HOUR, DAY].map((now) => mayTry(failing(999_999), now))).toEqual([true, true]);
    expect([DAY - 1, DAY].map((now) => mayTry(failing(1_000_000), now))).toEqual([false, true]);
  });
});
