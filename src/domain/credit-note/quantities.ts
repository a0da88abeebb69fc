import { type Decimal, formatDecimal, parseDecimal } from '../decimal.ts';

/** A quantity as an invoice's line may hold it; null for anything else. The sign is the line's and is not read. */
export const readQuantitySize = (text: string): Decimal | null =>
  parseDecimal(text.replace(/^-/, ''), { maxIntegerDigits: 9, maxScale: 6 });

const SCALE = 6;

/** A decimal as a whole number of millionths, which every quantity is. */
export const millionths = ({ units, scale }: Decimal): bigint => units * 10n ** BigInt(SCALE - scale);

/** Millionths as the decimal that they are. */
export function fromMillionths(units: bigint): string {
  const text = formatDecimal({ units, scale: SCALE });
  return text.replace(/\.?0+$/, '') || '0';
}

/** What is left of a quantity, in millionths; its sign is left out. */
export function quantityLeft(quantity: string, credited: string): bigint {
  const [all, gone] = [readQuantitySize(quantity), readQuantitySize(credited)];
  return (all === null ? 0n : millionths(all)) - (gone === null ? 0n : millionths(gone));
}
