import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { ledgerRows } from '../ledger-rows.ts';
import type { InvoiceView, ReceiptRef } from '../model.ts';
import { otherDocuments } from '../row-documents.ts';
import { isolate } from '../text.ts';

/** The receipts of an invoice that stand at no row of its sums, each with its PDF. */
export function receipts(invoice: InvoiceView, writer: Writer): Html {
  const { receipts: refs } = otherDocuments(invoice, ledgerRows(invoice, writer));
  if (refs.length === 0) return NOTHING;
  const words = writer.speech.words.receipts;
  return html`
    <section>
      <h2>${words.list}</h2>
      <dl class="sums all">
        ${refs.map(
          (ref) => html`
            <div>
              <dt>
                ${receiptEntry(ref, writer)}
                <br><span class="small soft">${writer.date(ref.on)}</span>
              </dt>
              <dd>${writer.amount(ref.kind === 'refund' ? -ref.amount : ref.amount)}</dd>
            </div>
          `,
        )}
      </dl>
    </section>
  `;
}

/** A receipt by its number, or by what it is. */
export const receiptEntry = (ref: ReceiptRef, writer: Writer): Html =>
  html`<a href="${ref.pdf}" aria-label="${entryLabel(ref, writer)}">${nameOf(ref, writer)}</a>`;

/** The link to one receipt beside other actions; nothing where there is none. */
export const receiptLink = (ref: ReceiptRef | null, writer: Writer): Html =>
  ref === null
    ? NOTHING
    : html`<a href="${ref.pdf}" aria-label="${receiptLabel(ref, writer)}">${writer.speech.words.receipts.download}</a>`;

/** The receipt of a payment among those of an invoice: of the very one, else the newest. */
export function receiptOf(
  { receipts: refs = [] }: Pick<InvoiceView, 'receipts'>,
  reference: string | null,
): ReceiptRef | null {
  const paid = refs.filter(({ kind }) => kind === 'payment');
  return paid.find(({ sourceId }) => sourceId === reference) ?? paid.at(-1) ?? null;
}

function nameOf({ kind, number }: ReceiptRef, writer: Writer): string {
  const words = writer.speech.words.receipts;
  return number ?? (kind === 'refund' ? words.refundEntry : words.payment);
}

/** What is seen comes first in what is heard (WCAG 2.5.3). */
const entryLabel = (ref: ReceiptRef, writer: Writer): string =>
  ref.number === null ? `${nameOf(ref, writer)}: ${receiptLabel(ref, writer)}` : receiptLabel(ref, writer);

function receiptLabel({ number, on }: ReceiptRef, writer: Writer): string {
  const words = writer.speech.words.receipts;
  return number === null ? words.downloadDated(writer.date(on)) : words.downloadOf(isolate(number));
}
