import { html } from 'hono/html';
import type { Stripe } from 'stripe';
import type { Problems } from '../checkout/entry.ts';
import { formatAmount } from '../core/money.ts';
import type { WireLineItem } from '../store/records.ts';
import { type Html, layout } from './layout.ts';

export interface CheckoutView {
  session: Stripe.Checkout.Session;
  lines: WireLineItem[];
  merchant: string;
  /** Kept in the form, so that a double click is known as one wish. */
  attempt: string;
  /** What was typed before, to be shown again. Never the card's number or code. */
  typed: Record<string, string>;
  problems: Problems;
  message: string | null;
}

/** The page on which a person pays. */
export function checkoutPage(view: CheckoutView): Html {
  const { session, merchant } = view;
  const total = formatAmount(session.amount_total ?? 0, session.currency ?? 'usd');
  const bank = session.payment_method_types.includes('us_bank_account');
  const card = session.payment_method_types.includes('card');
  const chosen = view.typed.method === 'us_bank_account' || !card ? 'us_bank_account' : 'card';
  return layout(
    `Pay ${merchant}`,
    html`<main>
${session.cancel_url === null ? '' : html`<p><a href="${session.cancel_url}">Back</a></p>`}
<h1>${merchant}</h1>
<p class="amount">${total}</p>
${lineList(view)}
<form method="post" class="card">
${view.message === null ? '' : html`<p class="notice" role="alert">${view.message}</p>`}
<input type="hidden" name="attempt" value="${view.attempt}">
${emailField(view)}
<fieldset class="${card && bank ? '' : 'only'}">
<legend>Pay with</legend>
${card && bank ? html`${radio('pay-card', 'card', 'Card', chosen)}${radio('pay-bank', 'us_bank_account', 'US bank account', chosen)}` : html`<input type="hidden" name="method" value="${chosen}">`}
${card ? html`<div class="fields card-fields">${cardFields(view)}</div>` : ''}
${bank ? html`<div class="fields bank-fields">${bankFields(view)}</div>` : ''}
</fieldset>
<button class="primary" type="submit">Pay ${total}</button>
</form>
<p class="soft">Test mode: no real money moves. Try 4242 4242 4242 4242 with any future date.</p>
</main>`,
  );
}

function lineList({ lines, session }: CheckoutView): Html {
  const currency = session.currency ?? 'usd';
  return html`<dl class="lines">${lines.map(
    (line) =>
      html`<div><dt>${line.description ?? ''}${(line.quantity ?? 1) > 1 ? html` <span class="soft">× ${line.quantity}</span>` : ''}</dt><dd>${formatAmount(line.amount_total, currency)}</dd></div>`,
  )}</dl>`;
}

function emailField(view: CheckoutView): Html {
  const known = view.session.customer_details?.email;
  if (known) return html`<p><span class="soft">Email</span><br>${known}</p>`;
  return field(view, 'email', 'Email', 'email', 'email');
}

/** The style shows the fields of the chosen one: that is how it works without a script. */
function radio(id: string, value: string, label: string, chosen: string): Html {
  return html`<div class="choice"><input type="radio" name="method" id="${id}" value="${value}" ${value === chosen ? html`checked` : ''}><label for="${id}">${label}</label></div>`;
}

function cardFields(view: CheckoutView): Html {
  return html`${field(view, 'number', 'Card number', 'text', 'cc-number', 'numeric')}
<div class="two"><div>${field(view, 'expiry', 'Expiry', 'text', 'cc-exp')}</div><div>${field(view, 'cvc', 'CVC', 'text', 'cc-csc', 'numeric')}</div></div>
${field(view, 'name', 'Name on card', 'text', 'cc-name')}`;
}

function bankFields(view: CheckoutView): Html {
  return html`${field(view, 'holder', 'Account holder name', 'text', 'name')}
${field(view, 'routing', 'Routing number', 'text', 'off', 'numeric')}
${field(view, 'account', 'Account number', 'text', 'off', 'numeric')}
<p class="soft">Test accounts use routing number 110000000, for example with account 000123456789. By paying you allow a debit from this account; it takes about four days.</p>`;
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
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" inputmode="${mode === 'numeric' ? 'numeric' : type === 'email' ? 'email' : 'text'}" autocomplete="${autocomplete}" value="${value}" ${problem ? html`aria-invalid="true" aria-describedby="${name}-problem"` : ''}>
${problem ? html`<p class="problem" id="${name}-problem">${problem}</p>` : ''}`;
}

/** What stands at a session's address when it can no longer be paid. */
export function closedPage(session: Stripe.Checkout.Session, merchant: string): Html {
  const complete = session.status === 'complete';
  const title = complete ? 'This payment is complete' : 'This payment page has expired';
  const target = complete ? successUrl(session) : session.cancel_url;
  return layout(
    title,
    html`<main><h1>${title}</h1>
<p>${complete ? `Nothing more is to be done: ${merchant} has been told.` : `Go back to ${merchant} for a new one. You have not been charged here.`}</p>
${target === null ? '' : html`<p><a href="${target}">${complete ? `Return to ${merchant}` : 'Back'}</a></p>`}
</main>`,
  );
}

/** Where a payer goes who has paid, with the session's id filled in. */
export function successUrl(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

/** The bank's page on which a payer proves who they are (3-D Secure). */
export function authenticationPage(merchant: string, amount: string): Html {
  return layout(
    'Confirm it is you',
    html`<main><h1>Confirm it is you</h1>
<p>Your test bank asks about a payment of <strong>${amount}</strong> to ${merchant}.</p>
<form method="post" class="card row">
<button type="submit" name="outcome" value="complete">Complete</button>
<button type="submit" name="outcome" value="fail">Fail</button>
</form></main>`,
  );
}

/** A short page for what is not there or not possible. */
export function messagePage(title: string, text: string): Html {
  return layout(title, html`<main><h1>${title}</h1><p>${text}</p></main>`);
}
