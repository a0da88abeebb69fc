import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { type LedgerRow, ledgerRows } from '../ledger-rows.ts';
import type { InvoiceView } from '../model.ts';
import { documentsOf } from '../row-documents.ts';
import { taxLines } from '../tax-lines.ts';
import { noteLinks } from './credit-notes.ts';
import { receiptEntry } from './receipts.ts';

/** From the sum of the lines to what is due, every payment and refund with its day, method and document. */
export const totals = (invoice: InvoiceView, writer: Writer): Html => html`
  <dl class="sums">${rowsOf(invoice, writer).map((row) => sum(row, invoice, writer))}</dl>
  ${taxLines(invoice, writer).map((text) => html`<p class="small">${text}</p>`)}
`;

type Row = Omit<LedgerRow, 'look'> & { readonly look: LedgerRow['look'] | 'line due' };

/** While nothing was paid, what is due is the total, and the card above says that it is. */
function rowsOf(invoice: InvoiceView, writer: Writer): readonly Row[] {
  const rows = ledgerRows(invoice, writer);
  const [total, due] = rows.slice(-2);
  const isSaid =
    total?.look === 'line' &&
    due?.look === 'due' &&
    total.minor === due.minor &&
    invoice.ledger.headline.kind === 'due' &&
    invoice.ledger.headline.amount === due.minor;
  return isSaid ? [...rows.slice(0, -2), { ...total, look: 'line due' }] : rows;
}

function sum(row: Row, invoice: InvoiceView, writer: Writer): Html {
  const { label, isNamed, detail, minor, look } = row;
  const { receipt, note } = documentsOf(row, invoice);
  const said = [
    ...(detail === '' ? [] : [html`<bdi>${detail}</bdi>`]),
    ...(receipt === null ? [] : [receiptEntry(receipt, writer)]),
    // Where the label has its number, the link says only what it is.
    ...(note === null ? [] : noteLinks(note, label.includes(note.number) ? 'PDF' : note.number, writer)),
  ];
  const how = said.map((part, index) => html`${index === 0 ? '' : ' · '}${part}`);
  const below = how.length === 0 ? NOTHING : html`<br><span class="small soft">${how}</span>`;
  return html`<div class="${look === 'plain' ? '' : look}"><dt>${isNamed ? html`<bdi>${label}</bdi>` : label}${below}</dt><dd>${writer.amount(minor)}</dd></div>`;
}
