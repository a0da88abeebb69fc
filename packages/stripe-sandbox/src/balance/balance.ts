import type { Stripe } from 'stripe';
import { find, type Scope } from '../core/scope.ts';

interface Sums {
  card: number;
  bank_account: number;
}

const BANK_TYPES = new Set(['payment', 'payment_refund', 'payment_failure_refund']);

/** The account's balance per currency, available and pending (docs.stripe.com/api/balance). */
export function balanceOf(scope: Scope): Stripe.Balance {
  const available = new Map<string, Sums>();
  const pending = new Map<string, Sums>();
  const currency = find(scope, 'account', scope.account)?.default_currency ?? 'usd';
  for (const sums of [available, pending]) sums.set(currency, { card: 0, bank_account: 0 });
  for (const { value } of scope.store.scan('balance_transaction', scope.account, { order: 'oldest' })) {
    const sums = value.status === 'pending' ? pending : available;
    const sum = sums.get(value.currency) ?? { card: 0, bank_account: 0 };
    sum[BANK_TYPES.has(value.type) ? 'bank_account' : 'card'] += value.net;
    sums.set(value.currency, sum);
  }
  return {
    object: 'balance',
    available: toFunds(available),
    livemode: false,
    pending: toFunds(pending),
    refund_and_dispute_prefunding: {
      available: [{ amount: 0, currency, source_types: { card: 0 } }],
      pending: [{ amount: 0, currency, source_types: { card: 0 } }],
    },
  };
}

/** The available balance in a currency; minor units, negative where refunds exceed it. */
export function availableIn(scope: Scope, currency: string): number {
  return balanceOf(scope).available.find((each) => each.currency === currency)?.amount ?? 0;
}

function toFunds(sums: Map<string, Sums>): Stripe.Balance.Available[] {
  return [...sums].map(([currency, { card, bank_account: bank }]) => ({
    amount: card + bank,
    currency,
    source_types: { ...(bank === 0 ? {} : { bank_account: bank }), card },
  }));
}
