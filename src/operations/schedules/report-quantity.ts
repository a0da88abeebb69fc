import { selectPeriod } from '../../db/queries/schedules.ts';
import { reportQuantity as quantityRow } from '../../db/writes/schedules.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { done, refused } from '../../domain/outcome.ts';
import { numberOn, periodOf } from '../../domain/schedule/recurrence.ts';
import { metersOf } from '../../domain/schedule/terms.ts';
import { termsOf } from '../../domain/schedule/terms-in-force.ts';
import { readReported } from '../../domain/schedule/tiers.ts';
import type { Context } from '../core/context.ts';
import { changeSchedule, type ScheduleAsk, type ScheduleChanged } from './change-schedule-row.ts';

type Reported = {
  /** The period that today is in, or the next to be invoiced where that is later, where it is null. */
  readonly number: number | null;
  readonly meter: string;
  readonly quantity: string;
};

/**
 * Says what was counted in a period, until its invoice is made; a later report replaces the one before. Rejects with `not_found`,
 * `schedule_ended`, `invalid`, and `period_over` once it was invoiced or left out.
 */
export const reportQuantity = (
  ctx: Context,
  { number: asked, meter, quantity, ...ask }: ScheduleAsk & Reported,
): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, async ({ recurrence, schedule, versions }, at) => {
    const today = localDateAt(at, recurrence.timeZone);
    const number = asked ?? Math.max(schedule.nextNumber, numberOn(recurrence, today));
    const period = periodOf(recurrence, number);
    if (period === null) return refused({ code: 'not_found', what: 'period' });
    if (readReported(quantity) === null) {
      const message = 'Give a quantity from 0 up as text, with at most 9 digits and 6 decimals.';
      return refused({ code: 'invalid', problems: [{ path: 'quantity', message }] });
    }
    const meters = metersOf(termsOf(period, versions));
    if (!meters.includes(meter)) {
      const counted =
        meters.length === 0 ? 'It counts nothing.' : `It counts ${meters.toSorted().join(', ')}.`;
      const message = `No line of this schedule counts ${meter}. ${counted}`;
      return refused({ code: 'invalid', problems: [{ path: 'meter', message }] });
    }
    const [dealt] = await selectPeriod(ctx.db, ask.scheduleId, number);
    if (dealt !== undefined || number < schedule.nextNumber) {
      return refused({ code: 'period_over', number, outcome: dealt?.outcome ?? 'invoiced' });
    }
    return done({
      entry: { type: 'quantity_reported', data: { number, meter, quantity } },
      set: {},
      rows: [quantityRow(ctx.db, { scheduleId: ask.scheduleId, number, meter, quantity, reportedAt: at })],
    });
  });
