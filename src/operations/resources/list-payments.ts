import { type PaymentFilters, selectPayments, selectTargetsOfPage } from '../../db/queries/payments-read.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { type PaymentSummary, paymentSummary } from './payments.ts';

/** The merchant's payments, newest first, in one round trip. */
export async function listPayments(
  ctx: Context,
  { scope, filters, page }: Scoped<{ readonly filters: PaymentFilters; readonly page: Page }>,
): Promise<Outcome<ListOf<PaymentSummary>>> {
  const [rows, targets] = await ctx.db.batch([
    selectPayments(ctx.db, scope, filters, page),
    selectTargetsOfPage(ctx.db, scope, filters, page),
  ]);
  return done(
    toPage(
      rows.map((row) => paymentSummary(row, targets)),
      page.limit,
    ),
  );
}
