import type { Writer } from './format.ts';
import type { InvoiceView } from './model.ts';

/** A row of an invoice's sums: what it says, and minor units. */
export type SumRow = { readonly label: string; readonly minor: number };

/** Discounts and charges on the whole, as the business named them. */
export const adjustmentRows = ({ adjustments }: InvoiceView): readonly SumRow[] =>
  adjustments.map(({ description, amount }) => ({ label: description, minor: amount }));

/** What all is of that exclusive taxes are computed on, where nothing is taxed otherwise. */
export const netOfLines = ({ subtotal, discountTotal, adjustments }: InvoiceView): number =>
  adjustments.reduce((net, { amount }) => net + amount, subtotal - discountTotal);

/** The total with tax, before anything is deducted. */
export const totalWithTax = ({ total, deductions }: InvoiceView): number => deductions?.total ?? total;

/** What is taken off the total: withheld, deposited before, and rounded to a coin. */
export function deductionRows({ deductions }: InvoiceView, writer: Writer): readonly SumRow[] {
  if (deductions === null) return [];
  const words = writer.speech.words.taxes.deductions;
  const { withholdings, deposits, rounding } = deductions;
  return [
    ...withholdings.map(({ name, percentage, amount }) => ({
      label: words.withholding(name, writer.percentage(percentage)),
      minor: -amount,
    })),
    ...deposits.map(({ number, issuedOn, total, tax }) => ({
      label:
        tax === 0
          ? words.deposit(number, writer.date(issuedOn))
          : words.depositTaxed(number, writer.date(issuedOn), writer.amount(tax)),
      minor: -total,
    })),
    ...(rounding === 0 ? [] : [{ label: words.rounding, minor: rounding }]),
  ];
}

/** What is to be paid, where something is deducted and what is due does not say the same; on a credit note it's the sum. */
export function payableOf(view: InvoiceView): number | null {
  const { deductions, status, total, amountPaid, amountCredited, correction } = view;
  if (deductions === null) return null;
  const isDue = amountPaid === 0 && amountCredited === 0 && status !== 'void' && status !== 'draft';
  return isDue && correction === null ? null : total;
}
