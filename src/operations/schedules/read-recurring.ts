import { selectFailedRenewals, selectGone, selectRecurring } from '../../db/queries/schedules.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import { monthlyOf } from '../../domain/schedule/monthly.ts';
import type { Cadence } from '../../domain/schedule/recurrence.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

const LATELY_MS = 30 * 86_400_000;

/** In a month, without tax, in minor units of a currency. */
type Monthly = { readonly monthly: number; readonly schedules: number };

type Recurring = Monthly & {
  readonly currency: string;
  /** Of schedules that ended in the last thirty days. */
  readonly gone: Monthly;
  /** Invoices that schedules made, could not be collected and are open, with what is left of them. */
  readonly failed: { readonly invoices: number; readonly amount: number };
};

type Row = Cadence & { readonly currency: string; readonly amount: number; readonly count: number };

const monthlyIn = (rows: readonly Row[], currency: string): Monthly => {
  const its = rows.filter((row) => row.currency === currency);
  return {
    monthly: its.reduce((sum, { amount, ...cadence }) => sum + monthlyOf(amount, cadence), 0),
    schedules: its.reduce((sum, { count }) => sum + count, 0),
  };
};

/**
 * What active schedules bring in a month without tax, by currency, beside what is lost of it: what is counted by quantity is left
 * out.
 */
export async function readRecurring(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<readonly Recurring[]>> {
  const [active, gone, failed] = await ctx.db.batch([
    selectRecurring(ctx.db, scope),
    selectGone(ctx.db, scope, ctx.now() - LATELY_MS),
    selectFailedRenewals(ctx.db, scope),
  ]);
  const currencies = [...new Set([...active, ...gone, ...failed].map(({ currency }) => currency))];
  const sums = currencies.map((currency) => {
    const open = failed.find((row) => row.currency === currency);
    return {
      currency,
      ...monthlyIn(active, currency),
      gone: monthlyIn(gone, currency),
      failed: { invoices: open?.count ?? 0, amount: open?.amount ?? 0 },
    };
  });
  return done(sums);
}
