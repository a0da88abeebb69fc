import { html } from 'hono/html';
import type { Stripe } from 'stripe';
import { inputOf } from '../checkout/custom-fields.ts';
import type { Problems } from '../checkout/entry.ts';
import { methodLabel, offersToRemove, offersToSave } from '../checkout/saved-methods.ts';
import { formatAmount } from '../core/money.ts';
import type { WireLineItem } from '../store/records.ts';
import { customField } from './custom-field.ts';
import { type Html, layout } from './layout.ts';

const BANK = 'US bank account';

export interface CheckoutView {
  session: Stripe.Checkout.Session;
  lines: WireLineItem[];
  /** Methods that the payer has saved and the session offers. */
  saved: Stripe.PaymentMethod[];
  merchant: string;
  /** A hidden field of the form, so that a double click counts as one submission. */
  attempt: string;
  /** The previous input, shown again without the card's number and code. */
  typed: Record<string, string>;
  problems: Problems;
  message: string | null;
}

/** The page on which a person pays. */
export function checkoutPage(view: CheckoutView): Html {
  const { session, merchant } = view;
  const setup = session.mode === 'setup';
  const total = formatAmount(session.amount_total ?? 0, session.currency ?? 'usd');
  const bank = session.payment_method_types.includes('us_bank_account');
  const card = session.payment_method_types.includes('card');
  const typed = view.typed.method === 'us_bank_account' || !card ? 'us_bank_account' : 'card';
  const first = view.saved[0];
  const chosen = view.typed.method === undefined && first ? `saved:${first.id}` : typed;
  const kinds = [card, bank, first !== undefined].filter(Boolean).length;
  return layout(
    setup ? `Save a payment method for ${merchant}` : `Pay ${merchant}`,
    html`<main>
${session.cancel_url === null ? '' : html`<p><a href="${session.cancel_url}">Back</a></p>`}
<h1>${session.branding_settings?.display_name ?? merchant}</h1>
${
  setup
    ? html`<p>Save a payment method. You are not charged now.</p>`
    : html`<p class="amount">${total}</p>${lineList(view)}`
}
<form method="post" class="card">
${view.message === null ? '' : html`<p class="notice" role="alert">${view.message}</p>`}
<input type="hidden" name="attempt" value="${view.attempt}">
${emailField(view)}
${session.custom_fields.map((asked) =>
  customField(asked, view.typed[inputOf(asked)], view.problems[inputOf(asked)]),
)}
<fieldset class="${kinds > 1 ? '' : 'only'}">
<legend>${setup ? 'Save' : 'Pay with'}</legend>
${view.saved.map((method) => radio(`pay-${method.id}`, `saved:${method.id}`, methodLabel(method), chosen))}
${kinds > 1 && card ? radio('pay-card', 'card', first ? 'Another card' : 'Card', chosen) : ''}
${kinds > 1 && bank ? radio('pay-bank', 'us_bank_account', first ? `Another ${BANK}` : BANK, chosen) : ''}
${kinds > 1 ? '' : html`<input type="hidden" name="method" value="${chosen}">`}
${card ? html`<div class="fields card-fields">${cardFields(view)}</div>` : ''}
${bank ? html`<div class="fields bank-fields">${bankFields(view)}</div>` : ''}
</fieldset>
${offersToSave(session) ? checkbox('keep', `Save it for my next payments to ${merchant}`) : ''}
${customText(session.custom_text.submit?.message)}
<button class="primary" type="submit">${setup ? 'Save' : `Pay ${total}`}</button>
${customText(session.custom_text.after_submit?.message)}
</form>
${removal(view)}
<p class="soft">Test mode: no real money moves. Try 4242 4242 4242 4242 with any future date.</p>
</main>`,
  );
}

/** A text of the merchant's, with Markdown's bold and links, as Stripe shows it beside or below the button. */
function customText(message: string | undefined): Html | string {
  if (message === undefined) return '';
  const parts = message.split(/(\*\*[^*]+\*\*|\[[^\]]+\]\(https?:[^)\s]+\))/);
  return html`<p class="soft custom">${parts.map((part) => {
    const bold = /^\*\*(.+)\*\*$/.exec(part);
    if (bold) return html`<b>${bold[1]}</b>`;
    const link = /^\[(.+)\]\((.+)\)$/.exec(part);
    return link ? html`<a href="${link[2]}">${link[1]}</a>` : part;
  })}</p>`;
}

function lineList({ lines, session }: CheckoutView): Html {
  const currency = session.currency ?? 'usd';
  return html`<dl class="lines">${lines.map(
    ({ description, quantity, amount_total: amount }) => html`<div>
<dt>${description ?? ''}${(quantity ?? 1) > 1 ? html` <span class="soft">× ${quantity}</span>` : ''}</dt>
<dd>${formatAmount(amount, currency)}</dd>
</div>`,
  )}</dl>`;
}

function emailField(view: CheckoutView): Html {
  const known = view.session.customer_details?.email;
  if (known) return html`<p><span class="soft">Email</span><br>${known}</p>`;
  return field(view, 'email', 'Email', 'email', 'email');
}

/** The style shows the fields of the chosen one: that is how it works without a script. */
function radio(id: string, value: string, label: string, chosen: string): Html {
  return html`<div class="choice">
<input type="radio" name="method" id="${id}" value="${value}" ${value === chosen ? html`checked` : ''}>
<label for="${id}">${label}</label>
</div>`;
}

function checkbox(id: string, label: string): Html {
  return html`<div class="choice">
<input type="checkbox" name="${id}" id="${id}" value="yes">
<label for="${id}">${label}</label>
</div>`;
}

/** A button for each saved method, where the merchant lets payers remove them. */
function removal({ session, saved }: CheckoutView): Html | string {
  if (!offersToRemove(session) || saved.length === 0) return '';
  return html`<form method="post" action="/c/pay/${session.id}/remove" class="row">${saved.map(
    (method) =>
      html`<button type="submit" name="saved" value="${method.id}">Remove ${methodLabel(method)}</button>`,
  )}</form>`;
}

function cardFields(view: CheckoutView): Html {
  return html`${field(view, 'number', 'Card number', 'text', 'cc-number', 'numeric')}
<div class="two">
<div>${field(view, 'expiry', 'Expiry', 'text', 'cc-exp')}</div>
<div>${field(view, 'cvc', 'CVC', 'text', 'cc-csc', 'numeric')}</div>
</div>
${field(view, 'name', 'Name on card', 'text', 'cc-name')}`;
}

function bankFields(view: CheckoutView): Html {
  const { mode, payment_method_options: options } = view.session;
  const instant = options?.us_bank_account?.verification_method === 'instant';
  return html`${field(view, 'holder', 'Account holder name', 'text', 'name')}
${field(view, 'routing', 'Routing number', 'text', 'off', 'numeric')}
${field(view, 'account', 'Account number', 'text', 'off', 'numeric')}
<p class="soft">Test accounts use routing number 110000000, for example with account 000123456789. ${
    mode === 'setup'
      ? 'By saving you allow debits from this account.'
      : 'By paying you allow a debit from this account; it takes about four days.'
  }</p>
${instant ? '' : checkbox('verify', 'Verify it by micro-deposits, in one or two business days')}`;
}

function field(
  view: CheckoutView,
  name: string,
  label: string,
  type: string,
  autocomplete: string,
  mode = 'text',
): Html {
  const problem = view.problems[name];
  const secret = name === 'number' || name === 'cvc' || name === 'account';
  const value = secret ? '' : (view.typed[name] ?? '');
  const keyboard = mode === 'numeric' ? 'numeric' : type === 'email' ? 'email' : 'text';
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" inputmode="${keyboard}" autocomplete="${autocomplete}"
  value="${value}" ${problem ? html`aria-invalid="true" aria-describedby="${name}-problem"` : ''}>
${problem ? html`<p class="problem" id="${name}-problem">${problem}</p>` : ''}`;
}

/** The page of a session that can no longer be paid. */
export function closedPage(session: Stripe.Checkout.Session, merchant: string): Html {
  const complete = session.status === 'complete';
  const setup = session.mode === 'setup';
  const finished = setup ? 'This payment method is saved' : 'This payment is complete';
  const title = complete ? finished : 'This payment page has expired';
  const target = complete ? successUrl(session) : session.cancel_url;
  return layout(
    title,
    html`<main><h1>${title}</h1>
<p>${
      complete
        ? `Nothing more is to be done: ${merchant} has been told.`
        : `Go back to ${merchant} for a new one. You have not been charged here.`
    }</p>
${target === null ? '' : html`<p><a href="${target}">${complete ? `Return to ${merchant}` : 'Back'}</a></p>`}
</main>`,
  );
}

/** The success URL, with the session's id filled in. */
export function successUrl(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

/** The bank's 3-D Secure page. A null amount means that a card is only saved. */
export function authenticationPage(merchant: string, amount: string | null): Html {
  return layout(
    'Confirm it is you',
    html`<main><h1>Confirm it is you</h1>
<p>${
      amount === null
        ? html`Your test bank asks whether ${merchant} may keep this card.`
        : html`Your test bank asks about a payment of <strong>${amount}</strong> to ${merchant}.`
    }</p>
<form method="post" class="card row">
<button type="submit" name="outcome" value="complete">Complete</button>
<button type="submit" name="outcome" value="fail">Fail</button>
</form></main>`,
  );
}

/** A short page for a missing object or an impossible action. */
export function messagePage(title: string, text: string): Html {
  return layout(title, html`<main><h1>${title}</h1><p>${text}</p></main>`);
}
