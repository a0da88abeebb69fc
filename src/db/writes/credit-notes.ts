import { sql } from 'drizzle-orm';
import type { CreditTotals } from '../../domain/credit-note/credit-note.ts';
import type { Database, Statement } from '../database.ts';
import { isSeries } from '../queries/number-series.ts';
import { creditNoteLines, creditNotes, numberSeries } from '../schema/index.ts';

type NewCreditNote = Omit<
  typeof creditNotes.$inferInsert,
  'numberValue' | 'net' | 'taxTotal' | 'taxes' | 'total' | 'payable' | 'deductions'
>;

/**
 * Issues a credit note with the next number of its series, as an invoice is finalised: counter and number move in the one
 * transaction that D1 makes of a batch, so that there are neither gaps nor duplicates.
 */
export function issueRows(db: Database, note: NewCreditNote, totals: CreditTotals): Statement[] {
  const { merchantId, livemode, series } = note;
  const { lines, ...sums } = totals;
  const counter = isSeries({ merchantId, livemode, series });
  return [
    db.insert(numberSeries).values({ merchantId, livemode, series, nextValue: 1 }).onConflictDoNothing(),
    db.insert(creditNotes).values({
      ...note,
      ...sums,
      numberValue: sql`(SELECT next_value FROM number_series WHERE ${counter})`,
    }),
    db.update(numberSeries).set({ nextValue: sql`next_value + 1` }).where(counter),
    insertLines(db, note.id, lines),
  ];
}

/** All lines in one statement: D1 binds at most 100 values. */
function insertLines(db: Database, creditNoteId: string, lines: CreditTotals['lines']): Statement {
  const rows = lines.map(({ position, description, quantity, unitAmount, taxable, taxes, total }) => [
    position,
    description,
    quantity,
    unitAmount,
    taxable,
    taxes,
    total,
  ]);
  return db.insert(creditNoteLines).select(sql`
    SELECT ${creditNoteId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value -> 5, value ->> 6
    FROM json_each(${JSON.stringify(rows)})`);
}
