import { addDays, localDateAt } from '../../domain/calendar.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import { numberOn } from '../../domain/schedule/recurrence.ts';
import type { Context } from '../core/context.ts';
import {
  changeSchedule,
  type Decided,
  type ScheduleAsk,
  type ScheduleChanged,
} from './change-schedule-row.ts';
import type { ScheduleFacts } from './facts.ts';
import { readRunning, settleRest } from './mid-period.ts';
import { tellBoth } from './tell-both.ts';
import { lastDayOf, tellEnded } from './tell-customer.ts';

export type EndAsk = {
  /** `period_end`: the period that today is in is still invoiced, where it was not before. */
  readonly when: 'now' | 'period_end';
  /** At once: whether days that were invoiced in advance and will not come are given back. */
  readonly giveBack: boolean;
};

/** The number of the last period that is invoiced where a schedule ends with the one that is running; 0 where none is. */
export const lastOf = (
  { recurrence, schedule }: Pick<ScheduleFacts, 'recurrence' | 'schedule'>,
  at: number,
): number => Math.max(numberOn(recurrence, localDateAt(at, recurrence.timeZone)), schedule.nextNumber - 1);

/**
 * Ends a schedule for good. Rejects with `not_found`, `schedule_ended`, and where days are to be given back with
 * `period_being_made` and `period_invoice_draft`.
 */
export const endSchedule = (
  ctx: Context,
  { when, giveBack, ...ask }: ScheduleAsk & EndAsk,
): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, async (facts, at): Promise<Outcome<Decided>> => {
    const { recurrence, schedule } = facts;
    const today = localDateAt(at, recurrence.timeZone);
    if (when === 'period_end') {
      const through = lastOf(facts, at);
      const lastDay = lastDayOf(recurrence, through);
      const { byCustomer, commandId } = ask;
      const told =
        byCustomer === undefined
          ? tellEnded(ctx, facts, { lastDay, isNow: false }, at)
          : tellBoth(ctx, facts, { did: 'ended', lastDay }, commandId, at);
      return done({
        entry: {
          type: 'schedule_ended',
          data: byCustomer === undefined ? { when, through } : { when, through, by: 'customer' },
        },
        set: { runs: Math.min(schedule.runs ?? through, through), endsOn: null },
        ...told,
      });
    }
    const entry = { type: 'schedule_ended', data: { when, through: schedule.nextNumber - 1 } } as const;
    const set = { status: 'ended', problems: null } as const;
    const told = tellEnded(
      ctx,
      facts,
      { lastDay: lastDayOf(recurrence, schedule.nextNumber - 1), isNow: true },
      at,
    );
    if (!giveBack || recurrence.timing === 'arrears') return done({ entry, set, ...told });
    const running = await readRunning(ctx, facts, { today, now: at });
    if (running.kind !== 'done') return running;
    // Today is still theirs.
    const from = addDays(today, 1);
    if (running.value === null || from > running.value.period.to) return done({ entry, set, ...told });
    const rest = { from, to: running.value.period.to };
    const settled = await settleRest(ctx, facts, running.value, { rest, terms: null, at });
    if (settled.kind !== 'done') return settled;
    const { appends, rows, effects } = settled.value;
    const ended = tellEnded(ctx, facts, { lastDay: today, isNow: true }, at);
    return done({
      entry,
      set,
      appends,
      rows: [...rows, ...ended.rows],
      effects: [...effects, ...ended.effects],
    });
  });
