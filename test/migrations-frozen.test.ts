import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FROZEN_FILE, readMigrations } from '../scripts/migrations/files.ts';
import { frozenSource, misnamed, thawed, unfrozen } from '../scripts/migrations/freeze.ts';
import { MIGRATIONS } from '../src/domain/migrations.ts';

const files = await readMigrations();
const [first, second, ...rest] = files;

describe('the migrations', () => {
  it('are as they were frozen, each with its checksum', () => {
    expect(thawed(files, MIGRATIONS)).toEqual([]);
    expect(misnamed(files)).toEqual([]);
    expect(unfrozen(files, MIGRATIONS)).toEqual([]);
    expect(readFileSync(FROZEN_FILE, 'utf8')).toBe(frozenSource(files));
  });

  it('may not be changed, be it by one character, removed or renumbered', () => {
    if (first === undefined || second === undefined) throw new Error('there are no migrations');
    const edited = { ...first, sql: first.sql.replace('NOT NULL', 'not null') };
    expect(thawed([edited, second, ...rest], MIGRATIONS)).toEqual([
      `${first.name} was changed after it was frozen: put it back, and write what's new as another file.`,
    ]);
    expect(thawed([first, ...rest], MIGRATIONS)).toEqual([
      `${second.name} is gone: a database that has applied it would be ahead of the code.`,
    ]);
    const renamed = { ...second, name: '0099_collection.sql' };
    expect(thawed([first, ...rest, renamed], MIGRATIONS)).toEqual([
      `${second.name} was renamed to 0099_collection.sql: a database that has applied it would apply it again.`,
    ]);
  });

  it('make no virtual table, which D1 exports no database with', () => {
    expect(files.filter(({ sql }) => /create\s+virtual\s+table/i.test(sql))).toEqual([]);
  });

  it('may be checked out with other line ends', () => {
    const windows = files.map(({ name, sql }) => ({ name, sql: sql.replaceAll('\n', '\r\n') }));
    expect(thawed(windows, MIGRATIONS)).toEqual([]);
  });

  it('have a number each, and a new one needs a checksum', () => {
    const fresh = { name: '0001_twin.sql', sql: '' };
    expect(misnamed([...files.slice(0, 1), fresh])).toHaveLength(1);
    expect(misnamed([{ name: 'later.sql', sql: '' }])).toHaveLength(1);
    expect(unfrozen([...files, fresh], MIGRATIONS)).toEqual([fresh]);
  });
});
