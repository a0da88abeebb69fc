import type { Statement } from '../../db/database.ts';
import { giveReceipt } from '../../db/writes/receipts.ts';
import { receiptSeriesOn } from '../../domain/receipt/series.ts';
import type { Context } from '../core/context.ts';

export type Numbered = {
  readonly sourceId: string;
  readonly livemode: boolean;
  /** The day on which the money moved, where the business is. */
  readonly movedOn: string;
};

/**
 * The rows that give a receipt its number, to be committed with the money it is for, behind the row that says that it came.
 * What has a number keeps it.
 */
export const receiptRows = (
  ctx: Pick<Context, 'db'>,
  merchant: { readonly id: string; readonly invoiceSeries: string },
  { sourceId, livemode, movedOn }: Numbered,
): readonly [Statement, Statement] =>
  giveReceipt(
    ctx.db,
    { merchantId: merchant.id, livemode },
    { series: receiptSeriesOn(merchant.invoiceSeries, movedOn), sourceId },
  );
