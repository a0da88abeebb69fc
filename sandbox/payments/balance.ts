import type { Stripe } from 'stripe';
import { type Scope, save } from '../core/scope.ts';

interface Entry {
  amount: number;
  currency: string;
  fee: number;
  type: Stripe.BalanceTransaction['type'];
  reportingCategory: string;
  source: string;
  description: string | null;
  /** Days until the money can be paid out. */
  availableAfterDays: number;
}

/** Books a movement of the account's balance. `amount` and `fee` are minor units; net = amount − fee. */
export function book(scope: Scope, entry: Entry): Stripe.BalanceTransaction {
  const { amount, currency, fee } = entry;
  const transaction: Stripe.BalanceTransaction = {
    id: scope.ids.next('txn'),
    object: 'balance_transaction',
    amount,
    available_on: scope.now() + entry.availableAfterDays * 86_400,
    balance_type: 'payments',
    created: scope.now(),
    currency,
    description: entry.description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency,
              description: 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: amount - fee,
    reporting_category: entry.reportingCategory,
    source: entry.source,
    status: entry.availableAfterDays === 0 ? 'available' : 'pending',
    type: entry.type,
  };
  save(scope, 'balance_transaction', transaction.id, transaction, {
    source: entry.source,
    type: transaction.type,
    currency,
  });
  return transaction;
}
