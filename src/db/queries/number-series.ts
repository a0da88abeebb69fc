import { and, eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { numberSeries } from '../schema/index.ts';

type Series = { readonly merchantId: string; readonly livemode: boolean; readonly series: string };

/** The row of one series of a business in a mode. */
export const isSeries = ({ merchantId, livemode, series }: Series) =>
  and(
    eq(numberSeries.merchantId, merchantId),
    eq(numberSeries.livemode, livemode),
    eq(numberSeries.series, series),
  );

/** The select for the newest date that a series has given. */
export const selectLastIssued = (db: Database, series: Series) =>
  db.select({ lastIssued: numberSeries.lastIssued }).from(numberSeries).where(isSeries(series));

/** The select for a series' counter, for a read batch; none before its first number. */
export const selectNextNumber = (db: Database, series: Series) =>
  db.select({ nextValue: numberSeries.nextValue }).from(numberSeries).where(isSeries(series));
