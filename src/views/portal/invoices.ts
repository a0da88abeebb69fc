import { type StatusFacts, statusLine, statusOf } from '../components/status.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import { type FrameVisit, portalPage, type Said } from './frame.ts';
import { type PortalWriter, portalWriter } from './writer.ts';

const FILTERS = ['all', 'to_pay', 'overdue', 'processing', 'paid', 'closed'] as const;
type Filter = (typeof FILTERS)[number];

/** An invoice of the list. Amounts in minor units of its currency, dates `YYYY-MM-DD`. */
export type InvoiceRow = StatusFacts & {
  readonly id: string;
  readonly number: string;
  readonly currency: string;
  readonly issuedOn: string;
  readonly total: number;
  readonly links: {
    readonly view: string;
    readonly pdf: string;
    readonly pay: string | null;
    /** The newest payment that brought money for it. */
    readonly receipt: string | null;
  };
  /** It may be ticked and paid with others. */
  readonly payable: boolean;
};

export type InvoicesView = {
  readonly filter: Filter;
  readonly invoices: readonly InvoiceRow[];
  readonly olderThan: string | null;
  readonly isLater: boolean;
  readonly sums: readonly {
    readonly currency: string;
    readonly toPay: number;
    readonly toPayCount: number;
    readonly overdue: number;
    readonly processing: number;
  }[];
  readonly count: number;
  /** There is something to choose before paying: a method on file, or how much. */
  readonly hasChoice: boolean;
};

type Context = PageContext & { readonly visit: FrameVisit };

/** A customer's invoices: what is owed, then the list, from which several are paid at once. */
export function invoicesPage(view: InvoicesView, context: Context, said: Said | null = null): string {
  const writer = portalWriter(context.locale);
  const words = writer.portal.invoices;
  const body =
    view.count === 0
      ? html`<h1>${words.title}</h1><p class="lead">${words.none}</p>`
      : html`<h1>${words.title}</h1>${sums(view, writer)}${filters(view, writer)}${list(view, writer)}${pages(view, writer)}`;
  return portalPage({ title: words.title, context, area: 'invoices', said, body });
}

/** What is owed by currency, the overdue part of it, and what is on its way. */
function sums({ sums: all }: InvoicesView, writer: PortalWriter): Html {
  const words = writer.portal.invoices;
  const figures = all.flatMap(({ currency, toPay, toPayCount, overdue, processing }): Html[] => {
    const late =
      overdue === 0
        ? NOTHING
        : html`<dd class="small wait">${words.ofWhichOverdue(writer.amount(currency, overdue))}</dd>`;
    const payAll =
      toPayCount < 2
        ? NOTHING
        : html`<dd class="small"><a href="/portal/pay?currency=${currency}">${words.payAll(currency)}</a></dd>`;
    const owed =
      toPay === 0
        ? []
        : [
            html`<div><dt>${words.toPay(currency)}</dt><dd><strong>${writer.amount(currency, toPay)}</strong></dd>${late}${payAll}</div>`,
          ];
    const moving =
      processing === 0
        ? []
        : [
            html`<div><dt>${words.processing(currency)}</dt><dd>${writer.amount(currency, processing)}</dd></div>`,
          ];
    return [...owed, ...moving];
  });
  if (figures.length === 0) return html`<p class="lead soft">${words.nothingToPay}</p>`;
  return html`<dl class="sum" aria-label="${words.sums}">${figures}</dl>`;
}

function filters({ filter }: InvoicesView, writer: PortalWriter): Html {
  const words = writer.portal.invoices;
  const tabs = FILTERS.map((name) => {
    const path = name === 'all' ? '/portal/invoices' : `/portal/invoices?show=${name}`;
    return name === filter
      ? html`<li><a href="${path}" aria-current="page">${words.filter[name]}</a></li>`
      : html`<li><a href="${path}">${words.filter[name]}</a></li>`;
  });
  return html`<nav aria-label="${words.filters}"><ul class="tabs">${tabs}</ul></nav>`;
}

/** The list is a form: ticked invoices go to the page where one payment for all of them is looked at. */
function list(view: InvoicesView, writer: PortalWriter): Html {
  const words = writer.portal.invoices;
  if (view.invoices.length === 0) return html`<p class="lead">${words.noneHere}</p>`;
  const ticks = view.invoices.filter(({ payable }) => payable).length > 1;
  const tick = ticks
    ? html`<th role="columnheader" scope="col" class="tick"><span class="hidden">${words.selectHeading}</span></th>`
    : NOTHING;
  const rows = view.invoices.map((invoice) => row(invoice, ticks, view.hasChoice, writer));
  const table = html`<table class="list${ticks ? ' ticks' : ''}" role="table"><thead role="rowgroup"><tr role="row">${tick}<th role="columnheader" scope="col">${words.invoice}</th><th role="columnheader" scope="col">${words.status}</th><th role="columnheader" scope="col" class="n">${words.amount}</th><th role="columnheader" scope="col" class="do">${words.actions}</th></tr></thead><tbody role="rowgroup">${rows}</tbody></table>`;
  if (!ticks) return table;
  return html`<form method="get" action="/portal/pay">${table}<p class="bar"><button class="button">${words.paySelected}</button></p></form>`;
}

function row(invoice: InvoiceRow, ticks: boolean, hasChoice: boolean, writer: PortalWriter): Html {
  const words = writer.portal.invoices;
  const number = isolate(invoice.number);
  const box = invoice.payable
    ? html`<input type="checkbox" name="invoice" value="${invoice.id}" aria-label="${words.select(number)}">`
    : NOTHING;
  const tick = ticks ? html`<td role="cell" class="tick">${box}</td>` : NOTHING;
  const rest =
    invoice.status === 'open' && invoice.amountRemaining !== invoice.total
      ? html`<span class="small soft">${words.stillDue(writer.amount(invoice.currency, invoice.amountRemaining))}</span>`
      : NOTHING;
  const status = statusLine(statusOf(invoice, writer));
  return html`<tr role="row">${tick}<td role="cell" class="main"><a href="${invoice.links.view}"><b>${invoice.number}</b></a><span class="small soft">${writer.date(invoice.issuedOn)}</span></td><td role="cell">${status}</td><td role="cell" class="n owed">${writer.amount(invoice.currency, invoice.total)}${rest}</td><td role="cell" class="do"><span class="acts">${actions(invoice, hasChoice, writer)}</span></td></tr>`;
}

/** To the pay link; or, where there is something to choose, to the page where it is chosen. */
function actions(invoice: InvoiceRow, hasChoice: boolean, writer: PortalWriter): Html {
  const words = writer.portal.invoices;
  const number = isolate(invoice.number);
  const { pay, pdf, receipt } = invoice.links;
  const label = hasChoice ? words.choose : words.pay;
  const path = hasChoice ? `/portal/pay?invoice=${invoice.id}` : pay;
  const payLink =
    path === null || !invoice.payable
      ? NOTHING
      : html`<a href="${path}" aria-label="${words.about(label, number)}">${label}</a>`;
  const receiptLink =
    receipt === null
      ? NOTHING
      : html`<a href="${receipt}" aria-label="${words.about(words.receipt, number)}">${words.receipt}</a>`;
  return html`${payLink}${receiptLink}<a href="${pdf}" aria-label="${words.about(words.pdf, number)}">${words.pdf}</a>`;
}

function pages({ filter, olderThan, isLater }: InvoicesView, writer: PortalWriter): Html {
  const words = writer.portal.invoices;
  if (olderThan === null && !isLater) return NOTHING;
  const show = filter === 'all' ? '' : `show=${filter}`;
  const first = isLater
    ? html`<a href="/portal/invoices${show === '' ? '' : `?${show}`}">${words.newest}</a>`
    : NOTHING;
  const older =
    olderThan === null
      ? NOTHING
      : html`<a href="/portal/invoices?${show === '' ? '' : `${show}&`}before=${olderThan}" rel="next">${words.older}</a>`;
  return html`<nav class="pages" aria-label="${words.pages}">${first}${older}</nav>`;
}
