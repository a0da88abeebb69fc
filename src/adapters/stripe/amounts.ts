import { exponent, parseCurrency } from '../../domain/currency.ts';
import type { NoLinkReason } from '../../domain/invoice/view.ts';

/*
 * Stripe counts some currencies otherwise than ISO 4217. This file is the only place that converts.
 * https://docs.stripe.com/currencies#zero-decimal, #special-cases, #three-decimal, #minimum-and-maximum-charge-amounts
 */

/** Decimals that Stripe sends where they differ from ISO's. Two places more for ISK and UGX, none for MGA. */
const STRIPE_EXPONENT: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** The currencies that Stripe counts otherwise than ISO. */
export const COUNTED_OTHERWISE: readonly string[] = Object.keys(STRIPE_EXPONENT);

/** Currencies that Stripe presents. https://docs.stripe.com/currencies#presentment-currencies */
const PRESENTMENT = new Set(
  `USD AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF
  CHF CLP CNY COP CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF
  IDR ILS INR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP
  MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
  SCR SEK SGD SHP SLE SOS SRD STN SZL THB TJS TND TOP TRY TTD TWD TZS UAH UGX UYU UZS VND VUV WST XAF XCD XOF
  XPF YER ZAR ZMW`.split(/\s+/),
);

/** The smallest charge in Stripe's units, where Stripe states one. */
const MINIMUM: Readonly<Record<string, number>> = {
  USD: 50,
  EUR: 50,
  CAD: 50,
  AUD: 50,
  NZD: 50,
  SGD: 50,
  CHF: 50,
  BRL: 50,
  INR: 50,
  GBP: 30,
  JPY: 50,
  AED: 200,
  PLN: 200,
  RON: 200,
  MYR: 200,
  BGN: 100,
  DKK: 250,
  NOK: 300,
  SEK: 300,
  HKD: 400,
  MXN: 1000,
  THB: 1000,
  CZK: 1500,
  HUF: 17_500,
};

/** The largest charge: eight digits of Stripe's units. */
const MAXIMUM = 99_999_999;

function decimalsApart(currency: string): number | null {
  const code = parseCurrency(currency);
  if (code === null || !PRESENTMENT.has(code)) return null;
  return (STRIPE_EXPONENT[code] ?? exponent(code)) - exponent(code);
}

/** Whether we can convert Stripe's amounts in this currency. */
export const isPresented = (currency: string): boolean => decimalsApart(currency) !== null;

/**
 * Converts ISO minor units to Stripe's integer. Throws a RangeError where that is not exact, so call
 * {@link refuseCharge} first.
 */
export function toStripeAmount(currency: string, minor: number): number {
  const apart = decimalsApart(currency);
  const amount = apart === null ? Number.NaN : apart >= 0 ? minor * 10 ** apart : minor / 10 ** -apart;
  if (!Number.isSafeInteger(amount))
    throw new RangeError(`${minor} ${currency} is not exact in Stripe's units`);
  return amount;
}

/** Converts Stripe's integer to ISO minor units. Throws a RangeError where that is not exact. */
export function fromStripeAmount(currency: string, amount: number): number {
  const apart = decimalsApart(currency);
  const minor = apart === null ? Number.NaN : apart >= 0 ? amount / 10 ** apart : amount * 10 ** -apart;
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${amount} ${currency} from Stripe is not whole`);
  return minor;
}

/** Why Stripe cannot charge this amount (ISO minor units, > 0), or null where it can. */
export function refuseCharge(currency: string, minor: number): NoLinkReason | null {
  const apart = decimalsApart(currency);
  if (apart === null) return 'unsupported_currency';
  const code = currency.toUpperCase();
  const amount = apart >= 0 ? minor * 10 ** apart : minor / 10 ** -apart;
  if (amount > MAXIMUM) return 'above_maximum';
  if (amount < (MINIMUM[code] ?? 1)) return 'below_minimum';
  return Number.isInteger(amount) && amount % stepOf(code) === 0 ? null : 'not_divisible';
}

/**
 * The smallest or largest amount (ISO minor units) behind a refusal, for messages, rounded to what can be charged;
 * null where the refusal has no limit.
 */
export function chargeLimit(currency: string, reason: NoLinkReason): number | null {
  const code = currency.toUpperCase();
  if (reason !== 'below_minimum' && reason !== 'above_maximum') return null;
  const apart = decimalsApart(code);
  if (apart === null) return null;
  const step = stepOf(code);
  if (reason === 'below_minimum') return Math.ceil((MINIMUM[code] ?? step) / 10 ** apart);
  return Math.floor((MAXIMUM - (MAXIMUM % step)) / 10 ** apart);
}

/**
 * The largest amount (ISO minor units) up to `minor` that Stripe's units can express in this currency, or 0. Refunds
 * have no smallest amount, but the same units.
 */
export function sayableAmount(currency: string, minor: number): number {
  const apart = decimalsApart(currency);
  if (apart === null) return 0;
  const step = apart < 0 ? 10 ** -apart : stepOf(currency.toUpperCase());
  return minor - (minor % step);
}

/**
 * The smallest amount (ISO minor units) that can be charged in this currency and is at least `minor`; null where Stripe
 * does not present the currency.
 */
export function smallestCharge(currency: string, minor: number): number | null {
  const smallest = chargeLimit(currency, 'below_minimum');
  if (smallest === null) return null;
  const apart = decimalsApart(currency) ?? 0;
  const step = apart < 0 ? 10 ** -apart : Math.ceil(stepOf(currency.toUpperCase()) / 10 ** apart);
  return Math.max(smallest, Math.ceil(minor / step) * step);
}

/** Three-decimal currencies are charged in steps of ten of Stripe's units: their last digit is 0. */
function stepOf(code: string): 1 | 10 {
  const currency = parseCurrency(code);
  return currency !== null && exponent(currency) === 3 ? 10 : 1;
}
