import type { Currency } from '../../domain/currency.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { periodAt } from '../../domain/schedule/recurrence.ts';
import type { ScheduleTerms } from '../../domain/schedule/terms.ts';
import { termsOf } from '../../domain/schedule/terms-in-force.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { readScheduleFacts } from './facts.ts';

/** What a schedule's invoices say from the newest change on, to be changed once more. */
export type NewestTerms = {
  readonly name: string;
  readonly currency: Currency;
  readonly version: number;
  readonly terms: ScheduleTerms;
  /** The command that changes them was done before: its form was sent twice. */
  readonly wasCommanded: boolean;
};

/** Rejects with `not_found` and `schedule_ended`. */
export async function readNewestTerms(
  ctx: Context,
  { scope, scheduleId, commandId = '' }: Scoped<{ readonly scheduleId: string; readonly commandId?: string }>,
): Promise<Outcome<NewestTerms>> {
  const facts = await readScheduleFacts(ctx, scope, scheduleId, commandId);
  if (facts === undefined) return refused({ code: 'not_found', what: 'schedule' });
  const { schedule, versions, recurrence, currency, wasCommanded } = facts;
  if (schedule.status === 'ended') return refused({ code: 'schedule_ended' });
  const newest = versions.find(({ version }) => version === schedule.termsVersion);
  const next = periodAt(recurrence, schedule.nextNumber);
  if (next === null) throw new Error(`a schedule beyond the calendar: ${scheduleId}`);
  const terms = newest?.terms ?? termsOf(next, versions);
  return done({ name: schedule.name, currency, version: schedule.termsVersion, terms, wasCommanded });
}
