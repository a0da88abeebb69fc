import { done, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { NO_MESSAGES } from '../core/queue-message.ts';
import { changeSchedule, type ScheduleAsk, type ScheduleChanged } from './change-schedule-row.ts';
import { tellBoth } from './tell-both.ts';

/** Makes no invoice until it is resumed. Rejects with `not_found`, `schedule_ended`, and `schedule_status` where it is paused. */
export const pauseSchedule = (ctx: Context, ask: ScheduleAsk): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, (facts, at) =>
    facts.schedule.status === 'paused'
      ? refused({ code: 'schedule_status', status: 'paused' })
      : done({
          entry: { type: 'schedule_paused', data: ask.byCustomer === undefined ? null : { by: 'customer' } },
          set: {
            status: 'paused',
            pausedAt: at,
            pausedBy: ask.byCustomer === undefined ? 'staff' : 'customer',
          },
          ...(ask.byCustomer === undefined
            ? NO_MESSAGES
            : tellBoth(ctx, facts, { did: 'paused' }, ask.commandId, at)),
        }),
  );
