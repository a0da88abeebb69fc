import { type CreditAsk, type Creditable, leftToCredit } from '../../domain/credit-note/creditable.ts';
import type { Sums } from '../../domain/invoice/stored-sums.ts';
import type { Rejection } from '../../domain/rejection.ts';

/**
 * Why a part of an invoice can't be credited, or null. A deposit was paid by itself, so that a part takes no share of it; and
 * tax is withheld of some lines and not of others. All that is left comes to what was due, and an amount to its share.
 */
export function refusePart(
  invoice: Creditable,
  { deposits, withholdings, rounding }: Sums,
  ask: CreditAsk,
  total: number,
): Rejection | null {
  if (total === leftToCredit(invoice)) return null;
  if (deposits.length > 0) {
    return refusal(
      ask.kind === 'lines' ? 'lines' : 'amount',
      'A deposit is deducted from this invoice: credit it in full, or credit it and draft it again.',
    );
  }
  const isDeducted = withholdings.length > 0 || rounding !== 0;
  return isDeducted && ask.kind === 'lines'
    ? refusal(
        'lines',
        'Tax is withheld from this invoice, or its total is rounded: credit an amount, or all of it.',
      )
    : null;
}

const refusal = (path: string, message: string): Rejection => ({
  code: 'invalid',
  problems: [{ path, message }],
});
