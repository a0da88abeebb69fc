import type { Stripe } from 'stripe';
import { noSuchObject } from '../core/api-error.ts';
import { changed, emit } from '../core/emit.ts';
import { scheduleTask } from '../core/schedule-task.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { book, startOfDay } from '../payments/balance.ts';

const DAY = 86_400;
/** Days until a payout is with the bank, and until it is there. */
const UNDER_WAY = { two_days: { leaves: 1, arrives: 2 }, five_days: { leaves: 2, arrives: 5 } };

export interface PayoutInput {
  /** Minor units. */
  amount: number;
  currency: string;
  automatic: boolean;
  description: string | null;
  metadata: Record<string, string>;
  method: string;
  statementDescriptor: string | null;
}

/**
 * Sends money to the account's bank. How many days it is under way is a matter of the sandbox's world; it comes back
 * where the bank account's test number says so (docs.stripe.com/connect/testing#account-numbers).
 */
export function startPayout(
  scope: Scope,
  destination: Stripe.BankAccount,
  input: PayoutInput,
): Stripe.Payout {
  const id = scope.ids.next('po');
  const { amount, currency } = input;
  const transaction = book(scope, {
    amount: -amount,
    currency,
    fee: 0,
    type: 'payout',
    reportingCategory: 'payout',
    source: id,
    description: input.description ?? 'STRIPE PAYOUT',
    availableAfterDays: 0,
  });
  const today = startOfDay(scope.now());
  const { leaves, arrives } = UNDER_WAY[readWorlds(scope.store).payouts];
  const payout: Stripe.Payout = {
    id,
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: today + arrives * DAY,
    automatic: input.automatic,
    balance_transaction: transaction.id,
    created: scope.now(),
    currency,
    description: input.description,
    destination: destination.id,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: input.metadata,
    method: input.method,
    original_payout: null,
    payout_method: null,
    reconciliation_status: input.automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: input.statementDescriptor,
    status: 'pending',
    trace_id: { status: 'pending', value: null },
    type: 'bank_account',
  };
  savePayout(scope, payout);
  emit(scope, 'payout.created', payout);
  scheduleTask(scope, 'payout_leaves', id, (today + leaves * DAY) * 1000);
  scheduleTask(scope, 'payout_arrives', id, (today + arrives * DAY) * 1000);
  return payout;
}

/** Writes a payout so that it can be listed by its state and its bank account. */
export function savePayout(scope: Scope, payout: Stripe.Payout): void {
  const { destination } = payout;
  save(scope, 'payout', payout.id, payout, {
    status: payout.status,
    destination: typeof destination === 'string' ? destination : null,
  });
}

/** Saves a payout and emits its event. */
export function changePayout(
  scope: Scope,
  before: Stripe.Payout,
  after: Stripe.Payout,
  type: string,
): Stripe.Payout {
  savePayout(scope, after);
  emit(scope, type, after, type === 'payout.updated' ? changed(before, after) : undefined);
  return after;
}

/** Throws 404 where there is none. */
export function getPayout(scope: Scope, id: string): Stripe.Payout {
  const payout = find(scope, 'payout', id);
  if (!payout) throw noSuchObject('payout', id);
  return payout;
}
