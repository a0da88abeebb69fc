import type { Stripe } from 'stripe';
import { convert, exchangeRate } from '../core/exchange.ts';
import { scheduleTask } from '../core/schedule-task.ts';
import { find, type Scope, save } from '../core/scope.ts';

interface Entry {
  amount: number;
  currency: string;
  /** Minor units of the currency it settles in, or how to reckon them from the amount there. */
  fee: number | ((amountMinor: number, currency: string) => number);
  type: Stripe.BalanceTransaction['type'];
  reportingCategory: string;
  source: string;
  description: string | null;
  /** Days until the money can be paid out. */
  availableAfterDays: number;
}

const DAY = 86_400;
/** What a conversion costs on top: 1 % (stripe.com/pricing, United States). */
const CONVERSION_FEE_PERCENT = 1;

/**
 * Books a movement of the account's balance, in the currency that the account settles in: another one is converted
 * at the fixed table (docs.stripe.com/currencies/conversions). Minor units throughout; net = amount − fee.
 */
export function book(scope: Scope, entry: Entry): Stripe.BalanceTransaction {
  const currency = settlementCurrency(scope, entry.currency);
  const rate = exchangeRate(entry.currency, currency);
  const amount = convert(entry.amount, entry.currency, currency);
  const fees = feeDetails(entry, amount, currency, rate !== null);
  const fee = fees.reduce((sum, each) => sum + each.amount, 0);
  const now = scope.now();
  const later = entry.availableAfterDays > 0;
  // Money becomes available at the start of a day (UTC), not at the minute of the sale.
  const availableOn = later ? startOfDay(now + entry.availableAfterDays * DAY) : now;
  const transaction: Stripe.BalanceTransaction = {
    id: scope.ids.next('txn'),
    object: 'balance_transaction',
    amount,
    available_on: availableOn,
    balance_type: 'payments',
    created: now,
    currency,
    description: entry.description,
    exchange_rate: rate,
    fee,
    fee_details: fees,
    net: amount - fee,
    reporting_category: entry.reportingCategory,
    source: entry.source,
    status: later ? 'pending' : 'available',
    type: entry.type,
  };
  saveTransaction(scope, transaction, null);
  const day = later ? availableOn : startOfDay(now) + DAY;
  scheduleTask(scope, 'day_of_funds', `${scope.account}/${day}`, day * 1000);
  return transaction;
}

/** Writes a balance transaction; `payoutId` names the automatic payout that took it along. */
export function saveTransaction(
  scope: Scope,
  transaction: Stripe.BalanceTransaction,
  payoutId: string | null,
): void {
  save(scope, 'balance_transaction', transaction.id, transaction, {
    source: typeof transaction.source === 'string' ? transaction.source : null,
    type: transaction.type,
    currency: transaction.currency,
    payout: payoutId ?? NOT_PAID_OUT,
    releases: transaction.status === 'pending' ? String(transaction.available_on) : null,
  });
}

/** The value of the index `payout` for money that no automatic payout has taken along yet. */
export const NOT_PAID_OUT = 'none';

/** The start of the day (UTC) in which a moment lies; seconds since the epoch. */
export function startOfDay(seconds: number): number {
  return Math.floor(seconds / DAY) * DAY;
}

/**
 * The currency in which this account's balance takes money: the charge's own where a bank account for it is there
 * (or the table has no rate), the account's default otherwise.
 */
function settlementCurrency(scope: Scope, currency: string): string {
  const settles = find(scope, '_account', scope.account)?.settles ?? null;
  if (settles === null || settles.includes(currency)) return currency;
  const standard = find(scope, 'account', scope.account)?.default_currency ?? currency;
  return exchangeRate(currency, standard) === null ? currency : standard;
}

function feeDetails(
  entry: Entry,
  amount: number,
  currency: string,
  converted: boolean,
): Stripe.BalanceTransaction.FeeDetail[] {
  const isSale = typeof entry.fee === 'function';
  const processing = typeof entry.fee === 'function' ? entry.fee(amount, currency) : entry.fee;
  const conversion = converted && isSale ? Math.round((amount * CONVERSION_FEE_PERCENT) / 100) : 0;
  const detail = (feeAmount: number, description: string) => ({
    amount: feeAmount,
    application: null,
    currency,
    description,
    type: 'stripe_fee',
  });
  return [
    ...(processing === 0 ? [] : [detail(processing, isSale ? 'Stripe processing fees' : 'Dispute fee')]),
    ...(conversion === 0 ? [] : [detail(conversion, 'Stripe currency conversion fee')]),
  ];
}
