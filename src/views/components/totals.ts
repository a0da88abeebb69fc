import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { InvoiceView, TaxView } from '../model.ts';
import { rateLines } from '../rate-lines.ts';
import { taxNoteLine } from '../tax-notes.ts';

/** Subtotal, discount, taxes, total, what is paid and what is left. A sum that only repeats another is left out. */
export function totals(invoice: InvoiceView, writer: Writer): Html {
  const { invoice: words } = writer.words;
  const exclusive = invoice.taxes.filter((tax) => !tax.inclusive);
  const inclusive = invoice.taxes.filter((tax) => tax.inclusive);
  const plain = exclusive.length === 0 && invoice.discountTotal === 0;
  const discount = invoice.discountTotal;
  const included = (tax: TaxView) => words.taxIncluded(tax.name, writer.percentage(tax.percentage));
  return html`
    <dl class="sums">
      ${plain ? NOTHING : sum(words.subtotal, writer.amount(invoice.subtotal))}
      ${discount === 0 ? NOTHING : sum(words.discount, writer.amount(-discount))}
      ${exclusive.map((tax) => sum(taxLabel(tax, invoice, writer), writer.amount(tax.amount)))}
      ${sum(words.total, writer.amount(invoice.total), 'line')}
      ${inclusive.map((tax) => sum(included(tax), writer.amount(tax.amount), 'soft'))}
      ${settlement(invoice, writer)}
    </dl>
    ${rateLines(invoice.rates, writer).map((text) => html`<p class="small" dir="auto">${text}</p>`)}
    ${invoice.taxNotes.map((note) => html`<p class="small" dir="auto">${taxNoteLine(note, writer.speech.words)}</p>`)}
  `;
}

/** The base of a tax is shown if it is not the whole net amount, as with several rates. */
function taxLabel(tax: TaxView, invoice: InvoiceView, writer: Writer): string {
  const { invoice: words } = writer.words;
  const percentage = writer.percentage(tax.percentage);
  return tax.taxable === invoice.subtotal - invoice.discountTotal
    ? words.tax(tax.name, percentage)
    : words.taxOn(tax.name, percentage, writer.amount(tax.taxable));
}

function settlement(invoice: InvoiceView, writer: Writer): Html {
  const { invoice: words } = writer.words;
  if (invoice.status === 'void' || invoice.status === 'draft') return NOTHING;
  const paid = invoice.amountPaid === 0 ? NOTHING : sum(words.paid, writer.amount(-invoice.amountPaid));
  return html`${paid}${sum(words.remaining, writer.amount(invoice.amountRemaining), 'due')}`;
}

function sum(label: string, amount: string, style = ''): Html {
  return html`<div class="${style}"><dt>${label}</dt><dd>${amount}</dd></div>`;
}
