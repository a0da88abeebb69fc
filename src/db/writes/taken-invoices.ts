import { sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database, Statement } from '../database.ts';
import { numberSeries } from '../schema/index.ts';

type Reached = { readonly series: string; readonly nextValue: number; readonly lastIssued: string };

/** Raises counters past the numbers that were taken over, and never lowers one: no number is given twice. */
export const raisePast = (
  db: Database,
  { merchantId, livemode }: Scope,
  reached: readonly Reached[],
): Statement =>
  db
    .insert(numberSeries)
    .select(
      sql`SELECT ${merchantId}, ${Number(livemode)}, value ->> 'series', value ->> 'nextValue', value ->> 'lastIssued'
        FROM json_each(${JSON.stringify(reached)}) WHERE true`,
    )
    .onConflictDoUpdate({
      target: [numberSeries.merchantId, numberSeries.livemode, numberSeries.series],
      set: {
        nextValue: sql`max(next_value, excluded.next_value)`,
        lastIssued: sql`max(coalesce(last_issued, ''), excluded.last_issued)`,
      },
    });
