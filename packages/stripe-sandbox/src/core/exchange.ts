import { decimals } from './currency.ts';

/**
 * US dollars for one unit of a currency, in millionths: a fixed table, so that the same test always books the same
 * amounts. Plausible, not today's.
 */
const MICRO_USD: Record<string, number> = {
  usd: 1_000_000,
  eur: 1_100_000,
  gbp: 1_280_000,
  chf: 1_150_000,
  cad: 730_000,
  aud: 660_000,
  nzd: 600_000,
  sgd: 750_000,
  hkd: 128_000,
  jpy: 6_700,
  brl: 180_000,
  inr: 12_000,
  mxn: 55_000,
  thb: 28_000,
  aed: 272_000,
  pln: 255_000,
  ron: 221_000,
  myr: 224_000,
  bgn: 562_000,
  dkk: 147_000,
  nok: 94_000,
  sek: 96_000,
  czk: 44_000,
  huf: 2_800,
  isk: 7_300,
  krw: 730,
  kwd: 3_250_000,
};

/** Units of `to` for one unit of `from`; null where they are the same or the table does not have both. */
export function exchangeRate(from: string, to: string): number | null {
  const [a, b] = [MICRO_USD[from], MICRO_USD[to]];
  if (from === to || a === undefined || b === undefined) return null;
  return Math.round((a / b) * 1_000_000) / 1_000_000;
}

/** An amount in another currency, both in minor units, rounded half away from zero. The pair must be in the table. */
export function convert(amountMinor: number, from: string, to: string): number {
  const [a, b] = [MICRO_USD[from], MICRO_USD[to]];
  if (from === to) return amountMinor;
  if (a === undefined || b === undefined) throw new Error(`no rate from ${from} to ${to}`);
  const top = BigInt(Math.abs(amountMinor)) * BigInt(a) * 10n ** BigInt(decimals(to));
  const bottom = BigInt(b) * 10n ** BigInt(decimals(from));
  const size = Number((2n * top + bottom) / (2n * bottom));
  return amountMinor < 0 ? -size : size;
}
