import { selectMerchant } from '../../db/queries/invoices.ts';
import { selectNextNumber } from '../../db/queries/number-series.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type ProfileResource, presentSeries, profileResource } from './profile-resource.ts';

/** What the business says of itself now, and its next invoice number. */
export async function readProfile(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<ProfileResource>> {
  const [merchant] = await selectMerchant(ctx.db, scope.merchantId);
  if (merchant === undefined) throw new Error('API key without a merchant');
  const now = ctx.now();
  const [counter] = await selectNextNumber(ctx.db, { ...scope, series: presentSeries(merchant, now) });
  return done(profileResource(merchant, counter?.nextValue ?? 1, now));
}
