import { EMPTY_HEAD } from '../../db/streams.ts';
import { insertSchedule, insertScheduleTerms } from '../../db/writes/schedules.ts';
import { daysBetween } from '../../domain/calendar.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import {
  changeSchedule,
  type Decided,
  type ScheduleAsk,
  type ScheduleChanged,
} from './change-schedule-row.ts';
import { readScheduleFacts, storedDay } from './facts.ts';
import { methodsFor } from './new-schedule.ts';
import { type CadenceAsk, planCadence } from './plan-cadence.ts';
import { type PreviewedPeriod, previewNext } from './preview.ts';
import { tellCadence } from './tell-customer.ts';

type Ask = CadenceAsk & {
  /** The id of the schedule by which it goes on: a retry makes the same one. */
  readonly successorId: string;
};

/**
 * Changes how often a schedule invoices, from its next period on: it ends with the days that are invoiced, and another goes on the day
 * after, in one commit. Its customer is mailed that it goes on, how often and from when, and of no end. Rejects as `planCadence` does,
 * with `not_found` and `schedule_ended`.
 */
export const changeCadence = (
  ctx: Context,
  { successorId, every, unit, day, startsOn, terms, ...ask }: ScheduleAsk & Ask,
): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, async (facts, at): Promise<Outcome<Decided>> => {
    const asked = { every, unit, day, startsOn, terms };
    const planned = await planCadence(ctx, facts, asked, { scheduleId: successorId, at });
    if (planned.kind !== 'done') return planned;
    const { through, successor } = planned.value;
    const { schedule, versions } = successor;
    const { customerId, currency } = schedule;
    const methods = await methodsFor(ctx, planned.value, customerId);
    const told = tellCadence(ctx, successor, methods, at);
    return done({
      entry: { type: 'schedule_cadence_changed', data: { through, successorId } },
      set: { runs: through, endsOn: null, succeededBy: successorId },
      appends: [
        {
          stream: { type: 'schedule', id: successorId },
          head: EMPTY_HEAD,
          type: 'schedule_created',
          data: { customerId, currency },
        },
      ],
      rows: [
        insertSchedule(ctx.db, schedule),
        ...versions.map((each) =>
          insertScheduleTerms(ctx.db, { ...each, scheduleId: successorId, createdAt: at }),
        ),
        ...told.rows,
      ],
      effects: told.effects,
    });
  });

/** What a change of the cadence does, before it is made. */
export type PreviewedCadence = {
  readonly startsOn: string;
  /** Days before that which neither the one nor the other invoices. */
  readonly daysLeftOut: number;
  /** How many invoices there are from then on; null without an end by number. */
  readonly runs: number | null;
  /** The next twelve under the new cadence. */
  readonly next: readonly PreviewedPeriod[];
};

/** Works out what a change of the cadence does, and writes nothing. Rejects as the change itself would be. */
export async function previewCadence(
  ctx: Context,
  { scope, scheduleId, ...ask }: Scoped<CadenceAsk & { readonly scheduleId: string }>,
): Promise<Outcome<PreviewedCadence>> {
  const facts = await readScheduleFacts(ctx, scope, scheduleId, '');
  if (facts === undefined) return refused({ code: 'not_found', what: 'schedule' });
  if (facts.schedule.status === 'ended') return refused({ code: 'schedule_ended' });
  const at = ctx.now();
  const planned = await planCadence(ctx, facts, ask, { scheduleId: '', at });
  if (planned.kind !== 'done') return planned;
  const { from, successor } = planned.value;
  const { startsOn, runs } = successor.schedule;
  const daysLeftOut = daysBetween(from, storedDay(startsOn));
  return done({ startsOn, daysLeftOut, runs, next: previewNext(ctx, successor, at) });
}
