import type { ReceiptView, VerifiedReceipt } from '../domain/receipt/view.ts';
import { brandHeader, contactFooter } from './components/brand.ts';
import { ICONS } from './components/icons.ts';
import { type Writer, writerFor } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { documentPage, type PageContext } from './layout.ts';
import { receiptSums } from './receipt-sentences.ts';
import { isolate } from './text.ts';

/**
 * Whether the records behind a receipt are as they were, GET /receipts/:token, and what that shows and what it doesn't. It
 * says of the receipt what its holder compares it by, and nothing of who paid.
 */
export function receiptPage(verified: VerifiedReceipt, context: PageContext): string {
  const { receipt } = verified;
  const writer = writerFor(receipt, context.speech);
  const words = context.speech.words.receipts.check;
  const merchant = isolate(receipt.merchant.name);
  return documentPage({
    title: `${words.title(isolate(receipt.number))} · ${merchant}`,
    speech: context.speech,
    nonce: context.nonce,
    query: context.query,
    brandColor: receipt.merchant.brandColor,
    width: 'narrow',
    body: html`
      ${brandHeader(receipt.merchant)}
      <main class="card">
        ${standing(verified, writer)}
        ${compare(verified, writer)}
        ${list(words.proves.heading, [words.proves.chain, words.proves.copy, words.proves.amounts])}
        ${list(words.doubts.heading, [words.doubts.truth, words.doubts.others, words.doubts.copy])}
      </main>
      ${contactFooter(receipt.merchant, null)}
    `,
  });
}

function standing({ standing: state, receipt }: VerifiedReceipt, writer: Writer): Html {
  const words = writer.speech.words.receipts.check;
  const merchant = isolate(receipt.merchant.name);
  const said = {
    intact: { tone: 'good', icon: ICONS.check, title: words.intact, text: words.intactExplained(merchant) },
    changed: { tone: 'bad', icon: ICONS.cross, title: words.changed, text: words.changedExplained(merchant) },
    gone: { tone: 'wait', icon: ICONS.clock, title: words.gone, text: words.goneExplained(merchant) },
  }[state];
  return html`
    <p class="small soft">${words.title(isolate(receipt.number))}</p>
    <h1 class="title"><span class="status ${said.tone}">${said.icon}</span>${said.title}</h1>
    <p class="lead">${said.text}</p>
  `;
}

/** What stands on the paper as well: number, day, amounts and fingerprint. */
function compare({ receipt, seq, count, hash }: VerifiedReceipt, writer: Writer): Html {
  const words = writer.speech.words.receipts;
  const { check } = words;
  // What was left of an invoice would name it.
  const sums = receiptSums({ ...receipt, invoices: [] }, writer).filter(
    ({ label }) => label !== words.received,
  );
  const number = (value: number): string => writer.decimal(String(value));
  return html`
    <section>
      <h2>${check.compare}</h2>
      <dl class="sums all">
        ${row(check.merchant, isolate(receipt.merchant.name))}
        ${row(words.number, receipt.number)}
        ${row(dayLabel(receipt, words), writer.date(receipt.movedOn))}
        ${row(receipt.kind === 'refund' ? words.refundAmount : words.received, writer.amount(receipt.amount))}
        ${sums.map(({ label, value }) => row(label, value))}
        ${hash === null ? NOTHING : row(check.entry, check.entryOf(number(seq), number(count)))}
      </dl>
      ${hash === null ? NOTHING : html`<p class="small soft lead">${check.fingerprint}<br><code>${hash}</code></p>`}
    </section>
  `;
}

const dayLabel = ({ kind }: ReceiptView, words: { readonly paidOn: string; readonly refundedOn: string }) =>
  kind === 'refund' ? words.refundedOn : words.paidOn;

const row = (label: string, value: string): Html =>
  html`<div><dt>${label}</dt><dd dir="auto">${value}</dd></div>`;

const list = (heading: string, texts: readonly string[]): Html => html`
  <section>
    <h2>${heading}</h2>
    ${texts.map((text) => html`<p class="lead">${text}</p>`)}
  </section>
`;
