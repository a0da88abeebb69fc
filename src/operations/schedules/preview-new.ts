import { mapDone, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { newSchedule, readForNew } from './new-schedule.ts';
import { type PreviewedPeriod, previewNext } from './preview.ts';
import type { ScheduleInput } from './schedule-input.ts';

type Ask = Scoped<{ readonly input: ScheduleInput }>;

/** What a schedule would make, before it is created: its first twelve invoices. Rejects as creating it would be. */
export async function previewNewSchedule(
  ctx: Context,
  { scope, input }: Ask,
): Promise<Outcome<readonly PreviewedPeriod[]>> {
  const at = ctx.now();
  const read = await readForNew(ctx, scope, input.customerId);
  const planned = newSchedule(ctx, read, { scope, scheduleId: '', input }, at);
  return mapDone(planned, (facts) => previewNext(ctx, facts, at));
}
