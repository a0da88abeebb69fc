import { html } from 'hono/html';
import { merchantName } from '../accounts/account.ts';
import { idOf } from '../core/json.ts';
import { formatAmount } from '../core/money.ts';
import { type Kernel, type Scope, scopeFor } from '../core/scope.ts';
import type { Kind, Records, StoredEvent } from '../store/records.ts';
import { readSwitch } from '../webhooks/switch.ts';
import { type Html, layout } from './layout.ts';

const SHOWN = 25;
const HOUR = 3_600_000;

/** What the sandbox holds of one account, newest first, with buttons for its clock and its webhooks. */
export function overviewPage(kernel: Kernel, account: string): Html {
  const scope = scopeFor(kernel, account);
  const accounts = [...kernel.store.scan('account', kernel.platform, { order: 'oldest' })];
  const { mode } = readSwitch(kernel.store);
  const button = (verb: string, fields: Record<string, string>, label: string): Html =>
    html`<form method="post" action="/do/${verb}"><input type="hidden" name="account" value="${account}">${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button type="submit">${label}</button></form>`;
  const advance = (label: string, ms: number): Html => button('advance', { ms: String(ms) }, label);
  return layout(
    'Stripe sandbox',
    html`<main>
<h1>Stripe sandbox</h1>
<p class="soft">${merchantName(kernel.store.get('account', account)?.value)} · <code>${account}</code> · test mode</p>
${accounts.length > 1 ? html`<p>${accounts.map(({ id }) => html`<a href="/?account=${id}">${id}</a> `)}</p>` : ''}
<h2>Clock</h2>
<p>${new Date(kernel.clock.now()).toISOString()}</p>
<div class="row">${advance('+ 1 hour', HOUR)}${advance('+ 1 day', 24 * HOUR)}${advance('+ 4 days', 96 * HOUR)}${advance('+ 30 days', 720 * HOUR)}</div>
<h2>Webhooks</h2>
<p>Delivery is <strong class="${mode === 'on' ? 'good' : 'wait'}">${mode}</strong>.</p>
<div class="row">${mode === 'off' ? button('webhooks', { mode: 'on' }, 'Switch on') : button('webhooks', { mode: 'off' }, 'Switch off')}${button('flush', {}, 'Deliver everything pending')}</div>
<h2>Balance</h2>
${balance(scope)}
<h2>Payments</h2>
${table(
  ['Payment', 'Amount', 'State', 'Customer', 'Actions'],
  latest(scope, 'payment_intent').map((intent) => [
    html`<code>${intent.id}</code>`,
    formatAmount(intent.amount, intent.currency),
    state(intent.status),
    idOf(intent.customer) ?? '',
    intent.status === 'processing'
      ? html`${button('settle', { id: intent.id, outcome: 'succeeded' }, 'Settle')} ${button('settle', { id: intent.id, outcome: 'failed' }, 'Return')}`
      : '',
  ]),
)}
<h2>Checkout sessions</h2>
${table(
  ['Session', 'Amount', 'State', 'Payment'],
  latest(scope, 'checkout.session').map((session) => [
    session.url === null
      ? html`<code>${session.id.slice(0, 24)}…</code>`
      : html`<a href="${session.url}">${session.id.slice(0, 24)}…</a>`,
    formatAmount(session.amount_total ?? 0, session.currency ?? 'usd'),
    state(`${session.status ?? ''} ${session.payment_status}`),
    html`<code>${idOf(session.payment_intent) ?? ''}</code>`,
  ]),
)}
<h2>Refunds</h2>
${table(
  ['Refund', 'Amount', 'State', 'Payment'],
  latest(scope, 'refund').map((refund) => [
    html`<code>${refund.id}</code>`,
    formatAmount(refund.amount, refund.currency),
    state(refund.status ?? ''),
    html`<code>${idOf(refund.payment_intent) ?? ''}</code>`,
  ]),
)}
<h2>Customers</h2>
${table(
  ['Customer', 'Name', 'Email'],
  latest(scope, 'customer').map((each) => [html`<code>${each.id}</code>`, each.name ?? '', each.email ?? '']),
)}
<h2>Events</h2>
${table(
  ['Event', 'Type', 'Deliveries', 'Actions'],
  latest(scope, 'event').map((event) => [
    html`<code>${event.id}</code>`,
    event.type,
    deliveries(scope, event),
    button('redeliver', { id: event.id }, 'Deliver again'),
  ]),
)}
</main>`,
    { wide: true },
  );
}

function latest<K extends Kind>(scope: Scope, kind: K): Records[K][] {
  const result: Records[K][] = [];
  for (const { value } of scope.store.scan(kind, scope.account, { order: 'newest' })) {
    if (result.push(value) >= SHOWN) break;
  }
  return result;
}

function balance(scope: Scope): Html {
  const sums = new Map<string, { net: number; fee: number }>();
  for (const { value } of scope.store.scan('balance_transaction', scope.account, { order: 'oldest' })) {
    const sum = sums.get(value.currency) ?? { net: 0, fee: 0 };
    sums.set(value.currency, { net: sum.net + value.net, fee: sum.fee + value.fee });
  }
  return table(
    ['Currency', 'Balance', 'Fees paid'],
    [...sums].map(([currency, { net, fee }]) => [
      currency.toUpperCase(),
      formatAmount(net, currency),
      formatAmount(fee, currency),
    ]),
  );
}

function deliveries(scope: Scope, event: StoredEvent): Html {
  const found = [
    ...scope.store.scan('_delivery', scope.account, {
      index: { name: 'event', value: event.id },
      order: 'oldest',
    }),
  ];
  return html`${found.map(({ value }) => {
    const last = value.attempts.at(-1);
    return html`<span class="${value.status === 'delivered' ? 'good' : 'wait'}">${value.status}</span> <span class="soft">${value.attempts.length} × ${last?.status ?? last?.error ?? ''}</span> `;
  })}`;
}

function state(text: string): Html {
  const good = /succeeded|paid$/.test(text) && !text.endsWith('unpaid');
  const bad = /failed|requires_payment_method|expired|canceled/.test(text);
  return html`<span class="${good ? 'good' : bad ? 'bad' : 'wait'}">${text.replaceAll('_', ' ')}</span>`;
}

function table(heads: string[], rows: (string | Html)[][]): Html {
  if (rows.length === 0) return html`<p class="soft">Nothing yet.</p>`;
  return html`<div class="scroll"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}
