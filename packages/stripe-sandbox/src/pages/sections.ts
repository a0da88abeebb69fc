import { html } from 'hono/html';
import { idOf } from '../core/json.ts';
import { formatAmount } from '../core/money.ts';
import { find, type Scope } from '../core/scope.ts';
import { isClosed, isInquiry } from '../disputes/dispute.ts';
import type { Kind, Records, StoredEvent } from '../store/records.ts';
import type { Html } from './layout.ts';
import { type Back, button, type Cell, choices, code, state, when } from './parts.ts';

/** A list of the overview: what it is called, its columns, and one row for each object. */
export interface Section {
  name: string;
  title: string;
  heads: string[];
  /** A page of rows, newest first, from beyond a sequence number. `next` is null where there are no more. */
  page: (scope: Scope, back: string, limit: number, beyond?: number) => Page;
}
interface Page {
  rows: Cell[][];
  next: number | null;
}

type Row<K extends Kind> = (scope: Scope, value: Records[K], back: Back) => Cell[];

function section<K extends Kind>(
  name: string,
  title: string,
  kind: K,
  heads: string[],
  row: Row<K>,
  owner: (scope: Scope) => string = (scope) => scope.account,
): Section {
  return {
    name,
    title,
    heads,
    page(scope, back, limit, beyond) {
      const rows: Cell[][] = [];
      let last = 0;
      for (const each of scope.store.scan(kind, owner(scope), { order: 'newest', beyond })) {
        if (rows.length === limit) return { rows, next: last };
        rows.push(row(scope, each.value, { back }));
        last = each.sequence;
      }
      return { rows, next: null };
    },
  };
}

/** Every list of the overview, in its order. */
export const SECTIONS: readonly Section[] = [
  section(
    'payments',
    'Payments',
    'payment_intent',
    ['Payment', 'When', 'Amount', 'State', 'Customer', 'Actions'],
    (_scope, intent, back) => [
      code(intent.id),
      when(intent.created),
      formatAmount(intent.amount, intent.currency),
      state(intent.status),
      code(idOf(intent.customer)),
      intent.status === 'processing'
        ? choices('settle', intent.id, { succeeded: 'Settle', failed: 'Return' }, back)
        : '',
    ],
  ),
  section(
    'sessions',
    'Checkout sessions',
    'checkout.session',
    ['Session', 'When', 'Amount', 'State', 'Payment'],
    (_scope, session) => [
      session.url === null
        ? code(`${session.id.slice(0, 24)}…`)
        : html`<a href="${session.url}">${session.id.slice(0, 24)}…</a>`,
      when(session.created),
      session.mode === 'setup' ? 'setup' : formatAmount(session.amount_total ?? 0, session.currency ?? 'usd'),
      state(`${session.status ?? ''} ${session.payment_status}`),
      code(idOf(session.payment_intent)),
    ],
  ),
  section(
    'refunds',
    'Refunds',
    'refund',
    ['Refund', 'When', 'Amount', 'State', 'Payment', 'Actions'],
    (_scope, refund, back) => [
      code(refund.id),
      when(refund.created),
      formatAmount(refund.amount, refund.currency),
      state(refund.status ?? ''),
      code(idOf(refund.payment_intent)),
      refund.status === 'pending'
        ? choices('refund', refund.id, { succeeded: 'Settle', failed: 'Fail' }, back)
        : refund.status === 'succeeded'
          ? choices('refund', refund.id, { failed: 'Fail' }, back)
          : '',
    ],
  ),
  section(
    'disputes',
    'Disputes',
    'dispute',
    ['Dispute', 'When', 'Amount', 'State', 'Reason', 'Payment', 'Actions'],
    (_scope, dispute, back) => [
      code(dispute.id),
      when(dispute.created),
      formatAmount(dispute.amount, dispute.currency),
      state(dispute.status),
      dispute.reason.replaceAll('_', ' '),
      code(idOf(dispute.payment_intent)),
      isClosed(dispute)
        ? ''
        : choices(
            'dispute',
            dispute.id,
            { won: 'Win', lost: 'Lose', ...(isInquiry(dispute) ? { escalated: 'Escalate' } : {}) },
            back,
          ),
    ],
  ),
  section(
    'payouts',
    'Payouts',
    'payout',
    ['Payout', 'When', 'Amount', 'State', 'Arrives', 'Kind', 'Actions'],
    (_scope, payout, back) => [
      code(payout.id),
      when(payout.created),
      formatAmount(payout.amount, payout.currency),
      state(payout.status),
      when(payout.arrival_date),
      payout.automatic ? 'automatic' : 'manual',
      payout.status === 'failed' || payout.status === 'canceled'
        ? ''
        : choices(
            'payout',
            payout.id,
            { ...(payout.status === 'paid' ? {} : { paid: 'Arrive' }), failed: 'Fail' },
            back,
          ),
    ],
  ),
  section(
    'methods',
    'Payment methods',
    'payment_method',
    ['Method', 'When', 'Kind', 'Expires', 'Customer', 'Actions'],
    (_scope, method, back) => [
      code(method.id),
      when(method.created),
      method.card
        ? `${method.card.brand} ${method.card.last4}`
        : `${method.type.replaceAll('_', ' ')} ${method.us_bank_account?.last4 ?? ''}`,
      method.card ? `${method.card.exp_month} / ${method.card.exp_year}` : '',
      code(idOf(method.customer)),
      method.card
        ? button('card', { id: method.id, expYear: String(method.card.exp_year + 3), ...back }, 'Renew card')
        : '',
    ],
  ),
  section('customers', 'Customers', 'customer', ['Customer', 'When', 'Name', 'Email'], (_scope, each) => [
    code(each.id),
    when(each.created),
    each.name ?? '',
    each.email ?? '',
  ]),
  section(
    'events',
    'Events',
    'event',
    ['Event', 'When', 'Type', 'Deliveries', 'Actions'],
    (scope, event, back) => [
      html`<a href="/events/${event.id}"><code>${event.id}</code></a>`,
      when(event.created),
      event.type,
      deliveries(scope, event),
      button('redeliver', { id: event.id, ...back }, 'Deliver again'),
    ],
  ),
  section(
    'endpoints',
    'Webhook endpoints',
    '_webhook_endpoint',
    ['Endpoint', 'URL', 'State', 'Events', 'Secrets'],
    (_scope, { endpoint, connect, secrets }) => [
      code(endpoint.id),
      endpoint.url,
      html`${state(endpoint.status)}${connect ? ' Connect' : ''}`,
      endpoint.enabled_events.join(', '),
      String(secrets.length),
    ],
  ),
  section(
    'accounts',
    'Connected accounts',
    '_connection',
    ['Account', 'Name', 'State', 'Money', 'Actions'],
    (scope, { account: id, status }, back) => {
      const account = scope.store.get('account', id)?.value;
      return [
        html`<a href="/?account=${id}"><code>${id}</code></a>`,
        account?.business_profile?.name ?? '',
        state(status),
        account?.charges_enabled ? 'can charge' : `${account?.requirements?.currently_due?.length ?? 0} due`,
        status === 'connected' ? button('disconnect', { id, ...back }, 'Disconnect') : '',
      ];
    },
    (scope) => scope.platform,
  ),
];

/** The section of this name. */
export function sectionNamed(name: string): Section | undefined {
  return SECTIONS.find((each) => each.name === name);
}

function deliveries(scope: Scope, event: StoredEvent): Html {
  const index = { name: 'event', value: event.id };
  const found = [...scope.store.scan('_delivery', scope.account, { index, order: 'oldest' })];
  if (found.length === 0) return html`<span class="soft">nobody asked</span>`;
  return html`${found.map(({ value }) => {
    const last = value.attempts.at(-1);
    const answer = last?.status ?? last?.error ?? '';
    return html`${state(value.status)} <span class="soft">${value.attempts.length} × ${answer}</span> `;
  })}`;
}

/** The merchant's own account, for headings. */
export function accountName(scope: Scope): string {
  const account = find(scope, 'account', scope.account);
  return account?.business_profile?.name ?? scope.account;
}
