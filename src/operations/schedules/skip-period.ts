import { selectPeriod } from '../../db/queries/schedules.ts';
import { done, refused } from '../../domain/outcome.ts';
import { periodOf } from '../../domain/schedule/recurrence.ts';
import type { Context } from '../core/context.ts';
import { changeSchedule, type ScheduleAsk, type ScheduleChanged } from './change-schedule-row.ts';
import { skipRows } from './missed-periods.ts';

/**
 * Leaves one period out, the next where none is named; it may be named long before. Rejects with `not_found`, also for a period that
 * the schedule does not have, with `schedule_ended`, and with `period_over` where it was invoiced or left out.
 */
export const skipPeriod = (
  ctx: Context,
  { number: asked, ...ask }: ScheduleAsk & { readonly number: number | null },
): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, async (facts, at) => {
    const number = asked ?? facts.schedule.nextNumber;
    const period = periodOf(facts.recurrence, number);
    if (period === null) return refused({ code: 'not_found', what: 'period' });
    const [dealt] = await selectPeriod(ctx.db, ask.scheduleId, number);
    if (dealt !== undefined || number < facts.schedule.nextNumber) {
      return refused({ code: 'period_over', number, outcome: dealt?.outcome ?? 'invoiced' });
    }
    const { rows, nextNumber } = skipRows(ctx, facts, [period], at);
    return done({
      entry: { type: 'schedule_period_skipped', data: { number } },
      set: { nextNumber },
      rows,
    });
  });
