import { selectPayment } from '../../db/queries/payments-read.ts';
import { type Outcome, refused } from '../../domain/outcome.ts';
import type { ReceiptView } from '../../domain/receipt/view.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { openReceipt } from '../receipts/open-receipt.ts';

/** The receipt of one of the business's payments. Rejects with `not_found`, also where no money came. */
export async function openPaymentReceipt(
  ctx: Context,
  { scope, paymentId }: Scoped<{ readonly paymentId: string }>,
): Promise<Outcome<ReceiptView>> {
  const [found] = await selectPayment(ctx.db, scope, paymentId);
  if (found === undefined) return refused({ code: 'not_found', what: 'payment' });
  return openReceipt(ctx, { sourceId: paymentId, from: null, locale: null });
}
