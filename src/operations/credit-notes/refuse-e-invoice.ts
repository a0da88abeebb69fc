import { localDateAt } from '../../domain/calendar.ts';
import type { CreditTotals } from '../../domain/credit-note/credit-note.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import { creditNoteSource, invoiceSource } from '../facts/credit-note-e-invoice.ts';
import { eInvoiceRefused } from '../facts/e-invoice-refused.ts';
import type { CreditNotePlan } from './plan-credit-note.ts';
import type { CreditParties } from './read-parties.ts';

/**
 * Why no e-invoice could be made of a credit note whose invoice is one, each broken rule by its number; null where nothing is
 * wrong, where the invoice was issued without, and where it is none itself: it has to be corrected all the same.
 */
export function refuseEInvoice(
  ctx: Pick<Context, 'now'>,
  parties: CreditParties,
  { ask, totals, lines }: Pick<CreditNotePlan, 'ask' | 'lines'> & { readonly totals: CreditTotals },
): Rejection | null {
  const source = creditNoteSource(
    { ...parties, lines },
    {
      ...totals,
      // The number is taken by issuing alone.
      number: 'next',
      issuedOn: localDateAt(ctx.now(), parties.merchant.timeZone),
      reason: ask.reason,
    },
  );
  const refusal = source === null ? null : eInvoiceRefused(source);
  if (refusal === null) return null;
  const invoice = invoiceSource({ ...parties, lines });
  return invoice === null || eInvoiceRefused(invoice) !== null ? null : refusal;
}
