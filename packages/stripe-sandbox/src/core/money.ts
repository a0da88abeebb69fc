import { invalidRequest } from './api-error.ts';
import { decimals, isCurrency, LARGEST, smallestCharge, smallestStep } from './currency.ts';

/** An amount in words, such as `$12.00`, in American English as Stripe's messages are. */
export function formatAmount(amountMinor: number, currency: string): string {
  const digits = decimals(currency);
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amountMinor / 10 ** digits);
}

/** Throws Stripe's error for a currency it does not have. Returns it in lower case. */
export function checkCurrency(currency: string, param: string): string {
  const lower = currency.toLowerCase();
  if (!isCurrency(lower)) {
    throw invalidRequest(`Invalid currency: ${currency}. Stripe does not charge in this currency.`, {
      param,
    });
  }
  return lower;
}

/** Throws Stripe's error for an amount (minor units) that its currency does not allow. */
export function checkAmount(amountMinor: number, currency: string, param: string, what = 'Amount'): void {
  const smallest = smallestCharge(currency);
  if (amountMinor < smallest) {
    const least = `${formatAmount(smallest, currency)} ${currency}`;
    const message =
      what === 'Amount' ? `Amount must be at least ${least}` : `${what} must add up to at least ${least}`;
    throw invalidRequest(message, { code: 'amount_too_small', param });
  }
  if (amountMinor > LARGEST) {
    const most = formatAmount(LARGEST, currency);
    throw invalidRequest(`${what} must be no more than ${most}`, { code: 'amount_too_large', param });
  }
  checkGranularity(amountMinor, currency, param);
}

/** Throws for an amount finer than the currency's smallest step (docs.stripe.com/currencies#special-cases). */
export function checkGranularity(amountMinor: number, currency: string, param: string): void {
  const step = smallestStep(currency);
  if (amountMinor % step === 0) return;
  const message = `Invalid amount: amounts in ${currency} must be evenly divisible by ${step}.`;
  throw invalidRequest(message, { code: 'parameter_invalid_integer', param });
}

/** Stripe's fee for a card payment in the United States: 2.9 % + 0.30. Minor units. */
export function cardFee(amountMinor: number, currency: string): number {
  return Math.round(amountMinor * 0.029) + (decimals(currency) === 3 ? 100 : 30);
}

/** Stripe's fee for an ACH debit: 0.8 %, at most 5.00. Minor units. */
export function achFee(amountMinor: number): number {
  return Math.min(500, Math.round(amountMinor * 0.008));
}
