import { selectCustomer } from '../../db/queries/customers.ts';
import { selectMerchant } from '../../db/queries/invoices.ts';
import { selectEntries } from '../../db/queries/journal.ts';
import { ok, type Result, rejected } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { type Timeline, type TimelinePage, toTimeline } from './timeline.ts';

/** What happened to a customer, their payment methods and their credit, newest first. Rejects with `not_found`. */
export async function listCustomerTimeline(
  ctx: Context,
  scope: Scope,
  customerId: string,
  { startingAfter, limit }: TimelinePage,
): Promise<Result<Timeline>> {
  const [[found], [merchant], rows] = await ctx.db.batch([
    selectCustomer(ctx.db, scope, customerId),
    selectMerchant(ctx.db, scope.merchantId),
    selectEntries(ctx.db, { type: 'customer', id: customerId }, limit, startingAfter),
  ]);
  if (found === undefined || merchant === undefined) return rejected({ code: 'not_found', what: 'customer' });
  return ok(await toTimeline(ctx, scope, rows, limit, { timeZone: merchant.timeZone, currency: null }));
}
