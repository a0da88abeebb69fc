import { ICONS } from '../components/icons.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { failureSentence } from '../i18n/dictionary.ts';
import type { PageContext } from '../layout.ts';
import type { MethodView } from '../model.ts';
import { isolate } from '../text.ts';
import { type FrameVisit, portalPage } from './frame.ts';
import { type PortalWriter, portalWriter } from './writer.ts';

export type PaymentPageView = {
  readonly id: string;
  readonly outcome: 'succeeded' | 'processing' | 'failed' | 'open' | 'unknown' | 'returned';
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  /** Ms since the epoch. */
  readonly at: number;
  readonly method: MethodView | null;
  readonly failureCode: string | null;
  readonly invoices: readonly {
    readonly id: string;
    readonly number: string;
    readonly amount: number;
    readonly viewUrl: string;
    readonly isOwed: boolean;
  }[];
};

type Context = PageContext & {
  readonly visit: FrameVisit & { readonly merchant: { readonly timeZone: string } };
};

/** What became of one payment, where Stripe returns to: how much, when, how, and for which invoices. Prints as a receipt. */
export function paymentPage(view: PaymentPageView, context: Context): string {
  const writer = portalWriter(context.locale);
  const words = writer.portal.payment;
  const title = words.title[view.outcome];
  const body = html`<p class="status">${sign(view.outcome)}</p><h1>${title}</h1><p class="amount">${writer.amount(view.currency, view.amount)}</p>${explanation(view, writer)}${facts(view, context, writer)}${invoices(view, writer)}<p class="actions">${next(view, writer)}<a href="/portal/invoices">${words.back}</a></p>${view.outcome === 'succeeded' ? html`<p class="small screen">${words.printed}</p>` : NOTHING}`;
  return portalPage({ title, context, area: 'invoices', body });
}

function sign(outcome: PaymentPageView['outcome']): Html {
  switch (outcome) {
    case 'succeeded':
      return html`<span class="good">${ICONS.check}</span>`;
    case 'failed':
      return html`<span class="bad">${ICONS.cross}</span>`;
    case 'returned':
      return html`<span class="bad">${ICONS.back}</span>`;
    case 'processing':
    case 'open':
    case 'unknown':
      return html`<span class="wait">${ICONS.clock}</span>`;
    default:
      return outcome satisfies never;
  }
}

function explanation(view: PaymentPageView, writer: PortalWriter): Html {
  const text = sentence(view, writer);
  return text === null ? NOTHING : html`<p class="lead">${text}</p>`;
}

function sentence({ outcome, failureCode }: PaymentPageView, writer: PortalWriter): string | null {
  const { success } = writer.words;
  switch (outcome) {
    case 'succeeded':
      return null;
    case 'processing':
      return success.processingExplained;
    case 'failed':
      return failureCode === null
        ? success.failedExplained
        : `${failureSentence(writer.words, failureCode)} ${success.failedExplained}`;
    case 'open':
      return success.openExplained;
    case 'unknown':
      return success.unknownExplained;
    case 'returned':
      return writer.portal.payment.returned;
    default:
      return outcome satisfies never;
  }
}

function facts(view: PaymentPageView, { visit }: Context, writer: PortalWriter): Html {
  const words = writer.portal.payment;
  const hasMoved = view.outcome === 'succeeded' || view.outcome === 'processing';
  const rows = [
    fact(words.to, visit.merchant.name),
    fact(words.from, visit.customer.name),
    ...(hasMoved
      ? [
          fact(
            view.outcome === 'succeeded' ? words.date : words.started,
            writer.instant(view.at, visit.merchant.timeZone),
          ),
        ]
      : []),
    ...(view.method === null ? [] : [fact(words.method, writer.method(view.method))]),
    fact(words.reference, view.id),
  ];
  return html`<section><dl class="facts">${rows}</dl></section>`;
}

const fact = (label: string, value: string): Html =>
  html`<div><dt>${label}</dt><dd dir="auto">${value}</dd></div>`;

function invoices(view: PaymentPageView, writer: PortalWriter): Html {
  const words = writer.portal.payment;
  const rows = view.invoices.map(
    ({ number, amount, viewUrl }) =>
      html`<tr role="row"><td role="cell" class="main"><a href="${viewUrl}">${isolate(number)}</a></td><td role="cell" class="n owed">${writer.amount(view.currency, amount)}</td></tr>`,
  );
  const heading = view.outcome === 'succeeded' ? words.invoices : words.invoicesOf;
  return html`<section><h2>${heading}</h2><table class="list" role="table"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${writer.portal.invoices.invoice}</th><th role="columnheader" scope="col" class="n">${words.amount}</th></tr></thead><tbody role="rowgroup">${rows}</tbody></table></section>`;
}

/** The way on: the same invoices again where they are owed, or this page where nothing is known yet. */
function next(view: PaymentPageView, writer: PortalWriter): Html {
  const words = writer.portal.payment;
  if (view.outcome === 'unknown')
    return html`<a class="button" href="/portal/payments/${view.id}">${words.checkAgain}</a>`;
  const owed = view.invoices.filter(({ isOwed }) => isOwed).map(({ id }) => ['invoice', id]);
  const offers = view.outcome === 'failed' || view.outcome === 'open' || view.outcome === 'returned';
  if (owed.length === 0 || !offers) return NOTHING;
  const label = view.outcome === 'open' ? words.continue : words.again;
  return html`<a class="button" href="/portal/pay?${new URLSearchParams(owed).toString()}">${label}</a>`;
}
