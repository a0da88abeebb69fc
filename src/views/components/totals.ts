import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { InvoiceView, TaxView } from '../model.ts';
import { taxLines } from '../tax-lines.ts';
import {
  adjustmentRows,
  deductionRows,
  netOfLines,
  payableOf,
  type SumRow,
  totalWithTax,
} from '../whole-rows.ts';

/** Subtotal, discounts, taxes, total, what is deducted, paid and left. A sum that only repeats another is left out. */
export function totals(invoice: InvoiceView, writer: Writer): Html {
  const { invoice: words } = writer.words;
  const exclusive = invoice.taxes.filter((tax) => !tax.inclusive);
  const inclusive = invoice.taxes.filter((tax) => tax.inclusive);
  const discount = invoice.discountTotal;
  const adjustments = adjustmentRows(invoice);
  const payable = payableOf(invoice);
  const plain = exclusive.length === 0 && discount === 0 && adjustments.length === 0;
  const included = (tax: TaxView) => words.taxIncluded(tax.name, writer.percentage(tax.percentage));
  const rows = (all: readonly SumRow[]) => all.map(({ label, minor }) => sum(label, writer.amount(minor)));
  return html`
    <dl class="sums">
      ${plain ? NOTHING : sum(words.subtotal, writer.amount(invoice.subtotal))}
      ${discount === 0 ? NOTHING : sum(words.discount, writer.amount(-discount))}
      ${rows(adjustments)}
      ${exclusive.map((tax) => sum(taxLabel(tax, invoice, writer), writer.amount(tax.amount)))}
      ${sum(words.total, writer.amount(totalWithTax(invoice)), 'line')}
      ${inclusive.map((tax) => sum(included(tax), writer.amount(tax.amount), 'soft'))}
      ${rows(deductionRows(invoice, writer))}
      ${payable === null ? NOTHING : sum(writer.speech.words.taxes.deductions.payable, writer.amount(payable), 'line')}
      ${settlement(invoice, writer)}
    </dl>
    ${taxLines(invoice, writer).map((text) => html`<p class="small" dir="auto">${text}</p>`)}
  `;
}

/** The base of a tax is shown if it is not the whole net amount, as with several rates. */
function taxLabel(tax: TaxView, invoice: InvoiceView, writer: Writer): string {
  const { invoice: words } = writer.words;
  const percentage = writer.percentage(tax.percentage);
  return tax.taxable === netOfLines(invoice)
    ? words.tax(tax.name, percentage)
    : words.taxOn(tax.name, percentage, writer.amount(tax.taxable));
}

function settlement(invoice: InvoiceView, writer: Writer): Html {
  const { invoice: words } = writer.words;
  if (invoice.status === 'void' || invoice.status === 'draft') return NOTHING;
  const paid = invoice.amountPaid === 0 ? NOTHING : sum(words.paid, writer.amount(-invoice.amountPaid));
  const { credited: label } = writer.speech.words.creditNotes.onInvoice;
  const credited =
    invoice.amountCredited === 0 ? NOTHING : sum(label, writer.amount(-invoice.amountCredited));
  return html`${paid}${credited}${sum(words.remaining, writer.amount(invoice.amountRemaining), 'due')}`;
}

function sum(label: string, amount: string, style = ''): Html {
  return html`<div class="${style}"><dt>${label}</dt><dd>${amount}</dd></div>`;
}
