import { isPlanned, mayBePaid } from '../../domain/ledger/types.ts';
import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { askedAmount } from '../instalments.ts';
import type { InvoiceView, TransferView } from '../model.ts';
import { QUIET, qrCode, qrPath } from '../qr-code.ts';
import { swissCrossPaths } from '../swiss-cross.ts';
import { type TransferCode, transferCodes } from '../transfer-codes.ts';
import { transferFields } from './transfer-fields.ts';

/**
 * How to pay by bank transfer, while something is owed and no payment is under way; else nothing, so that no invoice is
 * paid twice. Where there is a pay link it is the second choice, and says so.
 */
export function bankDetails(invoice: InvoiceView, writer: Writer): Html {
  const { transfer } = invoice;
  if (transfer === null || isBlank(transfer) || !mayBePaid(invoice.ledger.next)) return NOTHING;
  const { words, speech } = writer;
  const labels = speech.words.hosted.transfer;
  const heading = invoice.links.pay === null ? words.invoice.transfer : words.invoice.transferInstead;
  const reference = transfer.reference ?? invoice.number;
  const minor = askedAmount(invoice);
  const details = html`
    ${transfer.isReplaced ? html`<p class="lead">${words.invoice.transferReplaced}</p>` : NOTHING}
    ${transferFields(transfer, speech, [
      { label: labels.amount, groups: [writer.amount(minor)] },
      { label: labels.reference, groups: [reference] },
    ])}
    <p class="small screen">${labels.copy}</p>
    ${transferCodes(invoice, minor).map((code) => scannable(code, writer))}
  `;
  // What is charged by itself and paid by transfer as well would be paid twice: it is there for who asks.
  if (isPlanned(invoice.ledger.next)) {
    return html`<section class="bank"><details><summary>${words.invoice.transferInstead}</summary>${details}</details></section>`;
  }
  if (invoice.links.pay === null) return html`<section class="bank"><h2>${heading}</h2>${details}</section>`;
  // On a phone the second way is a line until it is asked for, so that the document is not a screen further down.
  return html`
    <section class="bank fold" id="transfer">
      <p class="unfold"><a href="#transfer">${heading}</a></p>
      <div><h2>${heading}</h2>${details}</div>
    </section>
  `;
}

const isBlank = ({ to }: TransferView): boolean => to.kind === 'text' && to.text.trim() === '';

/** A code for banking apps, with the cross in the middle of a Swiss one. */
function scannable({ kind, text }: TransferCode, { speech }: Writer): Html {
  const labels = speech.words.hosted.transfer;
  const { label, scan } =
    kind === 'swiss'
      ? { label: labels.swissCode, scan: labels.swissScan }
      : { label: labels.code, scan: labels.scan };
  const code = qrCode(text);
  const side = String(code.size + 2 * QUIET);
  const cross = kind === 'swiss' ? swissCrossPaths(code) : [];
  return html`
    <div class="scan">
      <svg class="${kind === 'swiss' ? 'qr fine' : 'qr'}" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}">
        <path fill="#fff" d="M0 0h${side}v${side}H0z"/>
        <path stroke="#000" d="${qrPath(code)}"/>
        ${cross.map(({ d, fill }) => html`<path fill="${fill}" d="${d}"/>`)}
      </svg>
      <p class="small">${scan}</p>
    </div>
  `;
}
