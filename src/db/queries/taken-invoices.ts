import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { RowState } from '../../domain/imports/states.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { customerImportRows, numberSeries } from '../schema/index.ts';
import { listed } from './listed.ts';

type WantedName = { readonly line: number; readonly longest: string; readonly others: readonly string[] };
export type NamedCustomer = {
  readonly line: number;
  readonly customerId: string;
  readonly legalName: string;
  readonly label: string | null;
  readonly aliases: string;
};

/** The customers that have all words of a name, by the index of words: of these, the name itself decides. */
export const readNamed = (db: Database, { merchantId, livemode }: Scope, wanted: readonly WantedName[]) =>
  db.all<NamedCustomer>(sql`
    SELECT given.value ->> 'line' AS line, c.id AS customerId, c.legal_name AS legalName, c.label AS label,
      c.customer_aliases AS aliases
    FROM json_each(${JSON.stringify(wanted)}) given
      JOIN customer_words w ON w.merchant_id = ${merchantId} AND w.livemode = ${Number(livemode)}
        AND w.word = given.value ->> 'longest'
      JOIN customers c ON c.id = w.customer_id
    WHERE c.erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM json_each(given.value, '$.others') other
      WHERE NOT EXISTS (SELECT 1 FROM customer_words also WHERE also.merchant_id = ${merchantId}
        AND also.livemode = ${Number(livemode)} AND also.word = other.value AND also.customer_id = w.customer_id))`);

export type StoredNumber = { readonly series: string; readonly numberValue: number };

export type Numbered = StoredNumber & {
  readonly id: string;
  readonly customerId: string;
  readonly currency: string;
  readonly amountDue: number;
  readonly issueDate: string | null;
  /** The first entry of its journal, and the hash of what a file said of it, where one did. */
  readonly first: string | null;
  readonly content: string | null;
};

/** The invoices that have one of these numbers, with what was said of them when they were taken over. */
export const readNumbered = (
  db: Database,
  { merchantId, livemode }: Scope,
  numbers: readonly StoredNumber[],
): Promise<Numbered[]> =>
  db.all<Numbered>(sql`
    SELECT i.id AS id, i.series AS series, i.number_value AS numberValue, i.customer_id AS customerId,
      i.currency AS currency, i.amount_due AS amountDue, i.issue_date AS issueDate, j.type AS first,
      j.data ->> 'content' AS content
    FROM json_each(${JSON.stringify(numbers)}) number
      CROSS JOIN invoices i ON i.merchant_id = ${merchantId} AND i.livemode = ${Number(livemode)}
        AND i.series = number.value ->> 'series' AND i.number_value = number.value ->> 'numberValue'
        AND i.number_value IS NOT NULL
      LEFT JOIN journal j ON j.stream_type = 'invoice' AND j.stream_id = i.id AND j.seq = 1`);

/** The numbers of these that credit notes have. */
export const readNumbersOfNotes = (
  db: Database,
  { merchantId, livemode }: Scope,
  numbers: readonly StoredNumber[],
): Promise<StoredNumber[]> =>
  db.all<StoredNumber>(sql`
    SELECT n.series AS series, n.number_value AS numberValue FROM json_each(${JSON.stringify(numbers)}) number
      CROSS JOIN credit_notes n ON n.merchant_id = ${merchantId} AND n.livemode = ${Number(livemode)}
        AND n.series = number.value ->> 'series' AND n.number_value = number.value ->> 'numberValue'`);

/** The lines at which numbers begin in a file, the first of each. */
export const selectFirstLines = (db: Database, importId: string, numbers: readonly string[]) =>
  db
    .select({ number: customerImportRows.number, line: sql<number>`min(${customerImportRows.firstLine})` })
    .from(customerImportRows)
    .where(
      and(eq(customerImportRows.importId, importId), sql`${customerImportRows.number} IN ${listed(numbers)}`),
    )
    .groupBy(customerImportRows.number);

/** The first lines of the next invoices whose lines are in a state. */
export const selectFirsts = (db: Database, importId: string, state: RowState, most: number) =>
  db
    .select({ line: customerImportRows.line })
    .from(customerImportRows)
    .where(
      and(
        eq(customerImportRows.importId, importId),
        eq(customerImportRows.state, state),
        eq(customerImportRows.firstLine, customerImportRows.line),
      ),
    )
    .orderBy(asc(customerImportRows.line))
    .limit(most);

/** The lines from one to the end of the invoice that begins at another; those of an invoice stand together. */
export const selectLinesBetween = (
  db: Database,
  importId: string,
  { from, lastFirst, most }: { readonly from: number; readonly lastFirst: number; readonly most: number },
) =>
  db
    .select()
    .from(customerImportRows)
    .where(
      and(
        eq(customerImportRows.importId, importId),
        gte(customerImportRows.line, from),
        sql`${customerImportRows.line} < coalesce((SELECT line FROM customer_import_rows next WHERE next.import_id = ${importId}
          AND next.line > ${lastFirst} AND next.first_line = next.line ORDER BY next.line LIMIT 1), 1000000000)`,
      ),
    )
    .orderBy(asc(customerImportRows.line))
    .limit(most);

/** The counters of these series. */
export const selectCounters = (db: Database, scope: Scope, series: readonly string[]) =>
  db
    .select({ series: numberSeries.series, nextValue: numberSeries.nextValue })
    .from(numberSeries)
    .where(
      and(
        eq(numberSeries.merchantId, scope.merchantId),
        eq(numberSeries.livemode, scope.livemode),
        sql`${numberSeries.series} IN ${listed(series)}`,
      ),
    );
