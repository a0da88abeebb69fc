import { divideRound } from '../decimal.ts';
import { splitByWeights } from '../money.ts';
import {
  type CreditableLine,
  type CreditedLine,
  type CreditProblem,
  type LineAsk,
  type Parts,
  partsLeft,
  totalOf,
} from './creditable.ts';
import { fromMillionths, millionths, quantityLeft, readQuantitySize } from './quantities.ts';

/**
 * Credits a line by quantity or by amount, or all that is left of it. The amount is split over net and taxes by what is
 * left of each, by largest remainder: no part is ever more than what is left of it, and whoever takes the last takes the
 * rest. A quantity comes to its share of what is left, so that hours of which the price was reduced before are credited
 * at the reduced price.
 */
export function creditLine(
  line: CreditableLine,
  ask: LineAsk,
  path: string,
): { readonly line: CreditedLine } | CreditProblem {
  const left = partsLeft(line);
  const most = Math.abs(totalOf(left));
  if (most === 0) return { problem: 'nothing_left', path };
  if (ask.quantity !== undefined && ask.amount !== undefined) return { problem: 'quantity_and_amount', path };
  if (ask.amount !== undefined) {
    const at = `${path}.amount`;
    const size = Math.abs(ask.amount);
    if (!Number.isSafeInteger(size)) return { problem: 'amount_not_integer', path: at };
    if (size === 0) return { problem: 'not_positive', path: at };
    if (size > most) return { problem: 'amount_above_left', path: at, left: most };
    return { line: creditedLine(line, share(left, size), null) };
  }
  const rest = quantityLeft(line.quantity, line.credited.quantity);
  if (ask.quantity === undefined) return { line: creditedLine(line, left, rest === 0n ? null : rest) };
  return creditQuantity(line, ask.quantity, rest, `${path}.quantity`);
}

function creditQuantity(
  line: CreditableLine,
  asked: string,
  rest: bigint,
  path: string,
): { readonly line: CreditedLine } | CreditProblem {
  const read = readQuantitySize(asked);
  if (read === null) return { problem: 'invalid_quantity', path };
  const quantity = millionths(read);
  if (quantity === 0n) return { problem: 'not_positive', path };
  if (quantity > rest) return { problem: 'quantity_above_left', path, left: fromMillionths(rest) };
  const left = partsLeft(line);
  const size = Number(divideRound(BigInt(Math.abs(totalOf(left))) * quantity, rest));
  if (size === 0) return { problem: 'not_positive', path };
  return { line: creditedLine(line, share(left, size), quantity) };
}

/** A line's parts are all of its own sign, which the share has too. */
function share(left: Parts, size: number): Parts {
  const sign = totalOf(left) < 0 ? -1 : 1;
  const [taxable = 0, ...taxes] = splitByWeights(size, [left.taxable, ...left.taxes].map(Math.abs));
  return { taxable: sign * taxable, taxes: taxes.map((tax) => sign * tax) };
}

/** A line of a credit note with these parts; the quantity in millionths, null where an amount is credited. */
export function creditedLine(line: CreditableLine, parts: Parts, quantity: bigint | null): CreditedLine {
  const sign = line.quantity.startsWith('-') ? '-' : '';
  return {
    position: line.position,
    description: line.description,
    quantity: quantity === null ? null : `${sign}${fromMillionths(quantity)}`,
    unitAmount: quantity === null ? null : line.unitAmount,
    taxable: parts.taxable,
    taxes: line.taxes.map((tax, i) => ({ ...tax, amount: parts.taxes[i] ?? 0 })),
    total: totalOf(parts),
  };
}
