import { multiplyRound, percentOf } from '../decimal.ts';
import { MAX_MINOR } from '../money.ts';
import { type ReadRate, readRates } from './read-rates.ts';
import {
  type Read,
  readMinor,
  readPercentage,
  readQuantity,
  readUnitAmount,
  readUnitDecimal,
} from './read-values.ts';
import type { Discount, LineInput, TotalsProblem } from './totals-types.ts';

/** What bears taxes: a line, or a part of a discount or charge on the whole. Minor units. */
export type Taxed = {
  readonly amount: bigint;
  readonly rates: readonly ReadRate[];
  /** Whether income tax is withheld of it, where any is. */
  readonly withheld: boolean;
};

/** A line before tax, in minor units; all of one sign. */
export type LineAmounts = Taxed & { readonly subtotal: bigint; readonly discount: bigint };

/** How lines may be written: whether one may be below zero, and the decimals of the currency's minor unit. */
export type LineManner = { readonly signs: boolean; readonly exponent: number };

/**
 * Reads one line and computes what it comes to before tax: quantity × unit amount, rounded once, less the discount,
 * rounded once. A line below zero is the mirror of the same line above it. Null if anything is wrong with it; what is
 * wrong is appended to `problems`, under `path`.
 */
export function readLine(
  line: LineInput,
  { signs, exponent }: LineManner,
  path: string,
  problems: TotalsProblem[],
): LineAmounts | null {
  const before = problems.length;
  const take = <T>(read: Read<T>, where: string): T | null => {
    if ('value' in read) return read.value;
    problems.push({ path: path + where, problem: read.problem });
    return null;
  };
  const quantity = take(readQuantity(line.quantity, signs), '.quantity');
  const price =
    line.unitAmountDecimal === undefined
      ? take(readUnitAmount(line.unitAmount, signs), '.unitAmount')
      : take(readUnitDecimal(line.unitAmountDecimal, exponent, signs), '.unitAmountDecimal');
  const rates = readRates(line.taxRates, path, problems);
  const discountPath = line.discount === null ? '' : `.discount.${line.discount.kind}`;
  const discountOf = line.discount === null ? noDiscount : take(readDiscount(line.discount), discountPath);
  if (quantity === null || price === null || discountOf === null || problems.length > before) return null;
  const refuse = (where: string, problem: TotalsProblem['problem']): null => {
    problems.push({ path: path + where, problem });
    return null;
  };
  if (quantity.isNegative && price.isNegative) return refuse('', 'both_negative');

  const size = multiplyRound(quantity.size, price.size);
  if (size > BigInt(MAX_MINOR)) return refuse('', 'too_large');
  const off = discountOf(size);
  if (off > size) return refuse(discountPath, 'discount_exceeds_line');
  const sign = quantity.isNegative || price.isNegative ? -1n : 1n;
  return {
    subtotal: sign * size,
    discount: sign * off,
    amount: sign * (size - off),
    rates,
    withheld: line.withheld ?? true,
  };
}

/** What a discount takes off a size (minor units, ≥ 0). */
export function readDiscount(discount: Discount): Read<(size: bigint) => bigint> {
  switch (discount.kind) {
    case 'percentage': {
      const read = readPercentage(discount.percentage);
      return 'value' in read ? { value: (size) => percentOf(size, read.value) } : read;
    }
    case 'amount': {
      const read = readMinor(discount.amount);
      return 'value' in read ? { value: () => BigInt(read.value) } : read;
    }
    default:
      return discount satisfies never;
  }
}

function noDiscount(): bigint {
  return 0n;
}
