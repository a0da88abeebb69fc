import { describe, it } from 'vitest';
import { selectDates, selectUsedSeries } from '../../src/db/queries/number-series.ts';
import {
  readNamed,
  readNumbered,
  readNumbersOfNotes,
  selectCounters,
  selectFirstLines,
  selectFirsts,
  selectLinesBetween,
} from '../../src/db/queries/taken-invoices.ts';
import {
  creditNotes,
  customerImportRows,
  customerWords,
  journal,
  numberSeries,
} from '../../src/db/schema/index.ts';
import { reads } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, OWN, SCOPE } from './own.ts';
import { row } from './rows.ts';

const { customer, invoice, merchant } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const line = row(customerImportRows, {
  importId: 'imp_1',
  line: 5,
  firstLine: 5,
  number: 'A-1',
  state: 'read',
  given: {},
});
const note = row(creditNotes, { id: 'cno_1', series: 'CN-', numberValue: 3, ...SCOPE });
const counter = row(numberSeries, { series: 'NW-', nextValue: 4, ...SCOPE });

describe('a file of invoices', () => {
  it('reads its own lines, whole invoices at a time', async () => {
    await reads(
      (db) => selectFirsts(db, 'imp_1', 'read', 5),
      [line],
      [{ of: line, in: [{ import_id: 'imp_2' }, { state: 'done' }, { first_line: 4 }] }],
    );
    await reads(
      (db) => selectLinesBetween(db, 'imp_1', { from: 5, lastFirst: 5, most: 9 }),
      [line],
      [{ of: line, in: [{ import_id: 'imp_2' }, { line: 4 }] }],
    );
    await reads(
      (db) => selectFirstLines(db, 'imp_1', ['A-1']),
      [line],
      [{ of: line, in: [{ import_id: 'imp_2' }, { number: 'A-2' }] }],
    );
  });

  it('is compared with the numbers and the customers of its business', async () => {
    const numbers = [
      { series: 'NW-', numberValue: 1 },
      { series: 'CN-', numberValue: 3 },
    ];
    const entry = row(journal, { streamType: 'invoice', streamId: 'inv_1', seq: 1, type: 'finalized' });
    await reads(
      (db) => readNumbered(db, SCOPE, numbers),
      [invoice, entry],
      [{ of: invoice, in: [...WHOSE, { series: 'OLD-' }, { number_value: 2 }] }],
    );
    await reads(
      (db) => readNumbersOfNotes(db, SCOPE, numbers),
      [note],
      [{ of: note, in: [...WHOSE, { series: 'NW-' }, { number_value: 4 }] }],
    );
    const word = row(customerWords, { word: 'ada', customerId: 'cus_1', ...SCOPE });
    await reads(
      (db) => readNamed(db, SCOPE, [{ line: 2, longest: 'ada', others: [] }]),
      [customer, word],
      [{ of: word, in: [...WHOSE, { word: 'adam' }] }],
    );
    await reads(
      (db) => selectCounters(db, SCOPE, ['NW-']),
      [counter],
      [{ of: counter, in: [...WHOSE, { series: 'OLD-' }] }],
    );
  });
});

describe('the series of a business', () => {
  it('are its own, with the last day of its closed books', async () => {
    await reads(
      (db) => selectDates(db, { ...SCOPE, series: 'NW-' }),
      [merchant, counter],
      [{ of: merchant, in: [{ id: 'mer_2' }] }],
    );
    await reads(
      (db) => selectUsedSeries(db, 'mer_1', 'invoice', ['NW-']),
      [invoice],
      [{ of: invoice, in: [OTHER_BUSINESS, { series: 'OLD-' }, { number_value: null }] }],
    );
    await reads(
      (db) => selectUsedSeries(db, 'mer_1', 'credit_note', ['CN-']),
      [note],
      [{ of: note, in: [OTHER_BUSINESS, { series: 'OLD-' }] }],
    );
  });
});
