import { exponent, parseCurrency } from '../currency.ts';
import { type Decimal, multiplyRound } from '../decimal.ts';
import { readUnitDecimal } from '../invoice/read-values.ts';
import { onTopOf } from '../invoice/totals.ts';
import type { LineTax } from '../invoice/totals-types.ts';
import { readQuantitySize } from './quantities.ts';

/** What is printed of a line of a credit note, minor units. */
export type PrintedLine = {
  readonly description: string;
  readonly quantity: string;
  readonly unitAmount: number;
  /** The price in major units, where minor units are too coarse. */
  readonly unitDecimal: string | null;
  readonly discount: number;
  /** With the taxes that are in the price. */
  readonly amount: number;
};

type Credited = {
  readonly description: string;
  readonly quantity: string | null;
  readonly unitAmount: number | null;
  readonly taxable: number;
  readonly taxes: readonly LineTax[];
};

type Invoiced = { readonly unitDecimal: string | null; readonly discount: number } | undefined;

/**
 * A line of a credit note as it is printed and written, with the invoice's line that it is of. An amount without a quantity
 * is one of it; a quantity keeps the price and what was taken off it.
 */
export function printedLine(
  invoiced: Invoiced,
  { description, quantity, unitAmount, taxable, taxes }: Credited,
  currency: string,
): PrintedLine {
  const amount = taxable + inclusiveOf(taxes);
  const isPriced = quantity !== null && unitAmount !== null;
  const unitDecimal = isPriced ? (invoiced?.unitDecimal ?? null) : null;
  const price = isPriced ? unitAmount : amount;
  const isReduced = invoiced !== undefined && invoiced.discount !== 0;
  return {
    description,
    quantity: quantity ?? '1',
    unitAmount: price,
    unitDecimal,
    discount: isReduced ? takenOff(quantity ?? '1', priceOf(price, unitDecimal, currency), amount) : 0,
    amount,
  };
}

/** A price without its sign, in minor units that may have decimals of their own. */
function priceOf(unitAmount: number, unitDecimal: string | null, code: string): Decimal {
  const currency = parseCurrency(code);
  const read =
    unitDecimal === null || currency === null ? null : readUnitDecimal(unitDecimal, exponent(currency), true);
  return read !== null && 'value' in read
    ? read.value.size
    : { units: BigInt(Math.abs(unitAmount)), scale: 0 };
}

/** What the invoice's discount took off so much of the line, in minor units; below zero of one that is so itself. */
function takenOff(quantity: string, price: Decimal, amount: number): number {
  const size = readQuantitySize(quantity);
  if (size === null) return 0;
  const off = Math.max(0, Number(multiplyRound(size, price)) - Math.abs(amount));
  return amount < 0 && off !== 0 ? -off : off;
}

const inclusiveOf = (taxes: readonly LineTax[]): number =>
  taxes.reduce((all, { amount }) => all + amount, 0) - onTopOf(taxes);
