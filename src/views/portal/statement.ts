import { effectOf, type Statement } from '../../domain/statement.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import { type FrameVisit, portalPage } from './frame.ts';
import { type PortalWriter, portalWriter } from './writer.ts';

export type StatementView = {
  /** Local dates, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly statements: readonly Statement[];
  readonly isTooLong: boolean;
  /** What was typed, where it was no period. */
  readonly wrong: { readonly from: string; readonly to: string } | null;
};

type Context = PageContext & { readonly visit: FrameVisit };

/** A customer's account over a period: opening, each entry, closing, one table a currency. It prints as a document. */
export function statementPage(view: StatementView, context: Context): string {
  const writer = portalWriter(context.locale);
  const words = writer.portal.statement;
  const content =
    view.wrong !== null
      ? NOTHING
      : view.isTooLong
        ? html`<p class="lead">${words.tooLong}</p>`
        : view.statements.length === 0
          ? html`<p class="lead">${words.nothing}</p>`
          : html`${view.statements.map((statement) => section(statement, view, writer))}${note(view, writer)}${download(view, writer)}`;
  const title =
    view.wrong === null ? words.titleFor(writer.date(view.from), writer.date(view.to)) : words.title;
  const body = html`<h1>${title}</h1><p class="print">${words.preparedFor} ${isolate(context.visit.customer.name)}. ${words.preparedBy} ${isolate(context.visit.merchant.name)}.</p>${form(view, writer)}${content}`;
  return portalPage({ title: words.title, context, area: 'statement', body });
}

function form(view: StatementView, writer: PortalWriter): Html {
  const words = writer.portal.statement;
  const { from, to } = view.wrong ?? view;
  const wrong =
    view.wrong === null ? NOTHING : html`<p class="said bad" role="alert">${words.wrongPeriod}</p>`;
  return html`${wrong}<form method="get" action="/portal/statement" class="inline"><label>${words.from} <input type="date" name="from" value="${from}" required></label><label>${words.to} <input type="date" name="to" value="${to}" required></label><button class="plain">${words.show}</button></form>`;
}

function section(statement: Statement, view: StatementView, writer: PortalWriter): Html {
  const words = writer.portal.statement;
  const { currency } = statement;
  const amount = (minor: number) => writer.amount(currency, minor);
  const hasRefunds = statement.refunded > 0;
  const refundedHead = hasRefunds
    ? html`<th role="columnheader" scope="col" class="n">${words.refunded}</th>`
    : NOTHING;
  const edge = (label: string, minor: number): Html =>
    html`<tr role="row"><td role="cell" class="main" colspan="${hasRefunds ? '5' : '4'}"><b>${label}</b></td><td role="cell" class="n owed"><b>${amount(minor)}</b></td></tr>`;
  const rows = statement.entries.map((entry) => {
    const effect = effectOf(entry);
    const invoiced = entry.kind === 'invoice' || entry.kind === 'void' ? amount(effect) : '';
    const isRefund = entry.kind === 'refund';
    const paid = invoiced === '' && !isRefund ? amount(-effect) : '';
    const refunded = hasRefunds ? figure(words.refunded, isRefund ? amount(entry.amount) : '') : NOTHING;
    return html`<tr role="row"><td role="cell" class="when">${writer.date(entry.date)}</td><td role="cell" class="main" dir="auto">${what(entry, writer)}</td>${figure(words.invoiced, invoiced)}${figure(words.paid, paid)}${refunded}<td role="cell" class="n owed" data-label="${words.balance}">${amount(entry.balance)}</td></tr>`;
  });
  return html`<section><h2>${words.inCurrency(currency)}</h2><table class="list ledger" role="table"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${words.date}</th><th role="columnheader" scope="col">${words.entry}</th><th role="columnheader" scope="col" class="n">${words.invoiced}</th><th role="columnheader" scope="col" class="n">${words.paid}</th>${refundedHead}<th role="columnheader" scope="col" class="n">${words.balance}</th></tr></thead><tbody role="rowgroup">${edge(words.opening(writer.date(view.from)), statement.opening)}${rows}${edge(words.closing(writer.date(view.to)), statement.closing)}</tbody></table></section>`;
}

/** An id of ours says nothing to a reader: it stands on the payment's own page, and in the file. */
const OUR_ID = /^[a-z]{2,3}_[0-9a-z]{20,}$/;

/** What happened; a payment leads to its own page. */
function what({ kind, reference }: Statement['entries'][number], writer: PortalWriter): Html {
  const said = OUR_ID.test(reference) ? '' : isolate(reference);
  const text = writer.portal.statement.kind[kind](said).replace(/\s+/g, ' ').trim();
  const isOurs = (kind === 'payment' || kind === 'returned') && reference.startsWith('pay_');
  return isOurs ? html`<a href="/portal/payments/${reference}">${text}</a>` : html`${text}`;
}

const figure = (label: string, text: string): Html =>
  text === ''
    ? html`<td role="cell" class="n"></td>`
    : html`<td role="cell" class="n" data-label="${label}">${text}</td>`;

function note({ statements }: StatementView, writer: PortalWriter): Html {
  const hasRefunds = statements.some(({ refunded }) => refunded > 0);
  return hasRefunds ? html`<p class="lead small">${writer.portal.statement.refundNote}</p>` : NOTHING;
}

function download({ from, to }: StatementView, writer: PortalWriter): Html {
  return html`<p class="actions"><a href="/portal/statement.csv?from=${from}&to=${to}">${writer.portal.statement.csv}</a></p>`;
}
