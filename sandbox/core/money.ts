import { invalidRequest } from './api-error.ts';

const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '));
/** Have no minor unit in use, but Stripe takes them × 100 for compatibility. */
const SENT_TIMES_HUNDRED = new Set(['isk', 'ugx']);
const TWO_DECIMAL = new Set(
  (
    'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf ' +
    'cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr ' +
    'isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn ' +
    'nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb ' +
    'tjs top try ttd twd tzs uah ugx uyu uzs wst xcd yer zar zmw'
  ).split(' '),
);

/** Smallest charge in minor units (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const SMALLEST: Record<string, number> = {
  usd: 50,
  eur: 50,
  cad: 50,
  aud: 50,
  nzd: 50,
  sgd: 50,
  chf: 50,
  brl: 50,
  inr: 50,
  gbp: 30,
  jpy: 50,
  aed: 200,
  pln: 200,
  ron: 200,
  myr: 200,
  bgn: 100,
  dkk: 250,
  nok: 300,
  sek: 300,
  hkd: 400,
  mxn: 1000,
  thb: 1000,
  czk: 1500,
  huf: 17500,
};

/** Eight digits of minor units. */
const LARGEST = 99_999_999;

/** True for a currency that Stripe charges in; lower case. */
export function isCurrency(currency: string): boolean {
  return TWO_DECIMAL.has(currency) || ZERO_DECIMAL.has(currency) || THREE_DECIMAL.has(currency);
}

/** Decimals of an amount in Stripe's API, which are not always those of ISO 4217. */
export function decimals(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

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
  const smallest = SMALLEST[currency] ?? 1;
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
  const step = SENT_TIMES_HUNDRED.has(currency) ? 100 : THREE_DECIMAL.has(currency) ? 10 : 1;
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
