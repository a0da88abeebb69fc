import { type PaymentFilters, selectPayments, selectTargetsOfPage } from '../../db/queries/payments-read.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scope } from '../core/scope.ts';
import { type PaymentSummary, paymentSummary } from './payments.ts';

/** The merchant's payments, newest first, in one round trip. */
export async function listPayments(
  ctx: Context,
  scope: Scope,
  filters: PaymentFilters,
  page: Page,
): Promise<ListOf<PaymentSummary>> {
  const [rows, targets] = await ctx.db.batch([
    selectPayments(ctx.db, scope, filters, page),
    selectTargetsOfPage(ctx.db, scope, filters, page),
  ]);
  return toPage(
    rows.map((row) => paymentSummary(row, targets)),
    page.limit,
  );
}
