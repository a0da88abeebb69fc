import type { CollectPolicy, MethodCard } from '../../domain/collection/types.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { isolate } from '../text.ts';
import { radioField, selectField, textField } from './fields.ts';
import { portalPage, postForm, type Said } from './frame.ts';
import { payPath, refusalText } from './settings.ts';
import { SETTINGS_STYLES } from './settings-styles.ts';
import { type SettingsContext, type SettingsWriter, sayingOf, writerOf } from './settings-writer.ts';
import { typedAmount } from './typed.ts';

/** An open invoice, and what happens to it by itself. Amounts in minor units, instants in ms. */
export type PlannedInvoice = {
  readonly id: string;
  readonly number: string;
  readonly currency: string;
  readonly amountRemaining: number;
  readonly plan:
    | { readonly kind: 'scheduled' | 'retrying'; readonly at: number }
    | { readonly kind: 'soon' | 'charging' | 'paused' | 'over_cap' | 'not' };
  readonly viewUrl: string;
  readonly isPayable: boolean;
};

export type AutopayView = {
  /** When invoices are charged by themselves as things stand, and whether that is the customer's own word. */
  readonly policy: CollectPolicy;
  readonly isOwnWord: boolean;
  readonly cap: { readonly amount: number; readonly currency: string } | null;
  /** The days before a charge on a due date that it is announced; 0 for not at all. */
  readonly noticeDays: number;
  /** Those that can be charged, the default first. */
  readonly methods: readonly { readonly id: string; readonly card: MethodCard }[];
  readonly invoices: readonly PlannedInvoice[];
  /** When the customer agreed last; null where they never did. */
  readonly agreedAt: number | null;
  readonly currency: string;
  readonly form: { readonly when: string; readonly methodId: string; readonly cap: string };
  readonly problem: 'cap' | 'cap_zero' | 'no_method' | 'terms_changed' | 'not_usable' | null;
  readonly terms: { readonly text: string; readonly proof: string };
};

/** Automatic payment: how it stands, what is charged next, and the terms on which it is turned on. */
export function autopayPage(view: AutopayView, context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.autopay;
  const said: Said | null =
    view.problem === null || view.problem === 'cap' || view.problem === 'cap_zero'
      ? sayingOf(writer, context.said)
      : { tone: 'bad', text: refusalText(writer, view.problem) };
  const body = html`<h1>${words.title}</h1>${standing(view, context, writer)}${next(view, context, writer)}${terms(view, context, writer)}`;
  return portalPage({ title: words.title, styles: SETTINGS_STYLES, context, area: 'autopay', said, body });
}

function standing(view: AutopayView, context: SettingsContext, writer: SettingsWriter): Html {
  const words = writer.own.autopay;
  const { policy, methods, cap, noticeDays, agreedAt } = view;
  const read =
    agreedAt === null
      ? NOTHING
      : html`<p class="lead">${words.agreedOn(writer.day(agreedAt))} <a href="/portal/autopay/agreements">${words.readAgain}</a></p>`;
  if (policy === 'never') return html`<p class="lead"><b>${words.off}</b></p>${read}`;
  const when = words.when[policy];
  const on = view.isOwnWord ? words.on(when) : words.byMerchant(isolate(context.visit.merchant.name), when);
  const [first] = methods;
  const details = [
    first === undefined ? words.offUntilMethod : words.firstWith(writer.card(first.card)),
    ...(cap === null ? [] : [words.upTo(writer.amount(cap.currency, cap.amount))]),
    ...(noticeDays > 0 && policy === 'on_due_date' ? [words.notice(noticeDays)] : []),
  ].join(' ');
  const off = postForm(
    context.visit,
    '/portal/autopay/off',
    html`<p class="actions"><button class="plain">${words.turnOff}</button></p>`,
  );
  return html`<p class="lead"><b>${on}</b></p><p class="lead">${details}</p>${read}${off}`;
}

function next(view: AutopayView, context: SettingsContext, writer: SettingsWriter): Html {
  const words = writer.own.autopay;
  if (view.policy === 'never' && view.invoices.every(({ plan }) => plan.kind === 'not')) return NOTHING;
  if (view.invoices.length === 0) {
    return html`<section><h2>${words.next}</h2><p class="lead">${words.nothingNext}</p></section>`;
  }
  const rows = view.invoices.map((invoice) => row(invoice, context, writer));
  return html`<section><h2>${words.next}</h2><table class="list" role="table"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${words.invoice}</th><th role="columnheader" scope="col">${words.plan}</th><th role="columnheader" scope="col" class="n">${words.amount}</th><th role="columnheader" scope="col">${words.actions}</th></tr></thead><tbody role="rowgroup">${rows}</tbody></table></section>`;
}

function row(invoice: PlannedInvoice, context: SettingsContext, writer: SettingsWriter): Html {
  const words = writer.own.autopay;
  const number = isolate(invoice.number);
  const { of } = writer.own;
  const invoiceName = words.invoiceNumber(number);
  const { plan } = invoice;
  const text =
    plan.kind === 'scheduled' || plan.kind === 'retrying'
      ? words.step[plan.kind](writer.day(plan.at))
      : words.step[plan.kind];
  const hidden = html`<input type="hidden" name="invoice" value="${invoice.id}">`;
  const act =
    plan.kind === 'paused'
      ? postForm(
          context.visit,
          '/portal/autopay/resume',
          html`${hidden}<button class="text" aria-label="${of(words.resume, invoiceName)}">${words.resume}</button>`,
        )
      : plan.kind === 'scheduled' || plan.kind === 'retrying' || plan.kind === 'soon'
        ? postForm(
            context.visit,
            '/portal/autopay/pause',
            html`${hidden}<button class="text" aria-label="${of(words.pause, invoiceName)}">${words.pause}</button>`,
          )
        : NOTHING;
  const pay =
    !invoice.isPayable || plan.kind === 'charging'
      ? NOTHING
      : html`<a href="${payPath(invoice.id)}" aria-label="${of(words.pay, invoiceName)}">${words.pay}</a>`;
  return html`<tr role="row"><td role="cell" class="main"><a href="${invoice.viewUrl}"><b>${number}</b></a></td><td role="cell">${text}</td><td role="cell" class="n owed">${writer.amount(invoice.currency, invoice.amountRemaining)}</td><td role="cell"><span class="acts">${act}${pay}</span></td></tr>`;
}

/** The form that turns it on, or changes its terms. */
function terms(view: AutopayView, context: SettingsContext, writer: SettingsWriter): Html {
  const words = writer.own.autopay;
  const isOn = view.isOwnWord && view.policy !== 'never';
  const title = isOn ? words.change : words.turnOnTitle;
  if (view.methods.length === 0) {
    return html`<section><h2>${title}</h2><p class="lead">${words.needsMethod}</p><p class="actions"><a class="button" href="/portal/settings">${words.addMethod}</a></p></section>`;
  }
  const problem =
    view.problem === 'cap'
      ? writer.own.refused.cap(typedAmount(view.currency, 50_000, writer.locale))
      : view.problem === 'cap_zero'
        ? writer.own.refused.cap_zero
        : null;
  const fields = html`<input type="hidden" name="terms" value="${view.terms.proof}">${radioField({
    name: 'when',
    label: words.whenLabel,
    value: view.form.when,
    options: [
      ['on_due_date', words.whenOption.on_due_date],
      ['on_send', words.whenOption.on_send],
    ],
  })}${selectField({
    name: 'method',
    label: words.methodLabel,
    value: view.form.methodId,
    options: view.methods.map(({ id, card }) => [id, writer.card(card)] as const),
  })}${textField({
    name: 'cap',
    label: words.capLabel(view.currency),
    value: view.form.cap,
    hint: words.capHint,
    problem,
    attributes: html`inputmode="decimal" autocomplete="off" maxlength="40"`,
  })}<section class="terms"><h2>${words.terms}</h2><p>${view.terms.text}</p></section><p class="pay"><button class="button">${isOn ? words.save : words.turnOn}</button></p>`;
  return html`<section><h2>${title}</h2>${postForm(context.visit, '/portal/autopay', fields)}</section>`;
}
