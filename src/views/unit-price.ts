import type { Writer } from './format.ts';
import type { LineView } from './model.ts';

/** The price of one, with all its decimals where minor units are too coarse for it. */
export const unitPrice = (
  { unitAmount, unitDecimal }: Pick<LineView, 'unitAmount' | 'unitDecimal'>,
  writer: Writer,
): string => (unitDecimal === null ? writer.amount(unitAmount) : writer.price(unitDecimal));
