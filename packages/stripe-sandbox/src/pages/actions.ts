import { disconnect } from '../accounts/disconnect.ts';
import { FAULT_KINDS } from '../api/faults.ts';
import { ownerOf } from '../control/money-routes.ts';
import { invalidRequest } from '../core/api-error.ts';
import { find, type Kernel, type Scope } from '../core/scope.ts';
import { type Decision, decide } from '../disputes/decide.ts';
import { updateCardAutomatically } from '../payments/card-update.ts';
import { settle } from '../payments/settle.ts';
import { failPayout, payoutArrives } from '../payouts/progress.ts';
import { completeRefund, failRefund } from '../refunds/refund.ts';
import type { Kind } from '../store/records.ts';
import { readSwitch, writeSwitch } from '../webhooks/switch.ts';
import type { OverviewParts } from './overview-parts.ts';

type Action = (parts: OverviewParts, form: URLSearchParams) => unknown;

/** The actions of the overview's buttons, by the last part of their path. They throw an ApiError on failure. */
export const ACTIONS: Record<string, Action | undefined> = {
  advance: ({ mover }, form) => mover.move(Math.max(0, Number(form.get('ms')) || 0)),
  webhooks: ({ kernel }, form) => {
    const { mode, duplicate, delayMs } = readSwitch(kernel.store);
    const modes = ['on', 'off', 'drop', 'reorder'] as const;
    writeSwitch(kernel.store, {
      mode: modes.find((each) => each === form.get('mode')) ?? mode,
      duplicate: number(form.get('duplicate'), duplicate, 100),
      delayMs: form.has('delay') ? 1000 * number(form.get('delay'), 0, 86_400 * 30) : delayMs,
    });
  },
  flush: ({ courier }) => courier.flush(),
  redeliver: ({ kernel, courier }, form) => courier.deliverNow(deliveryIds(kernel, form.get('id') ?? '')),
  add_fault: ({ faults }, form) => {
    const kind = FAULT_KINDS.find((each) => each === form.get('kind'));
    if (!kind) throw invalidRequest('There is no such fault.');
    const times = Math.max(1, number(form.get('times'), 1, 1_000_000));
    const pathPattern = form.get('path') || '*';
    faults.add({ kind, method: form.get('method') || '*', pathPattern, times, holdMs: 30_000 });
  },
  remove_fault: ({ faults }, form) => faults.remove(Number(form.get('id'))),
  settle: changing('payment_intent', (scope, id, form) => {
    if (find(scope, 'payment_intent', id)?.status !== 'processing') return;
    const reason = {
      code: 'insufficient_funds',
      message: 'The account has insufficient funds to cover this payment.',
    };
    settle(scope, id, form.get('outcome') === 'failed' ? reason : null);
  }),
  refund: changing('refund', (scope, id, form) =>
    form.get('outcome') === 'failed' ? failRefund(scope, id) : completeRefund(scope, id),
  ),
  dispute: changing('dispute', (scope, id, form) => {
    const decisions: Decision[] = ['won', 'lost', 'escalated'];
    decide(scope, id, decisions.find((each) => each === form.get('outcome')) ?? 'lost');
  }),
  payout: changing('payout', (scope, id, form) => {
    if (form.get('outcome') !== 'failed') payoutArrives(scope, id);
    else failPayout(scope, id, { code: 'account_closed', message: 'The bank account has been closed.' });
  }),
  card: changing('payment_method', (scope, id, form) =>
    updateCardAutomatically(scope, id, { expYear: Number(form.get('expYear')) }),
  ),
  disconnect: ({ kernel }, form) => {
    const id = form.get('id') ?? '';
    if (kernel.store.get('_connection', id)?.value.status !== 'connected') {
      throw invalidRequest('This account is not connected.');
    }
    kernel.store.transaction(() => disconnect(kernel, id));
  },
};

/** An action on one object, in one transaction, for the account that it belongs to. */
function changing(kind: Kind, work: (scope: Scope, id: string, form: URLSearchParams) => unknown): Action {
  return ({ kernel }, form) => {
    const id = form.get('id') ?? '';
    return kernel.store.transaction(() => work(ownerOf(kernel, kind, id), id, form));
  };
}

function number(text: string | null, otherwise: number, most: number): number {
  const value = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= 0 && value <= most ? value : otherwise;
}

function deliveryIds(kernel: Kernel, eventId: string): string[] {
  const event = kernel.store.get('event', eventId);
  if (!event) return [];
  const scan = { index: { name: 'event', value: eventId }, order: 'oldest' } as const;
  return [...kernel.store.scan('_delivery', event.account, scan)].map(({ id }) => id);
}
