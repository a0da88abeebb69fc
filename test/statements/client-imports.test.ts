import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import {
  selectHandedOut,
  selectImport,
  selectImportRow,
  selectImportRows,
  selectImportsDue,
  selectNewestImport,
  selectWaiting,
} from '../../src/db/queries/mapping-import.ts';
import { clientImportRows, clientImports } from '../../src/db/schema/index.ts';
import {
  beginImportRows,
  endImport,
  endRow,
  holdImports,
  putBack,
  setImportDue,
  slowDown,
  speedUp,
  takeImport,
  takeRows,
} from '../../src/db/writes/mapping-import.ts';
import { client, line, mapping, OTHER_IMPORT, theImport } from './client-import-rows.ts';
import { reads, sent, writes } from './met.ts';
import { OTHER_CONNECTION, OTHER_MODE, OWN, SIBLING } from './own.ts';
import { changed, type Row } from './rows.ts';

const { connection, customer } = OWN;

describe('an import of clients', () => {
  it('is its own connection’s, and so are its rows', async () => {
    await reads(
      (db) => selectNewestImport(db, 'con_1'),
      [theImport],
      [{ of: theImport, in: [OTHER_CONNECTION] }],
    );
    await reads(
      (db) => selectImport(db, 'con_1', 'imp_1'),
      [theImport],
      [{ of: theImport, in: [OTHER_CONNECTION, { id: 'imp_2' }] }],
    );
    await reads(
      (db) => selectImportRow(db, 'imp_1', 'cus_1'),
      [connection, customer, theImport, line],
      [
        { of: line, in: [OTHER_IMPORT, SIBLING] },
        { of: theImport, in: [{ id: 'imp_2' }, OTHER_CONNECTION] },
        { of: connection, in: [{ id: 'con_2' }] },
        { of: customer, in: [{ id: 'cus_9' }] },
      ],
    );
    const page = (startingAfter: string | null) => (db: Database) =>
      selectImportRows(db, 'imp_1', 'waiting', { startingAfter, limit: 5 });
    for (const from of ['cus_0', null]) {
      await reads(
        page(from),
        [customer, line],
        [
          { of: line, in: [OTHER_IMPORT, { state: 'done' }] },
          { of: customer, in: [{ id: 'cus_9' }] },
        ],
      );
    }
    const before = changed(line, { customer_id: 'cus_0' });
    const two = async (db: Database) => (await page('cus_0')(db)).length + (await page(null)(db)).length;
    await reads(
      two,
      [customer, changed(customer, { id: 'cus_0' }), line, before],
      [{ of: before, in: [OTHER_IMPORT] }],
    );
    await reads(page('cus_0'), [customer, line], [{ of: line, in: [{ customer_id: 'cus_0' }] }]);
  });

  it('hands out what waits, once, and says whether any does', async () => {
    const strays = [OTHER_IMPORT, { state: 'done' }];
    await reads((db) => selectWaiting(db, 'imp_1'), [line], [{ of: line, in: strays }]);
    await reads(
      (db) => selectHandedOut(db, 'imp_1', 99),
      [line],
      [{ of: line, in: [...strays, { taken_until: 99 }] }],
    );
    await writes(
      (db) => takeRows(db, 'imp_1', { now: 100, until: 900, most: 5 }),
      [line],
      [{ of: line, in: [...strays, { taken_until: 101 }] }],
    );
    const twin = changed(line, { ...OTHER_IMPORT, taken_until: 500 });
    const left = async (db: Database) => {
      await takeRows(db, 'imp_1', { now: 100, until: 900, most: 5 });
      return (await db.select().from(clientImportRows)).filter(({ takenUntil }) => takenUntil === 500).length;
    };
    await reads(left, [line, twin], [{ of: twin, in: [] }]);
    await writes(
      (db) => putBack(db, { importId: 'imp_1', customerId: 'cus_1' }, { at: 9, counts: true }),
      [line],
      [{ of: line, in: [...strays, SIBLING] }],
    );
  });

  it('notes what became of a row, once, and on its own client', async () => {
    const ended = { state: 'failed', stripeCustomerId: null, code: 'no', message: 'No.', at: 9 } as const;
    const end = (db: Database) =>
      endRow(db, { importId: 'imp_1', customerId: 'cus_1', connectionId: 'con_1' }, ended);
    await writes(end, [line], [{ of: line, in: [OTHER_IMPORT, SIBLING, { state: 'done' }] }]);
    await writes(end, [client], [{ of: client, in: [OTHER_CONNECTION, SIBLING] }]);
  });

  it('is due in its mode, taken and changed while it runs, and ended once', async () => {
    const due = (db: Database) => selectImportsDue(db, false, 100, 5);
    await reads(
      due,
      [connection, theImport],
      [
        { of: theImport, in: [{ due_at: 101 }, OTHER_CONNECTION] },
        { of: connection, in: [OTHER_MODE, { id: 'con_2' }] },
      ],
    );
    const running = [{ id: 'imp_2' }, { state: 'finished' }];
    await writes(
      (db) => takeImport(db, 'imp_1', { now: 100, until: 900 }),
      [theImport],
      [{ of: theImport, in: [...running, { due_at: 101 }] }],
    );
    await writes(
      (db) => setImportDue(db, 'imp_1', { dueAt: 900 }),
      [theImport],
      [{ of: theImport, in: running }],
    );
    await writes(
      (db) => slowDown(db, 'imp_1', { now: 0, until: 900 }),
      [theImport],
      [{ of: theImport, in: [{ id: 'imp_2' }] }],
    );
    const slow = changed(theImport, { slowed: 2 });
    await writes(
      (db) => speedUp(db, 'imp_1', 50),
      [slow],
      [{ of: slow, in: [{ id: 'imp_2' }, { state: 'finished' }] }],
    );
    await writes(
      (db) => holdImports(db, ['imp_1'], { dueBy: 100, until: 900 }),
      [theImport],
      [{ of: theImport, in: [{ id: 'imp_2' }, { due_at: 101 }] }],
    );
    const end = (state: 'finished' | 'canceled') => (db: Database) =>
      endImport(db, { id: 'imp_1', connectionId: 'con_1' }, { state, why: null, at: 900 });
    await writes(end('canceled'), [theImport], [{ of: theImport, in: running }]);
    await writes(end('finished'), [theImport, mapping], [{ of: mapping, in: [OTHER_CONNECTION] }]);
  });

  it('begins with the clients of its connection that something was decided of', async () => {
    const begun = (only: 'all' | 'failed') => async (db: Database) => {
      const its = { id: 'imp_1', connectionId: 'con_1', begunBy: 'Ann', begunAt: 9, wave: 8 };
      await sent((of) => beginImportRows(of, its, only))(db);
      return [
        await db.select().from(clientImportRows),
        await db.select({ total: clientImports.total }).from(clientImports),
      ];
    };
    const decided: Row = changed(client, { status: 'to_map', decision: 'map', target: 'cus_stripe' });
    await reads(begun('all'), [decided], [{ of: decided, in: [OTHER_CONNECTION, { status: 'mapped' }] }]);
    const failed = changed(decided, { status: 'failed' });
    await reads(begun('failed'), [failed], [{ of: failed, in: [OTHER_CONNECTION, { status: 'to_map' }] }]);
    await writes((db) => begun('all')(db), [mapping], [{ of: mapping, in: [OTHER_CONNECTION] }]);
  });
});
