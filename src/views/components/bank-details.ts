import { isPlanned, mayBePaid } from '../../domain/ledger/types.ts';
import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { InvoiceView } from '../model.ts';
import { isolate } from '../text.ts';
import { transferText } from '../transfer.ts';

/**
 * How to pay by bank transfer, while something is owed and no payment is under way; else nothing, so that no invoice is
 * paid twice. Where there is a pay link it is the second choice, and says so.
 */
export function bankDetails(invoice: InvoiceView, writer: Writer): Html {
  const transfer = transferText(invoice, writer, isolate);
  if (transfer === null || !mayBePaid(invoice.ledger.next)) return NOTHING;
  const { words } = writer;
  const heading = invoice.links.pay === null ? words.invoice.transfer : words.invoice.transferInstead;
  const details = html`
    ${transfer.isReplaced ? html`<p class="lead">${words.invoice.transferReplaced}</p>` : NOTHING}
    <p class="written" dir="auto">${transfer.text}</p>
    <p class="lead soft">${transfer.reference}</p>
  `;
  // What is charged by itself and paid by transfer as well would be paid twice: it is there for who asks.
  return isPlanned(invoice.ledger.next)
    ? html`<section class="bank"><details><summary>${words.invoice.transferInstead}</summary>${details}</details></section>`
    : html`<section class="bank"><h2>${heading}</h2>${details}</section>`;
}
