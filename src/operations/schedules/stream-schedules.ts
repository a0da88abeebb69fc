import { selectSchedules } from '../../db/queries/schedules.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import type { ListedSchedule } from './list-schedules.ts';
import { scheduleResource } from './schedule-resource.ts';

const AT_ONCE = 999;
const ALL = { customerId: null, waiting: false } as const;

/** All of a business's schedules in the order in which they were created, page by page as they are asked for. */
export async function streamSchedules(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<AsyncGenerator<readonly ListedSchedule[]>>> {
  return done(pagesOf(ctx, scope));
}

async function* pagesOf(
  ctx: Context,
  scope: Scoped<unknown>['scope'],
): AsyncGenerator<readonly ListedSchedule[]> {
  for (let startingAfter: string | null = null; ; ) {
    const rows = await selectSchedules(ctx.db, scope, ALL, { startingAfter, limit: AT_ONCE });
    const shown = rows.slice(0, AT_ONCE);
    yield shown.map(({ schedule, customerName }) => ({ ...scheduleResource(schedule), customerName }));
    const last: string | undefined = shown.at(-1)?.schedule.id;
    if (rows.length <= AT_ONCE || last === undefined) return;
    startingAfter = last;
  }
}
