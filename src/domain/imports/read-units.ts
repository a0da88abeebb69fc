import { type Currency, exponent } from '../currency.ts';
import { type Decimal, formatDecimal, multiplyRound } from '../decimal.ts';
import { readQuantity, readUnitDecimal, roundedUnit } from '../invoice/read-values.ts';
import { MAX_MINOR } from '../money.ts';
import type { InvoiceCells } from './invoice-columns.ts';

/** How a line's net amount came about: quantity × price, less the discount. */
export type Units = {
  readonly quantity: string;
  /** Minor units; rounded where `unitDecimal` says it exactly. */
  readonly unitAmount: number;
  /** Major units, where minor units are too coarse. */
  readonly unitDecimal: string | null;
  /** Minor units; 0 or more. */
  readonly discount: number;
};

/** Whether a line is one of its whole amount, as one is that names no quantity. */
export const isOneOfAll = ({ quantity, unitDecimal, discount }: Units): boolean =>
  quantity === '1' && unitDecimal === null && discount === 0;

type Wrong = (column: 'quantity' | 'unitPrice' | 'discount', message: string) => null;
type Known = {
  /** The line's net amount, in minor units. */
  readonly net: number;
  /** In minor units; 0 where the line names none. */
  readonly discount: number;
  readonly currency: Currency;
  /** An amount as problems say it. */
  readonly say: (minor: number) => string;
};

/** As many as a price may have. */
const PRICE_DECIMALS = 12;

/**
 * Reads how many of what price a line is, which has to come to its net amount: nothing of another system's invoice is worked out
 * anew. A line that says neither is one of its whole amount; null where something is wrong.
 */
export function readUnits(
  { quantity: typed, unitPrice }: InvoiceCells,
  { net, discount, currency, say }: Known,
  wrong: Wrong,
): Units | null {
  const size = Math.abs(net) + discount;
  const count = readQuantity(unsigned(typed ?? '1'), false);
  if ('problem' in count || count.value.size.units === 0n) {
    return wrong('quantity', 'Give a number above 0 with at most 6 decimals, such as 2 or 1.5.');
  }
  const [of, digits] = [count.value.size, exponent(currency)];
  const quantity = formatDecimal(of);
  const price = unitPrice === undefined ? priceOfOne(size, of, digits) : unsigned(unitPrice);
  if (price === null) {
    return wrong(
      'unitPrice',
      `Give the price of one: ${say(size)} can’t be divided by ${quantity} to the end.`,
    );
  }
  const read = readUnitDecimal(price, digits, false);
  if ('problem' in read) return wrong('unitPrice', 'Write the price as 49.50, with at most 12 decimals.');
  const product = multiplyRound(of, read.value.size);
  if (product !== BigInt(size)) {
    return wrong(
      'unitPrice',
      `${quantity} × ${price} comes to ${product > BigInt(MAX_MINOR) ? 'more than any invoice' : say(Number(product))}, and the line to ${say(size)} before its discount: correct the one that is wrong, or leave quantity and price out.`,
    );
  }
  const isMinor = read.value.size.scale === 0;
  return {
    quantity,
    unitAmount: roundedUnit(price, currency),
    unitDecimal: isMinor ? null : price,
    discount,
  };
}

/** A number as its digits and a point: the line's net amount says which sign it has. What could be read in two ways is left as it is. */
function unsigned(typed: string): string {
  const bare = typed.replaceAll(/[\s\u00a0\u202f'\u2019]/g, '').replace(/^[-−]/, '');
  return /^\d+,\d{1,2}$/.test(bare) ? bare.replace(',', '.') : bare;
}

/** The price of one in major units, of a size in minor ones; null where it has no end. */
function priceOfOne(size: number, { units, scale }: Decimal, digits: number): string | null {
  const numerator = BigInt(size) * 10n ** BigInt(scale + PRICE_DECIMALS - digits);
  if (numerator % units !== 0n) return null;
  const text = formatDecimal({ units: numerator / units, scale: PRICE_DECIMALS });
  return text.replace(/\.?0+$/, '');
}
