import type { LocalDate } from '../../domain/calendar.ts';
import { addMonths, dayOfMonth } from '../../domain/months.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { type Cadence, lastDue, periodOf } from '../../domain/schedule/recurrence.ts';
import type { ScheduleTerms } from '../../domain/schedule/terms.ts';
import type { Context } from '../core/context.ts';
import { lastOf } from './end-schedule.ts';
import { type ScheduleFacts, storedDay } from './facts.ts';
import { type NewSchedule, newSchedule, readForNew } from './new-schedule.ts';

export type CadenceAsk = Cadence & {
  /** The day of the month that periods begin on; that of the first day where it is null. */
  readonly day: number | null;
  /** The first day under the new cadence; null for the day after the last that is invoiced. */
  readonly startsOn: LocalDate | null;
  /** What its invoices say from then on; null where that stays. */
  readonly terms: ScheduleTerms | null;
};

/** What a change of the cadence does: how far the schedule is invoiced as it is, and the one by which it goes on. */
export type CadenceChange = {
  readonly through: number;
  /** The first day that is not invoiced by the schedule as it is. */
  readonly from: LocalDate;
  readonly successor: NewSchedule;
  /** The id of the business's active connection. */
  readonly connectionId: string | null;
};

const invalid = (path: string, message: string) =>
  refused({ code: 'invalid' as const, problems: [{ path, message }] });

/**
 * What a change of the cadence does, worked out and not written. Rejects with `invalid`, `period_being_made`, `customer_erased`, and with
 * `schedule_status` where it is paused.
 */
export async function planCadence(
  ctx: Context,
  facts: ScheduleFacts,
  { every, unit, day, startsOn, terms }: CadenceAsk,
  { scheduleId, at }: { readonly scheduleId: string; readonly at: number },
): Promise<Outcome<CadenceChange>> {
  const { schedule, recurrence, quantities, skippedAhead, versions } = facts;
  if (schedule.status === 'paused') return refused({ code: 'schedule_status', status: 'paused' });
  if (schedule.problems !== null) return invalid('', 'Its invoice can’t be made: mend that first.');
  if (schedule.asksThrough !== null) {
    return invalid('', 'Say first what becomes of the periods that were missed.');
  }
  // In advance the running period is invoiced; in arrears it still will be.
  const through = recurrence.timing === 'advance' ? schedule.nextNumber - 1 : lastOf(facts, at);
  if (recurrence.timing === 'advance' && schedule.nextNumber <= lastDue(recurrence, at)) {
    const from = periodOf(recurrence, schedule.nextNumber)?.from ?? '';
    return refused({ code: 'period_being_made', number: schedule.nextNumber, from });
  }
  const next = periodOf(recurrence, through + 1);
  if (next === null) return invalid('', 'It ends with the period that’s running: create another schedule.');
  if (quantities.some(({ number }) => number > through)) {
    return invalid(
      '',
      `Something was counted for the period from ${next.from} on already: change it after that.`,
    );
  }
  if ([...skippedAhead].some((number) => number > through)) {
    return invalid('', 'A period that’s still to come was skipped: change it after that.');
  }
  if (startsOn !== null && startsOn < next.from) {
    return invalid('startsOn', `Days before ${next.from} are invoiced as it is: begin then or later.`);
  }
  const first = startsOn ?? next.from;
  const newest = versions[0]?.terms;
  if (newest === undefined) throw new Error('a schedule without terms');
  const scope = { merchantId: schedule.merchantId, livemode: schedule.livemode };
  const { customerId, name, timing, timeZone, hour, catchUpLimit, mails } = schedule;
  const read = await readForNew(ctx, scope, customerId);
  const successor = newSchedule(
    ctx,
    read,
    {
      scope,
      scheduleId,
      input: {
        ...{
          customerId,
          name,
          currency: facts.currency,
          every,
          unit,
          timing,
          timeZone,
          hour,
          catchUpLimit,
          mails,
        },
        startsOn: first,
        day: day ?? keptDay(facts, unit, first),
        trialDays: 0,
        endsOn: schedule.endsOn === null ? null : storedDay(schedule.endsOn),
        runs: schedule.runs === null ? null : schedule.runs - through,
        terms: terms ?? newest,
      },
    },
    at,
  );
  return successor.kind === 'done'
    ? done({ through, from: next.from, successor: successor.value, connectionId: read.connectionId })
    : successor;
}

/** The last of each month stays that, and so does any other day of the month, where the new cadence begins on it. */
function keptDay({ recurrence }: ScheduleFacts, unit: Cadence['unit'], first: LocalDate): number | null {
  const byMonths = (of: Cadence['unit']) => of === 'months' || of === 'years';
  if (!byMonths(recurrence.unit) || !byMonths(unit)) return null;
  const day = recurrence.day ?? dayOfMonth(recurrence.anchor);
  return addMonths(first, 0, day) === first ? day : null;
}
