import { done, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { changeSchedule, type ScheduleAsk, type ScheduleChanged } from './change-schedule-row.ts';
import { type Missed, missedPeriods, skipRows } from './missed-periods.ts';

/**
 * Answers what a schedule asks that missed more periods than it makes by itself: all that were listed are made, or left out. More
 * that were missed since are asked about again. Rejects with `not_found`, `schedule_ended` and `schedule_waits_for_nothing`.
 */
export const answerSchedule = (
  ctx: Context,
  { missed, ...ask }: ScheduleAsk & { readonly missed: Missed },
): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, (facts, at) => {
    const { asksThrough: through } = facts.schedule;
    if (through === null) return refused({ code: 'schedule_waits_for_nothing' });
    const entry = { type: 'schedule_answered', data: { through, missed } } as const;
    if (missed === 'catch_up') return done({ entry, set: { approvedThrough: through, asksThrough: null } });
    const periods = missedPeriods(facts, at).filter(({ number }) => number <= through);
    const { rows, nextNumber } = skipRows(ctx, facts, periods, at);
    return done({ entry, set: { nextNumber, asksThrough: null }, rows });
  });
