import { type SQL, sql } from 'drizzle-orm';
import type { Classification } from '../../domain/reconciliation/classify.ts';
import type { Database } from '../database.ts';

/** Days since the epoch, UTC, the last one excluded; a settlement currency, or null for all. */
export type DaySpan = { readonly from: number; readonly before: number; readonly currency: string | null };

/**
 * The books of connections (a select of their ids), by currency. Each is found by its first anchor: one step for each, however
 * many days there are.
 */
const books = (connectionIds: SQL, currency: string | null): SQL => sql`
  found(connection_id, currency) AS (
    SELECT mine.id, (SELECT min(currency) FROM balance_anchors WHERE connection_id = mine.id)
      FROM (${connectionIds}) mine
    UNION ALL
    SELECT connection_id, (SELECT min(currency) FROM balance_anchors
      WHERE connection_id = found.connection_id AND currency > found.currency) FROM found WHERE currency IS NOT NULL),
  books AS (SELECT connection_id, currency FROM found
    WHERE currency IS NOT NULL AND (${currency} IS NULL OR currency = ${currency}))`;

/** The select for the net of all days before one, by connection and currency: an anchor, and the days since. */
export const selectNetBefore = (
  db: Database,
  connectionIds: SQL,
  { before, currency }: Pick<DaySpan, 'before' | 'currency'>,
) =>
  db
    .select({
      connectionId: sql<string>`connection_id`.as('connectionId'),
      currency: sql<string>`currency`.as('bookCurrency'),
      net: sql<number>`coalesce(net, 0)`.as('bookNet'),
    })
    .from(
      sql`(WITH RECURSIVE ${books(connectionIds, currency)}
        SELECT connection_id, currency, (
          SELECT a.net + coalesce((SELECT sum(d.net) FROM balance_days d WHERE d.connection_id = a.connection_id
            AND d.currency = a.currency AND d.day >= a.day AND d.day < ${before}), 0)
          FROM balance_anchors a WHERE a.connection_id = books.connection_id AND a.currency = books.currency
            AND a.day <= ${before} ORDER BY a.day DESC LIMIT 1) AS net FROM books)`,
    );

/** The select for the sums of each day of a span, by category and class. */
export const selectDays = (db: Database, connectionIds: SQL, { from, before, currency }: DaySpan) =>
  db
    .select({
      connectionId: sql<string>`connection_id`.as('connectionId'),
      day: sql<number>`day`.as('bookDay'),
      currency: sql<string>`currency`.as('bookCurrency'),
      reportingCategory: sql<string>`reporting_category`.as('reportingCategory'),
      classification: sql<Classification | null>`nullif(classification, '')`.as('bookClass'),
      amount: sql<number>`amount`.as('bookAmount'),
      fee: sql<number>`fee`.as('bookFee'),
      net: sql<number>`net`.as('bookNet'),
    })
    .from(
      sql`(WITH RECURSIVE ${books(connectionIds, currency)}
        SELECT d.* FROM books CROSS JOIN balance_days d ON d.connection_id = books.connection_id
          AND d.currency = books.currency AND d.day >= ${from} AND d.day < ${before})`,
    );
