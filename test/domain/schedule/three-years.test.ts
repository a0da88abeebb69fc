import { expect, it } from 'vitest';
import { localDateAt, parseLocalDate } from '../../../src/domain/calendar.ts';
import { nextRun } from '../../../src/domain/schedule/next-run.ts';
import type { Period, Recurrence } from '../../../src/domain/schedule/recurrence.ts';
import { dayByHand, manySchedules } from '../../support/calendar-by-hand.ts';
import { runs } from '../../support/properties.ts';

const START = Date.parse('2027-01-01T00:00:00Z');
const THREE_YEARS = 1_096;
const DAY = 86_400_000;

/** Draws that are the same in every run. */
function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator come round too soon.
    return (state >>> 9) % below;
  };
}

/** `TEST_PROPERTIES=many` has 500. */
const SCHEDULES = Math.min(500, runs(60).numRuns);

it('makes one invoice a period in three years of many schedules, however its runner fails', () => {
  const draw = drawing(7);
  const schedules = manySchedules(SCHEDULES).map(({ anchor, ...rest }) => {
    const day = parseLocalDate(anchor);
    if (day === null) throw new Error(anchor);
    const recurrence: Recurrence = { ...rest, anchor: day, endsOn: null, runs: null };
    return { recurrence, nextNumber: 1, checkAt: 0, made: new Map<number, { period: Period; at: number }>() };
  });
  let doubled = 0;
  /** One worker on one schedule: it reads, decides, and dies before or after it has written, or writes what another has. */
  const work = (schedule: (typeof schedules)[number], now: number): boolean => {
    const read = schedule.nextNumber;
    const next = nextRun(
      schedule.recurrence,
      { nextNumber: read, approvedThrough: Number.MAX_SAFE_INTEGER, catchUpLimit: 3 },
      now,
    );
    if (next.kind === 'wait') schedule.checkAt = next.until;
    if (next.kind !== 'make') return false;
    // Killed before its commit.
    if (draw(9) === 0) return false;
    // Another was faster: the row is there, and its commit fails as a whole.
    if (schedule.made.has(next.period.number)) throw new Error('a period twice');
    schedule.made.set(next.period.number, { period: next.period, at: now });
    schedule.nextNumber = read + 1;
    // A second worker that read the same before: it is refused by the row, and that is success.
    if (draw(4) === 0 && schedule.made.has(read)) doubled += 1;
    // Killed after its commit, or goes on.
    return draw(5) > 0;
  };
  let now = START;
  while (now < START + THREE_YEARS * DAY) {
    // Every few hours, late by minutes; sometimes away for a week, once in a while for a month.
    const away = draw(60) === 0 ? 7 * DAY : draw(300) === 0 ? 31 * DAY : 0;
    now += away + (2 + draw(9)) * 3_600_000 + draw(3_600_000);
    for (const schedule of schedules) while (now >= schedule.checkAt && work(schedule, now));
  }
  // It comes back at the end, once more and whole.
  for (let rounds = 0; rounds < 40; rounds += 1)
    for (const schedule of schedules) while (work(schedule, now));
  expect(doubled).toBeGreaterThan(0);
  for (const { recurrence, made } of schedules) {
    const numbers = [...made.keys()].toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    // What comes next has not come yet.
    const nextDay = dayByHand(recurrence, numbers.length + (recurrence.timing === 'advance' ? 0 : 1));
    expect(nextDay >= localDateAt(now, recurrence.timeZone)).toBe(true);
    for (const [number, { period, at }] of made) {
      expect(period.from).toBe(dayByHand(recurrence, number - 1));
      // Never before its day has come where the business is.
      const day = recurrence.timing === 'advance' ? period.from : dayByHand(recurrence, number);
      expect(localDateAt(at, recurrence.timeZone) >= day).toBe(true);
    }
  }
});
