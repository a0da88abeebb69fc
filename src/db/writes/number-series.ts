import { sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database, Statement } from '../database.ts';
import { numberSeries } from '../schema/index.ts';

/** Raises a series' counter, and never lowers it: an invoice that was finalized meanwhile may have passed it. */
export const raiseNextNumber = (
  db: Database,
  { merchantId, livemode }: Scope,
  series: string,
  nextValue: number,
): Statement =>
  db
    .insert(numberSeries)
    .values({ merchantId, livemode, series, nextValue })
    .onConflictDoUpdate({
      target: [numberSeries.merchantId, numberSeries.livemode, numberSeries.series],
      set: { nextValue: sql`max(next_value, excluded.next_value)` },
    });
