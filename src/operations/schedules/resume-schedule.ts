import { done, refused } from '../../domain/outcome.ts';
import { invoicedOn, periodOf } from '../../domain/schedule/recurrence.ts';
import type { Context } from '../core/context.ts';
import { changeSchedule, type ScheduleAsk, type ScheduleChanged } from './change-schedule-row.ts';
import { type Missed, missedPeriods, skipRows } from './missed-periods.ts';
import { tellBoth } from './tell-both.ts';

/**
 * Goes on with a paused schedule. Periods that fell due meanwhile are left out, or made: above the stated number of them a
 * person is asked first, as after an absence. Rejects with `not_found`, `schedule_ended`, and `schedule_status` where it is active.
 */
export const resumeSchedule = (
  ctx: Context,
  { missed, ...ask }: ScheduleAsk & { readonly missed: Missed },
): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, (facts, at) => {
    const { status, nextNumber, pausedBy } = facts.schedule;
    if (status !== 'paused') return refused({ code: 'schedule_status', status });
    // What the business stopped is not their customer's to start.
    if (ask.byCustomer !== undefined && pausedBy !== 'customer')
      return refused({ code: 'not_found', what: 'schedule' });
    const skipped =
      missed === 'skip' ? skipRows(ctx, facts, missedPeriods(facts, at), at) : { rows: [], nextNumber };
    const { byCustomer, commandId } = ask;
    const set = {
      status: 'active',
      pausedAt: null,
      pausedBy: null,
      nextNumber: skipped.nextNumber,
      tries: 0,
    } as const;
    if (byCustomer === undefined) {
      return done({ entry: { type: 'schedule_resumed', data: { missed } }, set, rows: skipped.rows });
    }
    const next = periodOf(facts.recurrence, skipped.nextNumber);
    const nextOn = next === null ? null : invoicedOn(facts.recurrence, next);
    const told = tellBoth(ctx, facts, { did: 'resumed', nextOn }, commandId, at);
    return done({
      entry: { type: 'schedule_resumed', data: { missed, by: 'customer' } },
      set,
      rows: [...skipped.rows, ...told.rows],
      effects: told.effects,
    });
  });
