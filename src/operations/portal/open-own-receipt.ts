import { readOwnPayment } from '../../db/queries/own-payment.ts';
import { type Outcome, refused } from '../../domain/outcome.ts';
import type { ReceiptView } from '../../domain/receipt/view.ts';
import type { Context } from '../core/context.ts';
import type { Visit } from '../facts/visit.ts';
import { openReceipt } from '../receipts/open-receipt.ts';

/** The receipt of a payment of this customer, with all that it paid. Rejects with `not_found`. */
export async function openOwnReceipt(
  ctx: Context,
  {
    visit,
    paymentId,
    locale,
  }: { readonly visit: Visit; readonly paymentId: string; readonly locale: string },
): Promise<Outcome<ReceiptView>> {
  const own = await readOwnPayment(ctx.db, visit, paymentId);
  return own === null
    ? refused({ code: 'not_found', what: 'payment' })
    : openReceipt(ctx, { sourceId: paymentId, from: null, locale });
}
