import { type Html, html, NOTHING } from '../html.ts';
import type { PageContext } from '../layout.ts';
import type { MethodView, NoLinkReason } from '../model.ts';
import { isolate } from '../text.ts';
import { type FrameVisit, portalPage, postForm } from './frame.ts';
import { typedAmount } from './typed.ts';
import { type PortalWriter, portalWriter } from './writer.ts';

/** An invoice that is to be paid. Amounts in minor units of its currency. */
type Payee = {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly currency: string;
  readonly dueOn: string | null;
  readonly total: number;
  readonly remaining: number;
};

type PartProblem = 'unreadable' | 'zero' | 'more_than_owed' | 'whole_only' | 'leaves_too_little';
type NotPayable = NoLinkReason | 'processing' | 'disputed' | 'being_changed' | 'frozen';

/** What became of pressing the button, where it did not lead to Stripe. */
export type PayTrouble =
  | { readonly kind: 'changed' | 'busy' | 'unavailable' | 'currencies' }
  /** The method on file was charged, or another payment is: what came of it is not known yet. */
  | { readonly kind: 'unsure' }
  /** Stripe's limit in minor units, where the reason is about one. */
  | { readonly kind: 'sum'; readonly reason: NoLinkReason; readonly limit: number | null }
  | { readonly kind: 'parts'; readonly problems: ReadonlyMap<string, PartProblem> };

export type PayView = {
  readonly payable: readonly Payee[];
  readonly leftOut: readonly (Payee & { readonly reason: NotPayable })[];
  readonly hasMore: boolean;
  readonly most: number;
  readonly partPayments: boolean;
  readonly trouble: PayTrouble | null;
  /** The method on file that a single invoice may be paid with at once, all of it; else null. */
  readonly saved: { readonly methodId: string; readonly method: MethodView } | null;
  /** Amounts as they were typed, by invoice, to be shown again. */
  readonly typed: ReadonlyMap<string, string>;
};

type Context = PageContext & { readonly visit: FrameVisit };

/** What one payment would be for, before it is made: each invoice, the total, one button. Looking changes nothing. */
export function payPage(view: PayView, context: Context): string {
  const writer = portalWriter(context.locale);
  const words = writer.portal.pay;
  const currencies = [...new Set(view.payable.map(({ currency }) => currency))];
  const [currency] = currencies;
  const content =
    currency === undefined
      ? html`<p class="lead">${view.leftOut.length === 0 ? words.nothingChosen : words.none}</p>`
      : currencies.length > 1
        ? apart(view, currencies, writer)
        : form(view, currency, context, writer);
  const body = html`<h1>${words.title}</h1>${trouble(view, currency ?? null, writer)}${content}${leftOut(view, writer)}<p class="actions"><a href="/portal/invoices">${words.back}</a></p>`;
  return portalPage({ title: words.title, context, area: 'invoices', body });
}

function trouble({ trouble: what }: PayView, currency: string | null, writer: PortalWriter): Html {
  const text = what === null ? null : troubleText(what, currency, writer);
  return text === null ? NOTHING : html`<p class="said bad" role="alert">${text}</p>`;
}

function troubleText(what: PayTrouble, currency: string | null, writer: PortalWriter): string | null {
  const words = writer.portal.pay;
  switch (what.kind) {
    case 'changed':
    case 'busy':
    case 'unavailable':
      return words[what.kind];
    case 'unsure':
      return writer.words.success.unknownExplained;
    // Each is said where it belongs.
    case 'currencies':
    case 'parts':
      return null;
    case 'sum': {
      if (what.limit === null || currency === null) return words.notOnline;
      const limit = writer.amount(currency, what.limit);
      return what.reason === 'below_minimum' ? words.tooLittle(limit) : words.tooMuch(limit);
    }
    default:
      return what satisfies never;
  }
}

/** Several currencies: each has a way of its own. */
function apart(view: PayView, currencies: readonly string[], writer: PortalWriter): Html {
  const words = writer.portal.pay;
  const ways = currencies.map((currency) => {
    const ids = view.payable.filter((one) => one.currency === currency).map(({ id }) => ['invoice', id]);
    return html`<li><a href="/portal/pay?${new URLSearchParams(ids).toString()}">${words.payIn(currency)}</a></li>`;
  });
  return html`<p class="lead">${words.currencies}</p><ul class="choices">${ways}</ul>`;
}

function form(view: PayView, currency: string, context: Context, writer: PortalWriter): Html {
  const words = writer.portal.pay;
  const { payable, partPayments } = view;
  const total = writer.amount(
    currency,
    payable.reduce((sum, { remaining }) => sum + remaining, 0),
  );
  const explained =
    view.saved !== null
      ? NOTHING
      : html`<p class="lead">${payable.length > 1 ? words.explained : words.explainedOne}</p>`;
  const parts = partPayments ? html`<p class="lead">${words.explainedParts}</p>` : NOTHING;
  const more = view.hasMore ? html`<p class="lead">${words.atOnce(String(view.most))}</p>` : NOTHING;
  const foot = partPayments
    ? NOTHING
    : html`<tfoot role="rowgroup"><tr role="row"><td role="cell" class="main" colspan="2">${words.total}</td><td role="cell" class="n owed">${total}</td></tr></tfoot>`;
  const table = html`<table class="list" role="table"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${words.invoice}</th><th role="columnheader" scope="col">${words.due}</th><th role="columnheader" scope="col" class="n">${partPayments ? words.amountHeading : words.stillDue}</th></tr></thead><tbody role="rowgroup">${payable.map((one) => row(one, view, writer))}</tbody>${foot}</table>`;
  return html`${explained}${parts}${more}${postForm(context.visit, '/portal/pay', html`${table}<p class="bar">${buttons(view, total, writer)}</p>`)}`;
}

/**
 * One way to Stripe; and for a single invoice that may be charged to a method on file, the press that does it. Where an
 * amount can be typed, Stripe's comes first: the key that ends typing presses the first button.
 */
function buttons({ partPayments, saved }: PayView, total: string, writer: PortalWriter): Html {
  const words = writer.portal.pay;
  if (saved === null) {
    return html`<button class="button">${partPayments ? words.buttonParts : words.button(total)}</button>`;
  }
  const label = writer.words.pay.withSaved(total, isolate(writer.shortMethod(saved.method)));
  return partPayments
    ? html`<button class="button">${words.buttonParts}</button><button class="plain" name="method" value="${saved.methodId}">${label}</button>`
    : html`<button class="button" name="method" value="${saved.methodId}">${label}</button><button class="plain">${writer.words.pay.anotherMethod}</button>`;
}

function row(one: Payee, view: PayView, writer: PortalWriter): Html {
  const words = writer.portal.pay;
  const due = one.dueOn === null ? words.onReceipt : writer.date(one.dueOn);
  const shown = html`<input type="hidden" name="invoice" value="${`${one.id}.${one.version}`}">`;
  const remaining = writer.amount(one.currency, one.remaining);
  const amount = view.partPayments
    ? html`<td role="cell">${amountField(one, view, writer)}</td>`
    : html`<td role="cell" class="n owed">${remaining}</td>`;
  return html`<tr role="row"><td role="cell" class="main">${shown}<b>${isolate(one.number)}</b></td><td role="cell" data-label="${words.due}">${due}</td>${amount}</tr>`;
}

function amountField(one: Payee, view: PayView, writer: PortalWriter): Html {
  const words = writer.portal.pay;
  const problem = view.trouble?.kind === 'parts' ? view.trouble.problems.get(one.id) : undefined;
  const typed = view.typed.get(one.id) ?? typedAmount(one.currency, one.remaining, writer.locale);
  const id = `amount-${one.id}`;
  const wrong =
    problem === undefined
      ? NOTHING
      : html`<p class="wrong" id="${id}-wrong">${problemText(problem, one, writer)}</p>`;
  const invalid =
    problem === undefined ? NOTHING : html` aria-invalid="true" aria-describedby="${`${id}-wrong`}"`;
  return html`<div class="field"><label for="${id}" class="small">${words.amount(isolate(one.number), one.currency)}</label><input id="${id}" name="${`amount.${one.id}`}" inputmode="decimal" autocomplete="off" maxlength="40" value="${typed}"${invalid}>${wrong}</div>`;
}

function problemText(problem: PartProblem, one: Payee, writer: PortalWriter): string {
  const words = writer.portal.pay.problem;
  const remaining = writer.amount(one.currency, one.remaining);
  switch (problem) {
    case 'unreadable':
      return words.unreadable(typedAmount(one.currency, one.remaining, writer.locale));
    case 'more_than_owed':
    case 'whole_only':
      return words[problem](remaining);
    case 'zero':
    case 'leaves_too_little':
      return words[problem];
    default:
      return problem satisfies never;
  }
}

function leftOut({ leftOut: all }: PayView, writer: PortalWriter): Html {
  if (all.length === 0) return NOTHING;
  const words = writer.portal.pay;
  const items = all.map(
    ({ number, reason }) => html`<li><b>${isolate(number)}</b> ${words.reason[reason]}</li>`,
  );
  return html`<section><h2>${words.leftOut}</h2><ul class="choices">${items}</ul></section>`;
}
