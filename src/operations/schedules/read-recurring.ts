import { selectRecurring } from '../../db/queries/schedules.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import { monthlyOf } from '../../domain/schedule/monthly.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

/** In a month, without tax, in minor units of a currency. */
type Recurring = { readonly currency: string; readonly monthly: number; readonly schedules: number };

/** What active schedules bring in a month without tax, by currency: what is counted by quantity is left out. */
export async function readRecurring(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<readonly Recurring[]>> {
  const rows = await selectRecurring(ctx.db, scope);
  const sums = [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, its]) => ({
    currency,
    monthly: its.reduce((sum, { amount, ...cadence }) => sum + monthlyOf(amount, cadence), 0),
    schedules: its.reduce((sum, { count }) => sum + count, 0),
  }));
  return done(sums);
}
