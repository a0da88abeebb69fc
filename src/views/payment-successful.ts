import { brandHeader, contactFooter } from './components/brand.ts';
import { outcomeCard, outcomeFact } from './components/outcome.ts';
import { receiptLink, receiptOf } from './components/receipts.ts';
import { type Writer, writerFor } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { failureSentence } from './i18n/dictionary.ts';
import { documentPage, type PageContext } from './layout.ts';
import type { InvoiceView, PaymentView } from './model.ts';
import { paymentDay } from './payment-day.ts';
import { isolate, sentenceCase } from './text.ts';

export type PaymentSuccessfulView = {
  readonly invoice: InvoiceView;
  /**
   * `succeeded`; `processing`, such as ACH; `failed`; `open`, when the session was abandoned; `unknown`, when Stripe
   * did not answer.
   */
  readonly outcome: 'succeeded' | 'processing' | 'failed' | 'open' | 'unknown';
  /** The payment that this page is about; null if there is none. */
  readonly payment: PaymentView | null;
  /** Where the receipt goes; null where none is sent. */
  readonly receiptTo: string | null;
  /** Where the invoice is seen; null where this page may not lead there. */
  readonly viewUrl: string | null;
  /** Where to continue or pay again, for `failed` and `open`; null where there is no way. */
  readonly payUrl: string | null;
  /** For whoever paid by link: what is kept for whom, and where they refuse that; absent where nothing is. */
  readonly kept?: { readonly customer: string; readonly refuseUrl: string } | null;
};

/** The page Stripe returns to, and what a pay link shows of a paid invoice: what, when, how, and the receipt. */
export function paymentSuccessfulPage(view: PaymentSuccessfulView, context: PageContext): string {
  const { invoice, outcome } = view;
  const writer = writerFor(invoice, context.speech);
  const title = writer.words.success[outcome];
  return documentPage({
    title: `${title} · ${isolate(invoice.merchant.name)}`,
    speech: context.speech,
    nonce: context.nonce,
    query: context.query,
    brandColor: invoice.merchant.brandColor,
    width: 'narrow',
    body: html`
      ${brandHeader(invoice.merchant, 'middle')}
      <main class="card middle">
        ${outcomeCard(
          {
            outcome,
            title,
            ...amount(view, writer),
            sentences: sentences(view, writer),
            facts: facts(view, writer),
            actions: actions(view, writer),
          },
          writer.words.sentenceGap,
        )}
        ${keptNote(view, writer)}
      </main>
      ${contactFooter(invoice.merchant, writer.words.invoice.questions(isolate(invoice.merchant.name)))}
    `,
  });
}

function amount(
  view: PaymentSuccessfulView,
  writer: Writer,
): { readonly amount: string; readonly whom: string } {
  const { success } = writer.words;
  const { invoice, outcome, payment } = view;
  const merchant = isolate(invoice.merchant.name);
  const whom =
    outcome === 'succeeded'
      ? success.paidTo(merchant)
      : outcome === 'processing'
        ? success.onItsWay(merchant)
        : success.dueTo(merchant);
  const settled = outcome === 'succeeded' || outcome === 'processing';
  const minor = payment?.amount ?? (settled ? invoice.total : invoice.amountRemaining);
  return { amount: writer.amount(minor), whom };
}

function sentences(view: PaymentSuccessfulView, writer: Writer): string[] {
  const { words } = writer;
  const { success } = words;
  switch (view.outcome) {
    case 'succeeded':
      return view.receiptTo === null ? [] : [success.receipt(isolate(view.receiptTo))];
    case 'processing':
      return [
        success.processingExplained,
        ...(view.receiptTo === null ? [] : [success.receiptLater(isolate(view.receiptTo))]),
      ];
    case 'failed':
      return [failureSentence(words, view.payment?.failureCode ?? null), success.failedExplained];
    case 'open':
      return [success.openExplained];
    case 'unknown':
      return [success.unknownExplained];
    default:
      return view.outcome satisfies never;
  }
}

function facts(view: PaymentSuccessfulView, writer: Writer): readonly Html[] {
  const { success } = writer.words;
  const { invoice, payment, outcome } = view;
  const rows = [outcomeFact(success.invoice, invoice.number)];
  if (payment === null || (outcome !== 'succeeded' && outcome !== 'processing')) return rows;
  const label = outcome === 'succeeded' ? success.date : success.started;
  rows.push(outcomeFact(label, writer.date(paymentDay(payment))));
  if (payment.method !== null)
    rows.push(outcomeFact(success.method, sentenceCase(writer.method(payment.method))));
  const number = receiptShown(view)?.number ?? null;
  rows.push(
    number === null
      ? outcomeFact(success.reference, payment.reference)
      : outcomeFact(writer.speech.words.receipts.number, number),
  );
  return rows;
}

/** Its receipt, which stands behind the invoice's link. */
const receiptShown = ({ outcome, viewUrl, invoice, payment }: PaymentSuccessfulView) =>
  outcome === 'succeeded' && viewUrl !== null ? receiptOf(invoice, payment?.reference ?? null) : null;

function actions(view: PaymentSuccessfulView, writer: Writer): readonly Html[] {
  const { success } = writer.words;
  const details = view.viewUrl === null ? NOTHING : html`<a href="${view.viewUrl}">${success.view}</a>`;
  return [primary(view, success), receiptLink(receiptShown(view), writer), details];
}

function primary(view: PaymentSuccessfulView, words: Writer['words']['success']): Html {
  // An empty address is this page again, with the query that names its payment.
  if (view.outcome === 'unknown') return html`<a class="button" href="">${words.checkAgain}</a>`;
  if (view.payUrl === null || view.outcome === 'succeeded' || view.outcome === 'processing') return NOTHING;
  const label = view.outcome === 'open' ? words.continuePaying : words.payAgain;
  return html`<a class="button" href="${view.payUrl}">${label}</a>`;
}

function keptNote({ kept }: PaymentSuccessfulView, writer: Writer): Html {
  if (kept == null) return NOTHING;
  const { keeps } = writer.words;
  return html`
    <p class="small soft lead screen">
      ${keeps.kept(isolate(kept.customer))}<br>
      <a href="${kept.refuseUrl}">${keeps.refuse}</a>
    </p>
  `;
}
