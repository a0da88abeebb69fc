import { type Decimal, formatDecimal, multiplyRound, parseDecimal, percentOf } from '../decimal.ts';
import { MAX_MINOR } from '../money.ts';
import type { Discount, LineInput, TaxRate, TotalsProblem } from './totals-types.ts';

/** A parsed tax rate. Its percentage is canonical, so `20` and `20.00` share a key. */
export type ReadRate = TaxRate & { readonly key: string; readonly decimal: Decimal };

/** A line before tax, in minor units. */
export type LineAmounts = {
  readonly subtotal: bigint;
  readonly discount: bigint;
  readonly amount: bigint;
  readonly rates: readonly ReadRate[];
};

type Problem = TotalsProblem['problem'];
type Read<T> = { readonly value: T } | { readonly problem: Problem };

const PERCENTAGE_PLACES = 4;
const QUANTITY_LIMITS = { maxIntegerDigits: 9, maxScale: 6 };

/**
 * Reads one line and computes what it comes to before tax: quantity × unit amount, rounded once, less the discount,
 * rounded once. Null if anything is wrong with it; what is wrong is appended to `problems`, under `path`.
 */
export function readLine(line: LineInput, path: string, problems: TotalsProblem[]): LineAmounts | null {
  const before = problems.length;
  const take = <T>(read: Read<T>, where: string): T | null => {
    if ('value' in read) return read.value;
    problems.push({ path: path + where, problem: read.problem });
    return null;
  };
  const quantity = take(readQuantity(line.quantity), '.quantity');
  const unitAmount = take(readMinor(line.unitAmount), '.unitAmount');
  const rates = readRates(line.taxRates, take);
  const discountPath = line.discount === null ? '' : `.discount.${line.discount.kind}`;
  const discountOf = line.discount === null ? noDiscount : take(readDiscount(line.discount), discountPath);
  if (quantity === null || unitAmount === null || discountOf === null || problems.length > before)
    return null;

  const subtotal = multiplyRound(unitAmount, quantity);
  if (subtotal > BigInt(MAX_MINOR)) {
    problems.push({ path, problem: 'too_large' });
    return null;
  }
  const discount = discountOf(subtotal);
  if (discount > subtotal) {
    problems.push({ path: path + discountPath, problem: 'discount_exceeds_line' });
    return null;
  }
  return { subtotal, discount, amount: subtotal - discount, rates };
}

function readRates(
  taxRates: readonly TaxRate[],
  take: <T>(read: Read<T>, where: string) => T | null,
): readonly ReadRate[] {
  const rates = new Map<string, ReadRate>();
  for (const [i, { name, percentage, inclusive }] of taxRates.entries()) {
    const decimal = take(readPercentage(percentage), `.taxRates[${i}].percentage`);
    if (decimal === null) continue;
    const canonical = formatDecimal(decimal);
    const key = `${inclusive ? 'inclusive' : 'exclusive'} ${canonical} ${name}`;
    if (rates.has(key)) take({ problem: 'duplicate_tax' }, `.taxRates[${i}]`);
    else rates.set(key, { name, percentage: canonical, inclusive, key, decimal });
  }
  return [...rates.values()];
}

function readDiscount(discount: Discount): Read<(subtotal: bigint) => bigint> {
  switch (discount.kind) {
    case 'percentage': {
      const read = readPercentage(discount.percentage);
      return 'value' in read ? { value: (subtotal) => percentOf(subtotal, read.value) } : read;
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

function readMinor(n: number): Read<number> {
  if (!Number.isInteger(n)) return { problem: 'not_integer' };
  if (n < 0) return { problem: 'negative' };
  return n > MAX_MINOR ? { problem: 'too_large' } : { value: n };
}

function readQuantity(text: string): Read<Decimal> {
  const value = parseDecimal(text, QUANTITY_LIMITS);
  if (value !== null) return { value };
  if (/^-[0-9]+(?:\.[0-9]+)?$/.test(text)) return { problem: 'negative' };
  const integer = /^([0-9]+)(?:\.[0-9]+)?$/.exec(text)?.[1] ?? '';
  return { problem: integer.length > QUANTITY_LIMITS.maxIntegerDigits ? 'too_large' : 'invalid_decimal' };
}

function readPercentage(text: string): Read<Decimal> {
  const value = parseDecimal(text, { maxIntegerDigits: 3, maxScale: PERCENTAGE_PLACES });
  if (value !== null) {
    return value.units > 100n * 10n ** BigInt(value.scale)
      ? { problem: 'percentage_out_of_range' }
      : { value };
  }
  const outside = /^(?:-[0-9]+|[0-9]{4,})(?:\.[0-9]+)?$/.test(text);
  return { problem: outside ? 'percentage_out_of_range' : 'invalid_decimal' };
}
