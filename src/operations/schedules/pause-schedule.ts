import { done, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { changeSchedule, type ScheduleAsk, type ScheduleChanged } from './change-schedule-row.ts';

/** Makes no invoice until it is resumed. Rejects with `not_found`, `schedule_ended`, and `schedule_status` where it is paused. */
export const pauseSchedule = (ctx: Context, ask: ScheduleAsk): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, ({ schedule: { status } }, at) =>
    status === 'paused'
      ? refused({ code: 'schedule_status', status })
      : done({
          entry: { type: 'schedule_paused', data: null },
          set: { status: 'paused', pausedAt: at },
        }),
  );
