import { type ScheduleFilters, selectSchedules } from '../../db/queries/schedules.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { type ScheduleResource, scheduleResource } from './schedule-resource.ts';

export type ListedSchedule = ScheduleResource & { readonly customerName: string };

/** A page of a business's schedules, in the order in which they were created. */
export async function listSchedules(
  ctx: Context,
  { scope, filters, page }: Scoped<{ readonly filters: ScheduleFilters; readonly page: Page }>,
): Promise<Outcome<ListOf<ListedSchedule>>> {
  const rows = await selectSchedules(ctx.db, scope, filters, page);
  const shown = rows.map(({ schedule, customerName }) => ({ ...scheduleResource(schedule), customerName }));
  return done(toPage(shown, page.limit));
}
