import { selectMerchant } from '../../db/queries/invoices.ts';
import { selectEntries } from '../../db/queries/journal.ts';
import { selectPayment } from '../../db/queries/payments-read.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type Timeline, type TimelinePage, toTimeline } from './timeline.ts';

/** What happened to a payment, its refunds and its disputes, newest first. Rejects with `not_found`. */
export async function listPaymentTimeline(
  ctx: Context,
  { scope, paymentId, startingAfter, limit }: Scoped<TimelinePage & { readonly paymentId: string }>,
): Promise<Outcome<Timeline>> {
  const [[found], [merchant], rows] = await ctx.db.batch([
    selectPayment(ctx.db, scope, paymentId),
    selectMerchant(ctx.db, scope.merchantId),
    selectEntries(ctx.db, { type: 'payment', id: paymentId }, limit, startingAfter),
  ]);
  if (found === undefined || merchant === undefined) return refused({ code: 'not_found', what: 'payment' });
  const about = { timeZone: merchant.timeZone, currency: found.currency };
  return done(await toTimeline(ctx, scope, rows, limit, about));
}
