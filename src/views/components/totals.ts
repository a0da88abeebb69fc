import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { type LedgerRow, ledgerRows } from '../ledger-rows.ts';
import type { InvoiceView } from '../model.ts';
import { taxLines } from '../tax-lines.ts';

/** From the sum of the lines to what is due, every payment and refund with its day and method. */
export const totals = (invoice: InvoiceView, writer: Writer): Html => html`
  <dl class="sums">${ledgerRows(invoice, writer).map((row) => sum(row, writer))}</dl>
  ${taxLines(invoice, writer).map((text) => html`<p class="small" dir="auto">${text}</p>`)}
`;

function sum({ label, detail, minor, look }: LedgerRow, writer: Writer): Html {
  const how = detail === '' ? NOTHING : html`<br><span class="small soft" dir="auto">${detail}</span>`;
  return html`<div class="${look === 'plain' ? '' : look}"><dt>${label}${how}</dt><dd>${writer.amount(minor)}</dd></div>`;
}
