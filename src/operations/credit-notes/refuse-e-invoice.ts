import { localDateAt } from '../../domain/calendar.ts';
import type { CreditTotals } from '../../domain/credit-note/credit-note.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import { creditNoteSource } from '../facts/credit-note-e-invoice.ts';
import { eInvoiceRefused } from '../facts/e-invoice-refused.ts';
import type { CreditNotePlan } from './plan-credit-note.ts';
import type { CreditParties } from './read-parties.ts';

/**
 * Why no e-invoice could be made of a credit note whose invoice has one, each broken rule by its number; null where nothing is
 * wrong, and where the invoice was issued without.
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
  return source === null ? null : eInvoiceRefused(source);
}
