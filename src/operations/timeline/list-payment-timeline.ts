import { selectMerchant } from '../../db/queries/invoices.ts';
import { selectEntries } from '../../db/queries/journal.ts';
import { selectPayment } from '../../db/queries/payments-read.ts';
import { ok, type Result, rejected } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { type Timeline, type TimelinePage, toTimeline } from './timeline.ts';

/** What happened to a payment, its refunds and its disputes, newest first. Rejects with `not_found`. */
export async function listPaymentTimeline(
  ctx: Context,
  scope: Scope,
  paymentId: string,
  { startingAfter, limit }: TimelinePage,
): Promise<Result<Timeline>> {
  const [[found], [merchant], rows] = await ctx.db.batch([
    selectPayment(ctx.db, scope, paymentId),
    selectMerchant(ctx.db, scope.merchantId),
    selectEntries(ctx.db, { type: 'payment', id: paymentId }, limit, startingAfter),
  ]);
  if (found === undefined || merchant === undefined) return rejected({ code: 'not_found', what: 'payment' });
  const about = { timeZone: merchant.timeZone, currency: found.currency };
  return ok(await toTimeline(ctx, scope, rows, limit, about));
}
