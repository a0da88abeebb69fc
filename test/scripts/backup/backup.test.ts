import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { makeBackup } from '../../../scripts/backup/make.ts';
import { checkBackup, loadStatements } from '../../../scripts/backup/read.ts';
import type { Place } from '../../../scripts/database/database.ts';
import { structureOf } from '../../../scripts/database/structure.ts';
import { differencesOf } from '../../../scripts/migrations/differences.ts';
import { readMigrations } from '../../../scripts/migrations/files.ts';
import { restoreBackup } from '../../../scripts/restore/restore.ts';
import { applyMigrations, contents, damage, openD1 } from '../../support/node/migrations/database.ts';
import { addLongInvoice, filledDatabase } from '../../support/node/migrations/filled.ts';
import { sqliteDatabase } from '../../support/node/migrations/sqlite-database.ts';

const files = await readMigrations();
const folder = await mkdtemp(join(tmpdir(), 'backup-test-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const HERE: Place = { remote: false, state: folder, config: null, environment: null, backups: folder };
const LIMIT_BYTES = 100_000;

const filled = (): DatabaseSync => filledDatabase(files);

async function backedUp(db: DatabaseSync, name: string): Promise<string> {
  const file = join(folder, name);
  await makeBackup(HERE, file, sqliteDatabase(db));
  return file;
}

describe('a backup', () => {
  it('is restored to the letter: rows, references, rules and the books of migrations, 1,000 lines too', async () => {
    const db = filled();
    addLongInvoice(db, 1000);
    const file = await backedUp(db, 'whole.sql');
    const target = new DatabaseSync(':memory:');
    target.exec('PRAGMA foreign_keys = ON');
    const { text, isProblem } = await restoreBackup(HERE, { file, replace: false }, sqliteDatabase(target));
    expect([isProblem, text]).toEqual([false, expect.stringContaining('rows are back')]);
    expect(contents(target)).toEqual(contents(db));
    expect(damage(target)).toEqual([]);
    expect(differencesOf(structureOf(target), structureOf(db))).toEqual([]);
    expect(target.prepare('SELECT * FROM d1_migrations').all()).toEqual(
      db.prepare('SELECT * FROM d1_migrations').all(),
    );
    expect(() => target.exec('DELETE FROM allocations')).toThrow('append-only');
  });

  it('has no statement above 100 KB, however long a row is', async () => {
    const db = filled();
    addLongInvoice(db, 1000);
    const lines = (await readFile(await backedUp(db, 'long.sql'), 'utf8')).split('\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThan(LIMIT_BYTES);
    const [{ longest } = {}] = db.prepare('SELECT max(length(data)) AS longest FROM journal').all();
    expect(longest).toBeGreaterThan(LIMIT_BYTES);
  });

  it('has tables first and then rows, indexes and triggers', async () => {
    const lines = (await readFile(await backedUp(filled(), 'order.sql'), 'utf8')).split('\n');
    const kinds = lines.flatMap(
      (line) => /^(CREATE TABLE|INSERT|CREATE (?:UNIQUE )?INDEX|CREATE TRIGGER)/.exec(line)?.[1] ?? [],
    );
    const last = (kind: RegExp) => kinds.findLastIndex((found) => kind.test(found));
    const first = (kind: RegExp) => kinds.findIndex((found) => kind.test(found));
    expect(last(/TABLE/)).toBeLessThan(first(/INSERT/));
    expect(last(/INSERT/)).toBeLessThan(first(/INDEX|TRIGGER/));
  });

  it('keeps a text that holds a line break and a written one, which D1’s own export spoils', async () => {
    const db = filled();
    const notes = 'first line\nC:\\new\\rates\r\nlast \\n';
    db.prepare('UPDATE invoices SET notes = ?').run(notes);
    const target = new DatabaseSync(':memory:');
    await loadStatements(target, await backedUp(db, 'spoiled.sql'));
    expect(target.prepare('SELECT DISTINCT notes FROM invoices').all()).toEqual([{ notes }]);
  });

  it.each([
    ['cut off in the middle', (text: string) => text.slice(0, text.length / 2)],
    ['cut off at a line’s end', (text: string) => `${text.split('\n').slice(0, -2).join('\n')}\n`],
    ['cut off in its last line', (text: string) => text.slice(0, -10)],
    ['edited by one digit', (text: string) => text.replace('1001', '1002')],
    ['given a statement', (text: string) => text.replace('\nDROP', '\nDELETE FROM credits;\nDROP')],
    ['left without its first line', (text: string) => text.slice(text.indexOf('\n') + 1)],
    ['emptied', () => ''],
  ])('that was %s is refused before anything is changed', async (_, spoil) => {
    const spoiled = join(folder, 'spoiled-copy.sql');
    await writeFile(spoiled, spoil(await readFile(await backedUp(filled(), 'good.sql'), 'utf8')));
    const target = filled();
    const before = contents(target);
    await expect(
      restoreBackup(HERE, { file: spoiled, replace: true }, sqliteDatabase(target)),
    ).rejects.toThrow(/cut off|changed after|no backup/);
    expect(contents(target)).toEqual(before);
  });

  it('is not put over rows unless that is asked for, and then what was there is kept first', async () => {
    const db = filled();
    db.exec(`UPDATE customers SET legal_name = 'Before'`);
    const file = await backedUp(db, 'first.sql');
    const target = filled();
    const there = contents(target);
    const refused = await restoreBackup(HERE, { file, replace: false }, sqliteDatabase(target));
    expect(refused).toEqual({
      isProblem: true,
      text: expect.stringContaining('isn’t empty'.replace('’', "'")),
    });
    expect(contents(target)).toEqual(there);
    const { text } = await restoreBackup(HERE, { file, replace: true }, sqliteDatabase(target));
    expect(contents(target)).toEqual(contents(db));
    const kept = /before is in (.+)$/m.exec(text)?.[1] ?? '';
    const old = new DatabaseSync(':memory:');
    await loadStatements(old, kept);
    expect(contents(old)).toEqual(there);
  });

  it('goes into a database that was only migrated', async () => {
    const db = filled();
    const target = openD1();
    applyMigrations(target, files);
    const file = await backedUp(db, 'migrated.sql');
    const { isProblem } = await restoreBackup(HERE, { file, replace: false }, sqliteDatabase(target));
    expect(isProblem).toBe(false);
    expect(contents(target)).toEqual(contents(db));
  });

  it('leaves the target as it was where it can’t be put back whole', async () => {
    const file = await backedUp(filled(), 'half.sql');
    const target = filled();
    const before = contents(target);
    const database = sqliteDatabase(target);
    const failing = {
      ...database,
      run: async (script: string) => {
        const cut = (await readFile(script, 'utf8')).replace(
          'DROP TABLE restored_parts',
          'DROP TABLE nowhere',
        );
        await database.runText(cut);
      },
    };
    await expect(restoreBackup(HERE, { file, replace: true }, failing)).rejects.toThrow('nowhere');
    expect(contents(target)).toEqual(before);
  });

  it('streams 200,000 rows', { timeout: 120_000 }, async () => {
    const db = filled();
    db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
      INSERT INTO card_declines SELECT 'ch_' || i, 'merchants_1', 0, 'customer', NULL, i FROM n`);
    const file = await backedUp(db, 'many.sql');
    expect((await checkBackup(file)).rows.card_declines).toBe(200_003);
    const target = new DatabaseSync(':memory:');
    await loadStatements(target, file);
    const sums = 'SELECT count(*) AS rows, sum(declined_at) AS sum FROM card_declines';
    expect(target.prepare(sums).get()).toEqual(db.prepare(sums).get());
  });
});
