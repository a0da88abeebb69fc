import { selectSchedulesWithTerms } from '../../db/queries/schedules.ts';
import type { ExportedSchedule } from '../../domain/imports/schedule-row-cells.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { scheduleResource } from './schedule-resource.ts';

/** Their terms are read with them: some thousand characters each. */
const AT_ONCE = 499;

type WithTerms = Awaited<ReturnType<typeof selectSchedulesWithTerms>>[number];

/** A schedule as files have it. */
export const exported = ({ schedule, customerName, terms }: WithTerms): ExportedSchedule => ({
  ...scheduleResource(schedule),
  customerName,
  terms,
});

/** All of a business's schedules in the order in which they were created, page by page as they are asked for. */
export async function streamSchedules(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<AsyncGenerator<readonly ExportedSchedule[]>>> {
  return done(pagesOf(ctx, scope));
}

async function* pagesOf(
  ctx: Context,
  scope: Scoped<unknown>['scope'],
): AsyncGenerator<readonly ExportedSchedule[]> {
  for (let startingAfter: string | null = null; ; ) {
    const rows = await selectSchedulesWithTerms(ctx.db, scope, { startingAfter, limit: AT_ONCE });
    const shown = rows.slice(0, AT_ONCE);
    yield shown.map(exported);
    const last: string | undefined = shown.at(-1)?.schedule.id;
    if (rows.length <= AT_ONCE || last === undefined) return;
    startingAfter = last;
  }
}
