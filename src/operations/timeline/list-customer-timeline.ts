import { selectCustomer } from '../../db/queries/customers.ts';
import { selectMerchant } from '../../db/queries/invoices.ts';
import { selectEntries } from '../../db/queries/journal.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type Timeline, type TimelinePage, toTimeline } from './timeline.ts';

/** What happened to a customer, their payment methods and their credit, newest first. Rejects with `not_found`. */
export async function listCustomerTimeline(
  ctx: Context,
  { scope, customerId, startingAfter, limit }: Scoped<TimelinePage & { readonly customerId: string }>,
): Promise<Outcome<Timeline>> {
  const [[found], [merchant], rows] = await ctx.db.batch([
    selectCustomer(ctx.db, scope, customerId),
    selectMerchant(ctx.db, scope.merchantId),
    selectEntries(ctx.db, { type: 'customer', id: customerId }, limit, startingAfter),
  ]);
  if (found === undefined || merchant === undefined) return refused({ code: 'not_found', what: 'customer' });
  return done(await toTimeline(ctx, scope, rows, limit, { timeZone: merchant.timeZone, currency: null }));
}
