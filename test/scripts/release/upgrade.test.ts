import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { loadStatements } from '../../../scripts/backup/read.ts';
import { readMigrations } from '../../../scripts/migrations/files.ts';
import type { UpgradeParts } from '../../../scripts/release/parts.ts';
import { type UpgradeAsk, upgrade } from '../../../scripts/release/upgrade.ts';
import {
  appliedTo,
  applyMigrations,
  contents,
  openD1,
  rowCounts,
} from '../../support/node/migrations/database.ts';
import { fillEveryTable } from '../../support/node/migrations/fill.ts';
import { filledDatabase } from '../../support/node/migrations/filled.ts';
import { pretendedWorker } from '../../support/node/migrations/pretended-worker.ts';
import { sqliteDatabase } from '../../support/node/migrations/sqlite-database.ts';

const files = await readMigrations();
const newest = files.at(-1)?.name ?? '';
const folder = await mkdtemp(join(tmpdir(), 'upgrade-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const ASK: UpgradeAsk = { dryRun: false, share: 100, anyway: false };

function partsOf(db: DatabaseSync, more: Partial<UpgradeParts> = {}): UpgradeParts {
  return {
    place: { remote: true, state: folder, config: null, environment: null, backups: folder },
    database: sqliteDatabase(db),
    worker: pretendedWorker([{ id: 'version-1', message: '' }]),
    files,
    commit: 'abcdef0',
    examine: async () => [],
    say: () => undefined,
    ...more,
  };
}

/** A filled database of all but the last migrations. */
function earlier(without: number): DatabaseSync {
  const db = openD1();
  applyMigrations(db, files.slice(0, -without));
  fillEveryTable(db);
  return db;
}

describe('an upgrade', () => {
  it('keeps a backup, migrates, notes the checksums, and deploys last', async () => {
    const db = earlier(3);
    const { migration_checksums: noted, ...before } = rowCounts(db);
    const were = await readdir(folder);
    const parts = partsOf(db);
    const { text, isProblem } = await upgrade(parts, ASK);
    expect([isProblem, text]).toEqual([false, expect.stringContaining('3 migrations were applied')]);
    expect(appliedTo(db)).toHaveLength(files.length);
    expect(rowCounts(db)).toMatchObject(before);
    expect([noted, rowCounts(db).migration_checksums]).toEqual([0, files.length]);
    expect((await readdir(folder)).length).toBe(were.length + 1);
    expect((await parts.worker?.versions())?.at(-1)?.message).toBe(`schema ${newest}, commit abcdef0`);
  });

  it('can be run again, and changes nothing but the Worker then', async () => {
    const db = earlier(2);
    await upgrade(partsOf(db), ASK);
    const after = contents(db);
    const { isProblem } = await upgrade(partsOf(db), ASK);
    expect(isProblem).toBe(false);
    expect(contents(db)).toEqual(after);
  });

  it('makes the first schema of a new database', async () => {
    const db = openD1();
    const { isProblem } = await upgrade(partsOf(db), ASK);
    expect([isProblem, appliedTo(db).length]).toEqual([false, files.length]);
  });

  it('gives the new version a share of the traffic beside the one before', async () => {
    const worker = pretendedWorker([{ id: 'version-1', message: '' }]);
    await upgrade(partsOf(earlier(1), { worker }), { ...ASK, share: 10 });
    expect(worker.traffic()).toEqual([
      { id: 'version-2', percent: 10 },
      { id: 'version-1', percent: 90 },
    ]);
  });

  it.each([
    [
      'a database that is newer than the code',
      (db: DatabaseSync) => db.exec(`INSERT INTO d1_migrations (name) VALUES ('0999_later.sql')`),
      '0999_later.sql',
    ],
    [
      'a database whose column was never made',
      (db: DatabaseSync) => db.exec('ALTER TABLE method_setups DROP COLUMN replaces'),
      'method_setups.replaces',
    ],
    [
      'a database made with another text',
      (db: DatabaseSync) =>
        db.exec(`INSERT INTO migration_checksums VALUES ('0003_messages.sql', '${'0'.repeat(64)}')`),
      '0003_messages.sql',
    ],
  ])('stops before anything is changed at %s', async (_, spoil, says) => {
    const db = filledDatabase(files);
    spoil(db);
    const [before, parts] = [contents(db), partsOf(db)];
    const { text, isProblem } = await upgrade(parts, { ...ASK, anyway: true });
    expect([isProblem, text]).toEqual([true, expect.stringContaining(says)]);
    expect(contents(db)).toEqual(before);
    expect(await parts.worker?.versions()).toHaveLength(1);
  });

  it('stops at a migration that was edited after it was frozen', async () => {
    const edited = files.map((file, at) => (at === 3 ? { ...file, sql: `${file.sql}\n-- more` } : file));
    const { text, isProblem } = await upgrade(partsOf(earlier(1), { files: edited }), ASK);
    expect([isProblem, text]).toEqual([true, expect.stringContaining('was changed after it was frozen')]);
  });

  it('stops where the deployment is not well, unless that was seen', async () => {
    const examine = async () => ['Stripe refuses the key.'];
    const db = earlier(1);
    const { text, isProblem } = await upgrade(partsOf(db, { examine }), ASK);
    expect([isProblem, text]).toEqual([true, expect.stringContaining('Stripe refuses the key.')]);
    expect(appliedTo(db)).toHaveLength(files.length - 1);
    expect((await upgrade(partsOf(db, { examine }), { ...ASK, anyway: true })).isProblem).toBe(false);
  });

  it('says at which migration the version before would stop working, and waits for a word', async () => {
    const { text, isProblem } = await upgrade(partsOf(earlier(files.length - 18)), ASK);
    expect([isProblem, text]).toEqual([true, expect.stringContaining('0019_choice.sql')]);
  });

  it('leaves the Worker alone where a migration takes rows, and says where they are', async () => {
    const db = earlier(1);
    for (let row = 0; row < 20; row += 1)
      db.exec(`INSERT INTO card_declines VALUES ('ch_${row}', 'merchants_1', 0, 'c', NULL, 1)`);
    const there = contents(db);
    const parts = partsOf(db);
    const spoilt = {
      ...parts.database,
      applyMigrations: async () => {
        await parts.database.applyMigrations();
        db.exec('DELETE FROM card_declines');
      },
    };
    const { text, isProblem } = await upgrade({ ...parts, database: spoilt }, ASK);
    expect([isProblem, text]).toEqual([true, expect.stringContaining('card_declines had 23 rows and has 0')]);
    expect(await parts.worker?.versions()).toHaveLength(1);
    const file = /--replace (\S+\.sql)/.exec(text)?.[1] ?? '';
    const kept = new DatabaseSync(':memory:');
    await loadStatements(kept, file);
    expect(contents(kept)).toEqual(there);
  });

  it('only looks in a dry run', async () => {
    const db = earlier(2);
    const [before, parts] = [contents(db), partsOf(db)];
    const { text } = await upgrade(parts, { ...ASK, dryRun: true });
    expect(text).toContain(newest);
    expect(contents(db)).toEqual(before);
    expect(await parts.worker?.versions()).toHaveLength(1);
  });
});
