/*
 * What Stripe says of currencies, as the sandbox keeps it; all codes in lower case. https://docs.stripe.com/currencies
 */

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
export const LARGEST = 99_999_999;

/** True for a currency that Stripe charges in; lower case. */
export function isCurrency(currency: string): boolean {
  return TWO_DECIMAL.has(currency) || ZERO_DECIMAL.has(currency) || THREE_DECIMAL.has(currency);
}

/** Decimals of an amount in Stripe's API, which are not always those of ISO 4217. */
export function decimals(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** The smallest charge, in minor units. */
export function smallestCharge(currency: string): number {
  return SMALLEST[currency] ?? 1;
}

/** What an amount has to be divisible by (docs.stripe.com/currencies#special-cases). */
export function smallestStep(currency: string): 1 | 10 | 100 {
  if (SENT_TIMES_HUNDRED.has(currency)) return 100;
  return THREE_DECIMAL.has(currency) ? 10 : 1;
}

/** Every currency that Stripe charges in. */
export function allCurrencies(): readonly string[] {
  return [...TWO_DECIMAL, ...ZERO_DECIMAL, ...THREE_DECIMAL].sort();
}
