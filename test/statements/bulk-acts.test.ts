import { describe, it } from 'vitest';
import {
  readBulkPart,
  selectBulkAct,
  selectBulkCounts,
  selectBulkRows,
} from '../../src/db/queries/bulk-acts.ts';
import { bulkActs, bulkRows } from '../../src/db/schema/index.ts';
import { reads } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, SCOPE } from './own.ts';
import { row } from './rows.ts';

const act = row(bulkActs, {
  id: 'blk_1',
  act: 'send',
  personId: 'per_1',
  startedBy: 'ada@staff.test',
  ...SCOPE,
});
const chosen = row(bulkRows, { bulkId: 'blk_1', position: 3, invoiceId: 'inv_1', seq: 1, state: 'waiting' });
const OTHER_ACT = { bulk_id: 'blk_2' };

describe('what is done to many invoices', () => {
  it('is found for its own business and mode', () =>
    reads(
      (db) => selectBulkAct(db, SCOPE, 'blk_1'),
      [act],
      [{ of: act, in: [OTHER_BUSINESS, OTHER_MODE, { id: 'blk_2' }] }],
    ));

  it('is done to its own invoices, those of a part alone', async () => {
    const others = [{ of: chosen, in: [OTHER_ACT] }];
    await reads((db) => selectBulkCounts(db, 'blk_1'), [chosen], others);
    await reads(
      (db) => selectBulkRows(db, { bulkId: 'blk_1', after: 2, limit: 9 }),
      [chosen],
      [{ of: chosen, in: [OTHER_ACT, { position: 2 }] }],
    );
    await reads(
      (db) => readBulkPart(db, 'blk_1', 3, 4),
      [act, chosen],
      [{ of: chosen, in: [OTHER_ACT, { position: 2 }, { position: 4 }, { state: 'done' }] }],
    );
  });
});
