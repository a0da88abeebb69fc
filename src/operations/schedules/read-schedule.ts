import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { periodAt } from '../../domain/schedule/recurrence.ts';
import { termsOf } from '../../domain/schedule/terms-in-force.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { readScheduleFacts } from './facts.ts';
import { missedPeriods } from './missed-periods.ts';
import { type PreviewedPeriod, previewNext, previewPeriod } from './preview.ts';
import { type ScheduleResource, scheduleResource } from './schedule-resource.ts';
import { termsResource } from './terms-resource.ts';

/** Of very many missed periods so many are listed. */
const MOST_MISSED = 36;

/** A schedule with the terms of its next invoice. */
export type ReadSchedule = ScheduleResource & {
  readonly terms: ReturnType<typeof termsResource>;
  /** What it asks about, where more was missed than it makes by itself: the first of them. */
  readonly missed: readonly PreviewedPeriod[];
};

type Ask = Scoped<{ readonly scheduleId: string }>;

export async function readSchedule(ctx: Context, { scope, scheduleId }: Ask): Promise<Outcome<ReadSchedule>> {
  const facts = await readScheduleFacts(ctx, scope, scheduleId, '');
  if (facts === undefined) return refused({ code: 'not_found', what: 'schedule' });
  const at = ctx.now();
  const { schedule, recurrence, versions } = facts;
  const next = periodAt(recurrence, schedule.nextNumber);
  if (next === null) throw new Error(`a schedule beyond the calendar: ${scheduleId}`);
  const missed = schedule.asksThrough === null ? [] : missedPeriods(facts, at, MOST_MISSED);
  return done({
    ...scheduleResource(schedule),
    terms: termsResource(termsOf(next, versions)),
    missed: missed.map((period) => previewPeriod(ctx, facts, period, at)),
  });
}

/** The next twelve invoices of a schedule, with their days and amounts. */
export async function previewSchedule(
  ctx: Context,
  { scope, scheduleId }: Ask,
): Promise<Outcome<readonly PreviewedPeriod[]>> {
  const facts = await readScheduleFacts(ctx, scope, scheduleId, '');
  if (facts === undefined) return refused({ code: 'not_found', what: 'schedule' });
  return done(facts.schedule.status === 'ended' ? [] : previewNext(ctx, facts, ctx.now()));
}
