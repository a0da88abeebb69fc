import { type Decimal, formatDecimal, parseDecimal } from '../decimal.ts';
import type { Tier, UnitPrice } from './terms.ts';

/** A quantity at a price; `range` says of which units, where there are several prices. */
export type Priced = UnitPrice & { readonly quantity: string; readonly range: string | null };

const SCALE = 6;
const ONE = 10n ** BigInt(SCALE);

/** A reported quantity: at most 9 digits and 6 decimals, zero or more; null for anything else. */
export const readReported = (text: string): Decimal | null =>
  parseDecimal(text, { maxIntegerDigits: 9, maxScale: SCALE });

/** In millionths, so that decimals of any length are compared and taken apart exactly. */
function millionths(quantity: string): bigint {
  const read = readReported(quantity);
  if (read === null) throw new RangeError(`not a quantity: ${quantity}`);
  return read.units * 10n ** BigInt(SCALE - read.scale);
}

function text(units: bigint): string {
  const shown = formatDecimal({ units, scale: SCALE });
  return shown.replace(/\.?0+$/, '');
}

const priceOf = ({ unitAmount, unitAmountDecimal }: UnitPrice): UnitPrice =>
  unitAmountDecimal === undefined ? { unitAmount } : { unitAmount, unitAmountDecimal };

const rangeOf = (after: number, { upTo }: Tier): string =>
  upTo === null ? `${after + 1}+` : upTo === after + 1 ? `${upTo}` : `${after + 1}–${upTo}`;

/** What a tier asks for being reached. */
const flat = ({ flatAmount = 0 }: Tier, range: string): readonly Priced[] =>
  flatAmount === 0 ? [] : [{ quantity: '1', unitAmount: flatAmount, range }];

/** Each part of a quantity at the price of its own tier. A unit that is begun belongs to the tier that it is in. */
export function graduated(quantity: string, tiers: readonly Tier[]): readonly Priced[] {
  const whole = millionths(quantity);
  const priced = tiers.flatMap((tier, at): readonly Priced[] => {
    const after = at === 0 ? 0 : (tiers[at - 1]?.upTo ?? 0);
    const start = BigInt(after) * ONE;
    const end = tier.upTo === null || whole < BigInt(tier.upTo) * ONE ? whole : BigInt(tier.upTo) * ONE;
    if (end <= start) return [];
    const range = rangeOf(after, tier);
    return [{ ...priceOf(tier), quantity: text(end - start), range }, ...flat(tier, range)];
  });
  return priced.length > 0 ? priced : nothingOf(tiers);
}

/** The whole quantity at the price of the tier that it reaches. */
export function volume(quantity: string, tiers: readonly Tier[]): readonly Priced[] {
  const whole = millionths(quantity);
  const at = tiers.findIndex(({ upTo }) => upTo === null || whole <= BigInt(upTo) * ONE);
  const tier = tiers[at];
  if (whole === 0n || tier === undefined) return nothingOf(tiers);
  const range = rangeOf(at === 0 ? 0 : (tiers[at - 1]?.upTo ?? 0), tier);
  return [{ ...priceOf(tier), quantity: text(whole), range }, ...flat(tier, range)];
}

/** Nothing was counted: the invoice says so, at the price of the first unit. */
const nothingOf = ([first]: readonly Tier[]): readonly Priced[] =>
  first === undefined ? [] : [{ ...priceOf(first), quantity: '0', range: null }];
