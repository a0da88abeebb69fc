import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Numbered } from '../../domain/profile/series.ts';
import type { Database } from '../database.ts';
import { creditNotes, invoices, merchants, numberSeries } from '../schema/index.ts';
import { listed } from './listed.ts';

type Series = { readonly merchantId: string; readonly livemode: boolean; readonly series: string };

/** The row of one series of a business in a mode. */
export const isSeries = ({ merchantId, livemode, series }: Series) =>
  and(
    eq(numberSeries.merchantId, merchantId),
    eq(numberSeries.livemode, livemode),
    eq(numberSeries.series, series),
  );

/** The select for the newest date that a series has given, and the last day that its business has closed the books for. */
export const selectDates = (db: Database, series: Series) =>
  db
    .select({ lastIssued: numberSeries.lastIssued, closedUntil: merchants.booksClosedUntil })
    .from(merchants)
    .leftJoin(numberSeries, isSeries(series))
    .where(eq(merchants.id, series.merchantId));

/** The select for one of these series in which a document of the kind has a number. */
export const selectUsedSeries = (
  db: Database,
  merchantId: string,
  kind: Numbered,
  series: readonly string[],
) => {
  const table = kind === 'invoice' ? invoices : creditNotes;
  return db
    .select({ series: sql<string>`${table.series}` })
    .from(table)
    .where(
      and(
        eq(table.merchantId, merchantId),
        sql`${table.livemode} IN (0, 1)`,
        sql`${table.series} IN ${listed(series)}`,
        isNotNull(table.numberValue),
      ),
    )
    .limit(1);
};

/** The select for a series' counter, for a read batch; none before its first number. */
export const selectNextNumber = (db: Database, series: Series) =>
  db.select({ nextValue: numberSeries.nextValue }).from(numberSeries).where(isSeries(series));
