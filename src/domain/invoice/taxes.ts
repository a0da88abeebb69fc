import { divideRound, percentOf } from '../decimal.ts';
import { splitExactly } from '../money.ts';
import type { Taxed } from './line-amounts.ts';
import type { ReadRate } from './read-rates.ts';
import { size, splitBySign, sum } from './signs.ts';

/** A tax with what it comes to on the invoice. */
export type TaxOnInvoice = { readonly rate: ReadRate; taxable: bigint; amount: bigint };

/** What the taxes come to, in minor units: by line, in the order of its rates, and by rate. */
export type Taxes = {
  readonly byLine: readonly (readonly bigint[])[];
  readonly taxable: readonly bigint[];
  readonly byRate: readonly TaxOnInvoice[];
};

/** One rate at one place among a line's rates. */
type Place = { readonly line: number; readonly slot: number };

/**
 * Lines of one sign that bear the same inclusive rates, and so are taxed by the same fractions of their amounts. Counted
 * in sizes: what is below zero is the mirror of the same above it.
 */
type InclusiveSet = {
  readonly rates: readonly ReadRate[];
  readonly isNegative: boolean;
  /** 100 % and the rates. */
  readonly denominator: bigint;
  readonly lines: { readonly index: number; readonly slots: readonly number[] }[];
  amount: bigint;
  parts: bigint[];
};

// Percentages have at most four decimals: counted in ten-thousandths of a percent they are integers.
const SCALE = 4;
const HUNDRED = 100n * 10n ** BigInt(SCALE);
const FIXED_UNIT = 10n ** 60n;

/**
 * Computes every tax once over all that it applies to on the invoice, rounds it once (halves away from zero), and
 * splits it over the lines by largest remainder, so that the lines' parts sum to the tax exactly. One rounding for each
 * tax and invoice is how EN 16931 counts VAT (BR-CO-17: category tax amount = category taxable amount × rate, rounded),
 * and the Streamlined Sales and Use Tax Agreement, section 324, lets a seller choose it. Of a tax over lines of both signs,
 * those on the side of their sum bear what they would bear alone, and the others the rest.
 */
export function computeTaxes(lines: readonly Taxed[]): Taxes {
  const byLine = lines.map((line) => line.rates.map(() => 0n));
  const byRate = new Map<string, TaxOnInvoice>();
  const set = ({ line, slot }: Place, part: bigint): void => {
    const taxes = byLine[line];
    if (taxes !== undefined) taxes[slot] = part;
  };
  for (const rate of lines.flatMap((line) => line.rates)) {
    if (!byRate.has(rate.key)) byRate.set(rate.key, { rate, taxable: 0n, amount: 0n });
  }
  takeOutInclusive(lines, set);
  const taxable = lines.map(
    (line, i) =>
      line.amount -
      sum(line.rates.map((rate, slot) => (rate.tax.inclusive ? (byLine[i]?.[slot] ?? 0n) : 0n))),
  );
  addExclusive(lines, taxable, set);
  for (const [i, line] of lines.entries()) {
    for (const [slot, { key }] of line.rates.entries()) {
      const total = byRate.get(key);
      if (total === undefined) continue;
      total.taxable += taxable[i] ?? 0n;
      total.amount += byLine[i]?.[slot] ?? 0n;
    }
  }
  return { byLine, taxable, byRate: [...byRate.values()] };
}

/** Exclusive taxes: rate × the sum of the taxable amounts of the lines that bear it. */
function addExclusive(
  lines: readonly Taxed[],
  taxable: readonly bigint[],
  set: (place: Place, part: bigint) => void,
): void {
  const bearers = new Map<string, { rate: ReadRate; places: Place[]; weights: bigint[] }>();
  for (const [line, { rates }] of lines.entries()) {
    for (const [slot, rate] of rates.entries()) {
      if (rate.tax.inclusive) continue;
      const bearer = bearers.get(rate.key) ?? { rate, places: [], weights: [] };
      bearer.places.push({ line, slot });
      bearer.weights.push(taxable[line] ?? 0n);
      bearers.set(rate.key, bearer);
    }
  }
  for (const { rate, places, weights } of bearers.values()) {
    const parts = splitBySign((taxable) => percentOf(taxable, rate.decimal), weights);
    for (const [i, place] of places.entries()) set(place, parts[i] ?? 0n);
  }
}

/**
 * Inclusive taxes: amount × r / (100 + the sum of the line's inclusive rates), summed exactly over the invoice for each
 * rate and rounded once. Split first over the sets of lines with the same inclusive rates, then over each set's lines,
 * so that no line is taxed at more than it comes to: a plain split of each rate would do that to lines of one or
 * two minor units under several rates.
 */
function takeOutInclusive(lines: readonly Taxed[], set: (place: Place, part: bigint) => void): void {
  const sets = inclusiveSets(lines);
  const unit = commonUnit(sets.map((entry) => entry.denominator));
  const bearers = new Map<string, { rate: ReadRate; places: { set: InclusiveSet; slot: number }[] }>();
  for (const entry of sets) {
    for (const [slot, rate] of entry.rates.entries()) {
      const bearer = bearers.get(rate.key) ?? { rate, places: [] };
      bearer.places.push({ set: entry, slot });
      bearers.set(rate.key, bearer);
    }
  }
  for (const { rate, places } of bearers.values()) {
    const weights = places.map(({ set: { amount, denominator, isNegative } }) => {
      const weight = divideUp(amount * unit, denominator);
      return isNegative ? -weight : weight;
    });
    const parts = splitBySign((weight) => divideRound(scaled(rate) * weight, unit), weights);
    for (const [i, part] of parts.entries()) {
      const place = places[i];
      if (place !== undefined) place.set.parts[place.slot] = size(part);
    }
  }
  for (const entry of sets) splitSetOverLines(entry, lines, set);
}

/**
 * Splits a set's taxes over its lines: first how much tax each line bears in all, which is at most its amount, then
 * which taxes that is, out of what is left of each. Both sums come out exactly.
 */
function splitSetOverLines(
  entry: InclusiveSet,
  lines: readonly Taxed[],
  set: (place: Place, part: bigint) => void,
): void {
  const amounts = entry.lines.map(({ index }) => size(lines[index]?.amount ?? 0n));
  const sign = entry.isNegative ? -1n : 1n;
  let left = withinAmount(entry);
  const shares = splitExactly(sum(left), amounts);
  for (const [i, { index, slots }] of entry.lines.entries()) {
    const parts = splitExactly(shares[i] ?? 0n, left);
    left = left.map((rest, j) => rest - (parts[j] ?? 0n));
    for (const [j, slot] of slots.entries()) set({ line: index, slot }, sign * (parts[j] ?? 0n));
  }
}

/**
 * Rounding each tax up by itself can make several taxes sum to more than an amount of a few minor units (3 under
 * five rates of 100 % is 0.5 each, so 1 each). Only then the sum is rounded instead, and split over the rates.
 */
function withinAmount({ rates, amount, parts, denominator }: InclusiveSet): bigint[] {
  if (sum(parts) <= amount) return parts;
  return splitExactly(divideRound(amount * (denominator - HUNDRED), denominator), rates.map(scaled));
}

function inclusiveSets(lines: readonly Taxed[]): InclusiveSet[] {
  const sets = new Map<string, InclusiveSet>();
  for (const [index, { rates, amount }] of lines.entries()) {
    const members = rates
      .map((rate, slot) => ({ rate, slot }))
      .filter(({ rate }) => rate.tax.inclusive)
      .sort((a, b) => (a.rate.key < b.rate.key ? -1 : 1)); // the order on the line does not matter
    if (members.length === 0) continue;
    const isNegative = amount < 0n;
    const key = JSON.stringify([isNegative, members.map(({ rate }) => rate.key)]);
    const entry = sets.get(key) ?? {
      rates: members.map(({ rate }) => rate),
      isNegative,
      denominator: HUNDRED + sum(members.map(({ rate }) => scaled(rate))),
      lines: [],
      amount: 0n,
      parts: members.map(() => 0n),
    };
    entry.lines.push({ index, slots: members.map(({ slot }) => slot) });
    entry.amount += size(amount);
    sets.set(key, entry);
  }
  return [...sets.values()];
}

function scaled(rate: ReadRate): bigint {
  return rate.decimal.units * 10n ** BigInt(SCALE - rate.decimal.scale);
}

/**
 * A number that every denominator divides, so that the sums above are exact. Where an invoice has so many different
 * ones that it would grow without end, 10^60 instead: then each summand is rounded up by less than that fraction of a
 * minor unit (up, so that an exact half stays one), and the work stays linear in the number of lines.
 */
function commonUnit(denominators: readonly bigint[]): bigint {
  let unit = 1n;
  for (const denominator of denominators) {
    unit = leastCommonMultiple(unit, denominator);
    if (unit > FIXED_UNIT) return FIXED_UNIT;
  }
  return unit;
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}

function divideUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}
