import type { Stripe } from 'stripe';
import { idOf } from '../core/json.ts';
import { allOf, find, type Scope } from '../core/scope.ts';
import { NOT_PAID_OUT, saveTransaction } from '../payments/balance.ts';
import { bankFor } from './bank.ts';
import { startPayout } from './payout.ts';

/**
 * The daily payout: everything available that was not paid out yet, per currency. A negative balance waits for later
 * sales. Transactions name their payout, so that they can be listed by it (docs.stripe.com/payouts).
 */
export function payOutAutomatically(scope: Scope): void {
  const account = find(scope, 'account', scope.account);
  if (!account?.payouts_enabled || account.settings?.payouts?.schedule.interval !== 'daily') return;
  const waiting = new Map<string, Stripe.BalanceTransaction[]>();
  for (const { value } of allOf(scope, 'balance_transaction', 'payout', NOT_PAID_OUT)) {
    if (value.status === 'available')
      waiting.set(value.currency, [...(waiting.get(value.currency) ?? []), value]);
  }
  for (const [currency, transactions] of waiting) payOut(scope, currency, transactions);
}

function payOut(scope: Scope, currency: string, transactions: Stripe.BalanceTransaction[]): void {
  const amount = transactions.reduce((sum, { net }) => sum + net, 0);
  const bank = bankFor(scope, currency);
  if (amount <= 0 || !bank || bank.status === 'errored') return;
  const payout = startPayout(scope, bank, {
    amount,
    currency,
    automatic: true,
    description: 'STRIPE PAYOUT',
    metadata: {},
    method: 'standard',
    statementDescriptor: null,
  });
  const own = find(scope, 'balance_transaction', idOf(payout.balance_transaction) ?? '');
  for (const each of [...transactions, ...(own ? [own] : [])]) saveTransaction(scope, each, payout.id);
}
