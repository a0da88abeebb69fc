import type { Stripe } from 'stripe';
import { undocumentedState } from '../core/api-error.ts';
import { idOf } from '../core/json.ts';
import { cancelTask } from '../core/schedule-task.ts';
import { find, type Scope } from '../core/scope.ts';
import { book } from '../payments/balance.ts';
import { markErrored, payoutFailure } from './bank.ts';
import { changePayout, getPayout } from './payout.ts';

/** A payout is handed to the bank: from here on it cannot be cancelled. */
export function payoutLeaves(scope: Scope, id: string): void {
  const payout = find(scope, 'payout', id);
  if (payout?.status !== 'pending') return;
  changePayout(scope, payout, { ...payout, status: 'in_transit' }, 'payout.updated');
}

/** A payout reaches the bank account, or not. */
export function payoutArrives(scope: Scope, id: string): void {
  const payout = find(scope, 'payout', id);
  if (payout?.status !== 'in_transit' && payout?.status !== 'pending') return;
  const number = find(scope, '_account', scope.account)?.payoutNumber ?? '';
  const failure = payoutFailure(number);
  if (failure) {
    failPayout(scope, id, failure);
    return;
  }
  const paid: Stripe.Payout = {
    ...payout,
    status: 'paid',
    trace_id: { status: 'supported', value: scope.ids.derive('trace', id, 15).toUpperCase() },
  };
  changePayout(scope, payout, paid, 'payout.paid');
  if (!paid.automatic) return;
  changePayout(
    scope,
    paid,
    { ...paid, reconciliation_status: 'completed' },
    'payout.reconciliation_completed',
  );
}

/** A payout comes back, even after it was said to be paid: the money is in the balance again. */
export function failPayout(
  scope: Scope,
  id: string,
  failure: { code: string; message: string },
): Stripe.Payout {
  const payout = getPayout(scope, id);
  if (payout.status === 'failed' || payout.status === 'canceled') {
    throw undocumentedState('payout_unexpected_state', `This payout has a status of ${payout.status}.`);
  }
  unplanBoth(scope, id);
  const transaction = giveBack(scope, payout, 'payout_failure', 'STRIPE PAYOUT FAILURE');
  const failed = changePayout(
    scope,
    payout,
    {
      ...payout,
      status: 'failed',
      failure_code: failure.code,
      failure_message: failure.message,
      failure_balance_transaction: transaction,
    },
    'payout.failed',
  );
  markErrored(scope, idOf(payout.destination) ?? '');
  return failed;
}

/** Cancels a payout that has not reached the bank yet (docs.stripe.com/api/payouts/cancel). */
export function cancelPayout(scope: Scope, id: string): Stripe.Payout {
  const payout = getPayout(scope, id);
  if (payout.status !== 'pending' || payout.automatic) {
    const reason = payout.automatic ? 'is automatic' : `has a status of ${payout.status}`;
    throw undocumentedState(
      'payout_not_cancelable',
      `Payouts can only be canceled while they are pending, and only those made through the API. This one ${reason}.`,
    );
  }
  unplanBoth(scope, id);
  const transaction = giveBack(scope, payout, 'payout_cancel', 'STRIPE PAYOUT CANCEL');
  return changePayout(
    scope,
    payout,
    { ...payout, status: 'canceled', failure_balance_transaction: transaction },
    'payout.canceled',
  );
}

function giveBack(
  scope: Scope,
  payout: Stripe.Payout,
  type: 'payout_failure' | 'payout_cancel',
  description: string,
): string {
  return book(scope, {
    amount: payout.amount,
    currency: payout.currency,
    fee: 0,
    type,
    reportingCategory: 'payout_reversal',
    source: payout.id,
    description,
    availableAfterDays: 0,
  }).id;
}

function unplanBoth(scope: Scope, id: string): void {
  cancelTask(scope, 'payout_leaves', id);
  cancelTask(scope, 'payout_arrives', id);
}
