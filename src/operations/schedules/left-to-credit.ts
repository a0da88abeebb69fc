import { selectCreditNotesOf } from '../../db/queries/credit-notes.ts';
import { selectInvoice } from '../../db/queries/invoices.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';

type Asked = { readonly invoiceId: string; readonly creditNoteId: string };

/**
 * What an invoice is still worth, in minor units: what its customer was asked to pay, less what credit notes took off. Nothing
 * where it was voided, given up, deleted or never issued, and where this very credit note is there.
 */
export async function leftToCredit(
  ctx: Context,
  scope: Scope,
  { invoiceId, creditNoteId }: Asked,
): Promise<number> {
  const [[found], notes] = await ctx.db.batch([
    selectInvoice(ctx.db, scope, invoiceId),
    selectCreditNotesOf(ctx.db, invoiceId),
  ]);
  if (found === undefined) return 0;
  const { status, amountDue } = found.invoice;
  if (status !== 'open' && status !== 'paid') return 0;
  if (notes.some(({ id }) => id === creditNoteId)) return 0;
  return notes.reduce((left, { payable }) => left - payable, amountDue);
}
