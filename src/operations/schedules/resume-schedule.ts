import { done, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { changeSchedule, type ScheduleAsk, type ScheduleChanged } from './change-schedule-row.ts';
import { type Missed, missedPeriods, skipRows } from './missed-periods.ts';

/**
 * Goes on with a paused schedule. Periods that fell due meanwhile are left out, or made: above the stated number of them a
 * person is asked first, as after an absence. Rejects with `not_found`, `schedule_ended`, and `schedule_status` where it is active.
 */
export const resumeSchedule = (
  ctx: Context,
  { missed, ...ask }: ScheduleAsk & { readonly missed: Missed },
): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, (facts, at) => {
    const { status, nextNumber } = facts.schedule;
    if (status !== 'paused') return refused({ code: 'schedule_status', status });
    const skipped =
      missed === 'skip' ? skipRows(ctx, facts, missedPeriods(facts, at), at) : { rows: [], nextNumber };
    return done({
      entry: { type: 'schedule_resumed', data: { missed } },
      set: { status: 'active', pausedAt: null, nextNumber: skipped.nextNumber, tries: 0 },
      rows: skipped.rows,
    });
  });
