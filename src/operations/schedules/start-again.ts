import { done, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { changeSchedule, type ScheduleAsk, type ScheduleChanged } from './change-schedule-row.ts';

/** Tries a stopped schedule's invoice once more, after what kept it was mended. Rejects with `schedule_waits_for_nothing`. */
export const startScheduleAgain = (ctx: Context, ask: ScheduleAsk): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, ({ schedule: { problems } }) =>
    problems === null
      ? refused({ code: 'schedule_waits_for_nothing' })
      : done({
          entry: { type: 'schedule_started_again', data: null },
          set: { problems: null, tries: 0 },
        }),
  );
