import type { Statement } from '../../db/database.ts';
import { insertPeriods } from '../../db/writes/schedules.ts';
import { lastDue, type Period, periodsFrom } from '../../domain/schedule/recurrence.ts';
import type { Context } from '../core/context.ts';
import { numberAfter, type ScheduleFacts } from './facts.ts';

/** What becomes of periods that were missed: they are left out, or made one after the other. */
export type Missed = 'skip' | 'catch_up';

/** So many at once: D1 takes two megabytes a value. Of more, the rest is asked about again. */
const MOST = 10_000;

/** Periods that are due and not dealt with, the first first. */
export function missedPeriods(facts: ScheduleFacts, now: number, most = MOST): readonly Period[] {
  const { recurrence, schedule, skippedAhead } = facts;
  const through = lastDue(recurrence, now);
  const count = Math.min(most, Math.max(0, through - schedule.nextNumber + 1));
  return periodsFrom(recurrence, schedule.nextNumber, count).filter(
    ({ number }) => !skippedAhead.has(number),
  );
}

type Skipped = { readonly rows: readonly Statement[]; readonly nextNumber: number };

/** The rows that leave periods out, and the number that is next then. */
export function skipRows(
  ctx: Context,
  { schedule, skippedAhead }: ScheduleFacts,
  periods: readonly Period[],
  at: number,
): Skipped {
  const numbers = new Set([...skippedAhead, ...periods.map(({ number }) => number)]);
  const rows = periods.map((period) => skippedPeriod(schedule.id, period, at));
  return {
    rows: rows.length === 0 ? [] : [insertPeriods(ctx.db, rows)],
    nextNumber: numberAfter(schedule.nextNumber - 1, numbers),
  };
}

/** The row of a period that no invoice is made of. */
export const skippedPeriod = (scheduleId: string, { number, from, to }: Period, at: number) => ({
  scheduleId,
  number,
  part: 0,
  fromDate: from,
  toDate: to,
  outcome: 'skipped' as const,
  createdAt: at,
});
