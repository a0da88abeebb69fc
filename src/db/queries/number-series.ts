import { and, eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { numberSeries } from '../schema/index.ts';

type Series = { readonly merchantId: string; readonly livemode: boolean; readonly series: string };

/** The select for the newest date that a series has given. */
export const selectLastIssued = (db: Database, { merchantId, livemode, series }: Series) =>
  db
    .select({ lastIssued: numberSeries.lastIssued })
    .from(numberSeries)
    .where(
      and(
        eq(numberSeries.merchantId, merchantId),
        eq(numberSeries.livemode, livemode),
        eq(numberSeries.series, series),
      ),
    );
