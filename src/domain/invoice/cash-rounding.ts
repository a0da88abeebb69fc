import type { Currency } from '../currency.ts';

/**
 * The smallest coin of currencies whose cash is coarser than their minor unit, in minor units, by Unicode's CLDR
 * 48 (supplemental data, `cashRounding` and `cashDigits`).
 */
const COINS: Readonly<Record<string, number>> = {
  CAD: 5,
  CHF: 5,
  CZK: 100,
  DKK: 50,
  HUF: 500,
  NOK: 100,
  SEK: 100,
};

/** What an invoice in the currency is rounded to where its business wants that; null where cash is as fine as money. */
export const smallestCoin = (currency: Currency): number | null => COINS[currency] ?? null;
