import type { invoiceLines, invoices } from '../../db/schema/index.ts';
import { NO_LINE_DETAILS } from '../../domain/invoice/details.ts';
import { signedLine } from '../../domain/invoice/signed-line.ts';
import { type Sums, sumsOf } from '../../domain/invoice/stored-sums.ts';
import { taxLabel } from '../../domain/invoice/tax-label.ts';
import type { DeductionsView, InvoiceView, LineView } from '../../domain/invoice/view.ts';

/** A line's row → what is shown of it, to a reader of the locale. */
export function lineView(line: typeof invoiceLines.$inferSelect, locale: string): LineView {
  const { unitAmount, discountAmount, amount } = signedLine(line);
  return {
    description: line.description,
    quantity: line.quantity,
    unitAmount,
    unitDecimal: line.unitDecimal,
    discount: discountAmount,
    amount,
    taxLabels: line.taxes.map((tax) => taxLabel(tax, locale)),
    details: line.details ?? NO_LINE_DETAILS,
  };
}

/** What is shown of an invoice's sums. */
export function sumsView(
  invoice: typeof invoices.$inferSelect,
): Pick<
  InvoiceView,
  'subtotal' | 'discountTotal' | 'adjustments' | 'taxes' | 'rates' | 'total' | 'deductions'
> {
  const sums = sumsOf(invoice);
  return {
    subtotal: sums.subtotal,
    discountTotal: sums.discountTotal,
    adjustments: sums.adjustments.map(({ description, amount }) => ({ description, amount })),
    taxes: invoice.taxes,
    rates: sums.rates,
    total: sums.payable,
    deductions: deductionsView(sums),
  };
}

/** What is taken off a total, as an invoice or a credit note shows it; null where that is nothing. */
export function deductionsView({
  total,
  withholdings,
  deposits,
  rounding,
}: Pick<Sums, 'total' | 'withholdings' | 'deposits' | 'rounding'>): DeductionsView | null {
  if (withholdings.length === 0 && deposits.length === 0 && rounding === 0) return null;
  return {
    total,
    withholdings: withholdings.map(({ name, percentage, amount }) => ({ name, percentage, amount })),
    deposits: deposits.map((deposit) => ({
      number: deposit.number,
      issuedOn: deposit.issuedOn,
      total: deposit.total,
      tax: deposit.taxes.reduce((sum, { amount }) => sum + amount, 0),
    })),
    rounding,
  };
}
