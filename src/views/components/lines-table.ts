import { lineDetails } from '../detail-facts.ts';
import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { linesSayTaxes } from '../line-taxes.ts';
import type { InvoiceView, LineView } from '../model.ts';
import { unitPrice } from '../unit-price.ts';

/**
 * The lines as a table; on a narrow screen each becomes two rows of a grid (description and amount, then
 * quantity × price). The roles restate what browsers forget about a table when its display is changed.
 */
export function linesTable(invoice: InvoiceView, writer: Writer): Html {
  if (invoice.lineCount === 0) return NOTHING;
  const { invoice: words } = writer.words;
  const saysTaxes = linesSayTaxes(invoice);
  return html`
    <section>
      <table class="lines" role="table">
        <caption class="hidden">${words.lines}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${words.description}</th>
            <th role="columnheader" scope="col" class="n">${words.quantity}</th>
            <th role="columnheader" scope="col" class="n">${words.unitPrice}</th>
            <th role="columnheader" scope="col" class="n">${words.amount}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">${invoice.lines.map((line) => lineRow(line, saysTaxes, writer))}</tbody>
      </table>
      ${remainingLines(invoice, writer)}
    </section>
  `;
}

function lineRow(line: LineView, saysTaxes: boolean, writer: Writer): Html {
  const taxes =
    !saysTaxes || line.taxLabels.length === 0
      ? NOTHING
      : html`<span class="small soft" dir="auto">${line.taxLabels.join(', ')}</span>`;
  const said = lineDetails(line, writer).map(
    (text) => html`<span class="small soft" dir="auto">${text}</span>`,
  );
  const discount =
    line.discount === 0
      ? NOTHING
      : html`<span class="small soft" dir="auto">${writer.words.invoice.lineDiscount(writer.amount(-line.discount))}</span>`;
  return html`
    <tr role="row">
      <td role="cell" dir="auto">${line.description}${said}${discount}${taxes}</td>
      <td role="cell" class="n">${writer.decimal(line.quantity)}</td>
      <td role="cell" class="n">${unitPrice(line, writer)}</td>
      <td role="cell" class="n">${writer.amount(line.amount)}</td>
    </tr>
  `;
}

function remainingLines(invoice: InvoiceView, writer: Writer): Html {
  const shown = invoice.lines.length;
  if (shown >= invoice.lineCount) return NOTHING;
  const { invoice: words } = writer.words;
  const sentence = words.shownLines(
    writer.decimal(String(shown)),
    writer.decimal(String(invoice.lineCount)),
    invoice.lineCount,
  );
  const link =
    invoice.links.allLines === null
      ? NOTHING
      : html` <a class="screen" href="${invoice.links.allLines}">${words.allLines}</a>`;
  return html`<p class="lead soft">${sentence}${link}</p>`;
}
