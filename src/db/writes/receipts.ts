import { and, eq, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database, Statement } from '../database.ts';
import { receiptSeries, receipts } from '../schema/index.ts';

/**
 * Gives a payment or a refund the next number of a series, once: whoever repeats it changes nothing. A batch is one
 * transaction on one writer, so two at once cannot take one number, and one that fails leaves no gap.
 */
export const giveReceipt = (
  db: Database,
  { merchantId, livemode }: Scope,
  { series, sourceId }: { readonly series: string; readonly sourceId: string },
): readonly [Statement, Statement] => [
  db.insert(receiptSeries).values({ merchantId, livemode, series }).onConflictDoNothing(),
  db
    .insert(receipts)
    .select(
      db
        .select({
          sourceId: sql<string>`${sourceId}`.as('source_id'),
          seriesId: receiptSeries.id,
          numberValue: receiptSeries.nextValue,
        })
        .from(receiptSeries)
        .where(
          and(
            eq(receiptSeries.merchantId, merchantId),
            eq(receiptSeries.livemode, livemode),
            eq(receiptSeries.series, series),
          ),
        ),
    )
    .onConflictDoNothing(),
];

/** Writes rows of {@link giveReceipt} that no commit of money carries: for what came before receipts had numbers. */
export async function giveReceipts(db: Database, [first, ...rest]: readonly Statement[]): Promise<void> {
  if (first !== undefined) await db.batch([first, ...rest]);
}
