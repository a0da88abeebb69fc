import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { selectListsDue } from '../../src/db/queries/lists-due.ts';
import { sweeps } from '../../src/db/schema/index.ts';
import { reserveTurns, reserveTurnsOfSeveral } from '../../src/db/writes/connections.ts';
import {
  beginListsAt,
  finishList,
  holdLists,
  leaseList,
  noteListFailed,
  rewindPausedLists,
  setListDue,
  setTypesOfList,
  touchList,
  writeLeasedList,
} from '../../src/db/writes/sweeps.ts';
import { reads, writes } from './met.ts';
import { OTHER_CONNECTION, OTHER_MODE, OWN } from './own.ts';
import { changed, row } from './rows.ts';

const { connection } = OWN;
const OTHER_ACCOUNT = { account: 'acct_2' };

describe('a list of Stripe’s', () => {
  const list = { connectionId: 'con_1', list: 'events' } as const;
  const others = [OTHER_CONNECTION, { list: 'sessions' }];
  const sweep = row(sweeps, { ...list, watermark: 500, touchedAt: 5, leaseUntil: 7, dueAt: 9 });
  const ask = { list: 'events', livemode: false, now: 9, limit: 5, connectionId: null } as const;
  const first = {
    ...list,
    watermark: 400,
    since: null,
    startedAt: null,
    cursor: null,
    touchedAt: 0,
    leaseUntil: 0,
  };
  const row0 = { ...first, dueAt: 0, queuedUntil: 0, failedAt: null, failure: null, types: null };

  it('is due on the one connection that stands for its account', async () => {
    const due = (db: Database) => selectListsDue(db, ask);
    await reads(
      due,
      [connection, sweep],
      [
        { of: connection, in: [OTHER_MODE] },
        { of: sweep, in: others },
      ],
    );
    await reads(
      (db) => selectListsDue(db, { ...ask, connectionId: 'con_1' }),
      [connection],
      [{ of: connection, in: [{ id: 'con_2' }, OTHER_MODE] }],
    );
  });

  it('is not due before its time, or while it waits in the queue', async () => {
    const isDue = async (db: Database) => (await selectListsDue(db, ask)).length > 0;
    const isDueAlone = async (db: Database) =>
      (await selectListsDue(db, { ...ask, connectionId: 'con_1' })).length > 0;
    const resting = changed(sweep, { due_at: 10 });
    // A list without a row is due, and so is one whose row is another's: only its own row lets it rest.
    for (const each of [resting, changed(sweep, { queued_until: 10 })]) {
      await reads(isDue, [connection, each], [{ of: each, in: [...others, { due_at: 9, queued_until: 9 }] }]);
    }
    await reads(isDueAlone, [connection, resting], [{ of: resting, in: [...others, { due_at: 9 }] }]);
  });

  it('leaves the account to a better connection of it', async () => {
    const ended = changed(connection, { id: 'con_0', state: 'disconnected' });
    const ids = async (db: Database) =>
      (await selectListsDue(db, ask)).filter(({ connection: { id } }) => id === 'con_0').length;
    // The active one is better than one that ended, and of two that ended the newer one.
    await reads(
      ids,
      [ended, connection],
      [{ of: connection, in: [OTHER_ACCOUNT, OTHER_MODE, { id: '00', state: 'disconnected' }] }],
    );
    const newer = changed(connection, { state: 'disconnected' });
    await reads(ids, [ended, newer], [{ of: newer, in: [OTHER_ACCOUNT, OTHER_MODE, { id: '00' }] }]);
    // One that ended takes nothing from an active one, however much newer it is.
    const active = changed(connection, { id: 'con_0' });
    await reads(ids, [active, newer], [{ of: active, in: [OTHER_MODE] }]);
  });

  it('is written by its own row, by who has it', async () => {
    const lost = [...others, { lease_until: 8 }];
    await writes((db) => writeLeasedList(db, list, 7, { cursor: 'x' }), [sweep], [{ of: sweep, in: lost }]);
    const run = { startedAt: 600, now: 700, dueAt: 800 };
    await writes((db) => finishList(db, list, 7, run), [sweep], [{ of: sweep, in: lost }]);
    const typed = { types: 'all', from: null, now: 7 };
    await writes((db) => setTypesOfList(db, list, typed), [sweep], [{ of: sweep, in: lost }]);
    await writes((db) => setListDue(db, list, 99), [sweep], [{ of: sweep, in: others }]);
    await writes(
      (db) => noteListFailed(db, list, { at: 9, failure: 'no' }),
      [sweep],
      [{ of: sweep, in: others }],
    );
    await writes((db) => touchList(db, list, 99), [sweep], [{ of: sweep, in: others }]);
    await writes((db) => holdLists(db, 'events', ['con_1'], 99), [sweep], [{ of: sweep, in: others }]);
  });

  it('is leased when it is due and nobody has it', async () => {
    const lease = { now: 9, until: 20, overlap: { ms: 1, deepMs: 2, deepBefore: 0 } };
    await writes(
      (db) => leaseList(db, row0, lease),
      [connection, sweep],
      [{ of: sweep, in: [{ lease_until: 10 }, { due_at: 10 }] }],
    );
  });

  it('that was never read begins where an earlier connection of the account was', async () => {
    const earlier = changed(connection, { id: 'con_0', state: 'disconnected', created_at: 50 });
    const began = async (db: Database) => {
      const lease = { now: 9, until: 20, overlap: { ms: 0, deepMs: 0, deepBefore: 0 } };
      return (await leaseList(db, row0, lease))?.watermark;
    };
    const was = row(sweeps, { connectionId: 'con_0', list: 'events', watermark: 60 });
    await reads(
      began,
      [connection, earlier, was],
      [
        { of: earlier, in: [OTHER_ACCOUNT, OTHER_MODE] },
        { of: connection, in: [OTHER_ACCOUNT, OTHER_MODE, { id: 'con_2' }] },
        { of: was, in: [OTHER_CONNECTION, { list: 'sessions' }] },
      ],
    );
  });

  it('is read again from an earlier place while money is paused, and from a given one while it is not', async () => {
    const paused = changed(connection, { paused_at: 5 });
    const rewound = (db: Database) => rewindPausedLists(db, 'con_1', ['events'], { watermark: 499 });
    await writes(rewound, [paused, sweep], [{ of: sweep, in: [...others, { watermark: 499 }] }]);
    await writes(
      rewound,
      [paused, sweep],
      [{ of: paused, in: [{ id: 'con_2' }, { paused_at: null }] }],
      sweep.table,
    );
    const begun = (db: Database) => beginListsAt(db, { id: 'con_1', createdAt: 500 }, ['events'], 300);
    const watermarks = async (db: Database) => {
      await begun(db);
      return db.select({ id: sweeps.connectionId, list: sweeps.list, at: sweeps.watermark }).from(sweeps);
    };
    const beside = [changed(sweep, OTHER_CONNECTION), changed(sweep, { list: 'sessions' })];
    const untouched = async (db: Database) =>
      (await watermarks(db)).filter(({ at }) => at === 500).length === 2;
    await reads(
      untouched,
      [connection, ...beside],
      beside.map((of) => ({ of, in: [] })),
    );
    await writes(begun, [connection, sweep], [{ of: sweep, in: [{ since: 5 }] }]);
    const other = changed(connection, { id: 'con_2', paused_at: 5 });
    await writes(begun, [other, sweep], [{ of: other, in: [{ id: 'con_1' }] }], sweep.table);
  });

  it('takes turns on its own connection', async () => {
    await writes(
      (db) => reserveTurns(db, 'con_1', { now: 9, spanMs: 9 }),
      [connection],
      [{ of: connection, in: [{ id: 'con_2' }] }],
    );
    await writes(
      (db) => reserveTurnsOfSeveral(db, [{ connectionId: 'con_1', spanMs: 9 }], 9),
      [connection],
      [{ of: connection, in: [{ id: 'con_2' }] }],
    );
  });
});
