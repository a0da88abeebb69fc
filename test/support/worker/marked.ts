import { receiptNumber } from '../../../src/domain/receipt/number.ts';

/** The number of a receipt that was counted so, with the mark of what it is for. */
export const marked = (counted: string, sourceId: string): string =>
  receiptNumber({
    sourceId,
    series: counted.slice(0, -4),
    numberValue: Number(counted.slice(-4)),
    markedFrom: 1,
  }) ?? '';
