import { done } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { changeSchedule, type ScheduleAsk, type ScheduleChanged } from './change-schedule-row.ts';

/**
 * Says whether a schedule's customer is mailed of what becomes of it, from now on: a mail of a new price that waits for its day asks
 * again then. Rejects with `not_found` and `schedule_ended`.
 */
export const setScheduleMails = (
  ctx: Context,
  { mails, ...ask }: ScheduleAsk & { readonly mails: boolean },
): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, () =>
    done({ entry: { type: 'schedule_mails_set', data: { mails } }, set: { mails } }),
  );
