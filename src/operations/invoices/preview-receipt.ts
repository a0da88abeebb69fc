import { selectInvoice } from '../../db/queries/invoices.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { readReceiptSides } from './read-receipt-sides.ts';

/** To whom the receipt of a payment would go that staff record, and who sends the business's receipts. Rejects with `not_found`. */
export async function previewReceipt(
  ctx: Context,
  { scope, invoiceId }: Scoped<{ readonly invoiceId: string }>,
): Promise<Outcome<{ readonly to: readonly string[]; readonly sentBy: 'quittance' | 'stripe' }>> {
  const [found] = await selectInvoice(ctx.db, scope, invoiceId);
  if (found === undefined) return refused({ code: 'not_found', what: 'invoice' });
  const sides = await readReceiptSides(ctx.db, found.invoice);
  return done({ to: sides.flatMap(({ recipients }) => recipients), sentBy: found.merchant.receiptsBy });
}
