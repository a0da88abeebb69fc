import type { LineInput } from './totals-types.ts';

/** A line as its row holds it: no amount of it is below zero, and `sign` says whether they are. Minor units. */
type LineRow = {
  readonly quantity: string;
  readonly unitAmount: number;
  readonly discountAmount: number;
  readonly amount: number;
  readonly total: number;
  readonly sign: number;
};

type SignedLine = Pick<LineRow, 'unitAmount' | 'discountAmount' | 'amount' | 'total'>;

/** A line's amounts with their sign. The minus stands before the quantity, or else before the price. */
export function signedLine(line: LineRow): SignedLine {
  const { quantity, sign, unitAmount, discountAmount, amount, total } = line;
  const signed = (size: number): number => (sign < 0 && size !== 0 ? -size : size);
  return {
    unitAmount: quantity.startsWith('-') ? unitAmount : signed(unitAmount),
    discountAmount: signed(discountAmount),
    amount: signed(amount),
    total: signed(total),
  };
}

/** The sign that a line is stored with. */
export const signOf = ({ quantity, unitAmount, unitAmountDecimal }: LineInput): 1 | -1 =>
  quantity.startsWith('-') || unitAmount < 0 || unitAmountDecimal?.startsWith('-') === true ? -1 : 1;
