import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import {
  selectDueImports,
  selectImport,
  selectLineCounts,
  selectLines,
} from '../../src/db/queries/customer-imports.ts';
import { readMatches, selectByIds, selectIdsElsewhere } from '../../src/db/queries/import-matches.ts';
import { readLinesNaming, readNamedParents, readThosePaying } from '../../src/db/queries/import-parents.ts';
import { customerImportRows, customerImports, customers } from '../../src/db/schema/index.ts';
import {
  deleteImport,
  deleteOldImports,
  leaseImport,
  moveImport,
  writeLines,
} from '../../src/db/writes/customer-imports.ts';
import { selectWithoutWords, setWords } from '../../src/db/writes/search-words.ts';
import { reads, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, OWN, SCOPE, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const { customer, address, externalId } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const file = row(customerImports, { id: 'imp_1', state: 'reading', dueAt: 100, createdAt: 100, ...SCOPE });
const line = row(customerImportRows, { importId: 'imp_1', line: 2, state: 'read', given: {} });

describe('a file of customers', () => {
  it('is its business’s in the mode, with its own lines', async () => {
    await reads(
      (db) => selectImport(db, SCOPE, 'imp_1', 'customers'),
      [file],
      [{ of: file, in: [...WHOSE, { id: 'imp_2' }, { kind: 'invoices' }, { about: 'schedules' }] }],
    );
    const schedules = changed(file, { kind: 'invoices', about: 'schedules' });
    await reads(
      (db) => selectImport(db, SCOPE, 'imp_1', 'schedules'),
      [schedules],
      [{ of: schedules, in: [...WHOSE, { about: null }, { about: 'subscriptions' }] }],
    );
    const strays = [{ import_id: 'imp_2' }, { line: 1 }];
    await reads(
      (db) => selectLines(db, 'imp_1', ['read'], { after: 1, most: 5 }),
      [line],
      [{ of: line, in: [...strays, { state: 'done' }] }],
    );
    await reads(
      (db) => selectLines(db, 'imp_1', [], { after: 1, most: 5 }),
      [line],
      [{ of: line, in: strays }],
    );
    await reads((db) => selectLineCounts(db, 'imp_1'), [line], [{ of: line, in: [{ import_id: 'imp_2' }] }]);
  });

  it('finds the parents that its lines name among its business’s customers, and its own lines', async () => {
    const byId = { line: 2, parent: { by: 'id', id: 'cus_1' } } as const;
    const elsewhere = { line: 2, parent: { by: 'external', key: 'Stripe', value: 'cus_stripe' } } as const;
    await reads(
      (db) => readNamedParents(db, SCOPE, [byId]),
      [customer],
      [{ of: customer, in: [...WHOSE, { id: 'cus_2' }] }],
    );
    await reads(
      (db) => readNamedParents(db, SCOPE, [elsewhere]),
      [customer, externalId],
      [
        { of: customer, in: WHOSE },
        { of: externalId, in: [SIBLING, { key: 'Xero' }, { value: 'cus_other' }] },
      ],
    );
    const naming = changed(line, { given: JSON.stringify({ id: 'cus_1' }) });
    await reads(
      (db) => readLinesNaming(db, 'imp_1', [{ column: 'id', value: 'cus_1' }]),
      [naming],
      [
        {
          of: naming,
          in: [{ import_id: 'imp_2' }, { given: '{"id":"cus_2"}' }, { given: '{"label":"cus_1"}' }],
        },
      ],
    );
    const child = changed(customer, { id: 'cus_3', parent_id: 'cus_1' });
    await reads(
      (db) => readThosePaying(db, ['cus_1']),
      [customer, child],
      [{ of: child, in: [{ parent_id: 'cus_2' }, { parent_id: null }] }],
    );
  });

  it('is due, taken, moved on and deleted by itself', async () => {
    const strays = [{ id: 'imp_2' }];
    await reads((db) => selectDueImports(db, 100, 5), [file], [{ of: file, in: [{ due_at: 101 }] }]);
    await writes(
      (db) => leaseImport(db, 'imp_1', { now: 100, until: 900 }),
      [file],
      [{ of: file, in: [...strays, { due_at: 101 }] }],
    );
    await writes(
      (db) => moveImport(db, 'imp_1', ['reading'], { fileName: 'x' }),
      [file],
      [{ of: file, in: [...strays, { state: 'applied' }] }],
    );
    await writes((db) => deleteImport(db, 'imp_1'), [file], [{ of: file, in: strays }]);
    await writes((db) => deleteOldImports(db, 101, 5), [file], [{ of: file, in: [{ created_at: 101 }] }]);
    const written = { line: 2, state: 'done', customerId: 'cus_1', report: [] } as const;
    await writes(
      (db) => writeLines(db, 'imp_1', [written]),
      [line],
      [{ of: line, in: [{ import_id: 'imp_2' }, { line: 3 }] }],
    );
  });

  it('is about customers of the business and the mode, by their id, an id elsewhere or an address', async () => {
    const wanted = { line: 2, id: null, email: null, externalIds: [] };
    const match = (more: Partial<Parameters<typeof readMatches>[2][number]>) => (db: Database) =>
      readMatches(db, SCOPE, [{ ...wanted, ...more }]);
    const other = { id: 'cus_9' };
    await reads(
      match({ id: 'cus_1' }),
      [customer],
      [{ of: customer, in: [...WHOSE, other, { erased_at: 5 }] }],
    );
    await reads(
      match({ email: ' ADA@payer.test' }),
      [customer, address],
      [
        { of: customer, in: [...WHOSE, other] },
        { of: address, in: [{ address: 'bob@payer.test' }, SIBLING] },
      ],
    );
    await reads(
      match({ externalIds: [{ key: 'Stripe', value: 'cus_stripe' }] }),
      [customer, externalId],
      [
        { of: customer, in: [...WHOSE, other] },
        { of: externalId, in: [{ key: 'Xero' }, { value: 'x' }, SIBLING] },
      ],
    );
    await reads((db) => selectByIds(db, ['cus_1']), [customer], [{ of: customer, in: [other] }]);
    await reads((db) => selectIdsElsewhere(db, ['cus_1']), [externalId], [{ of: externalId, in: [SIBLING] }]);
  });
});

describe('the words that a customer is found by', () => {
  const bare = changed(customer, { search_words: null });

  it('are computed where there are none, and never put over newer ones', async () => {
    await reads((db) => selectWithoutWords(db, 5), [bare], [{ of: bare, in: [{ search_words: '["ada"]' }] }]);
    await writes(
      (db) => setWords(db, { cus_1: ['ada'] }),
      [bare],
      [{ of: bare, in: [{ id: 'cus_9' }, { search_words: '["new"]' }] }],
    );
    const twin = changed(bare, { id: 'cus_2' });
    const each = async (db: Database) => {
      await setWords(db, { cus_1: ['ada'], cus_2: ['bob'] });
      return db.select({ id: customers.id, words: customers.searchWords }).from(customers);
    };
    await reads(each, [bare, twin], [{ of: twin, in: [] }]);
  });
});
