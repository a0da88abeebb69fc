import { selectMerchant } from '../../db/queries/invoices.ts';
import { selectNextNumber } from '../../db/queries/number-series.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { presentSeries } from '../facts/series.ts';
import { type ProfileResource, profileResource } from './profile-resource.ts';

/** What the business says of itself now, and its next numbers. */
export async function readProfile(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<ProfileResource>> {
  const [merchant] = await selectMerchant(ctx.db, scope.merchantId);
  if (merchant === undefined) throw new Error('API key without a merchant');
  const now = ctx.now();
  const [[invoice], [creditNote]] = await ctx.db.batch([
    selectNextNumber(ctx.db, { ...scope, series: presentSeries('invoice', merchant, now) }),
    selectNextNumber(ctx.db, { ...scope, series: presentSeries('credit_note', merchant, now) }),
  ]);
  const next = { invoice: invoice?.nextValue ?? 1, credit_note: creditNote?.nextValue ?? 1 };
  return done(profileResource(merchant, next, now));
}
