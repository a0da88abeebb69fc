import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { structureOf } from '../../../scripts/database/structure.ts';
import { differencesOf } from '../../../scripts/migrations/differences.ts';
import { expectedOf } from '../../../scripts/migrations/expected.ts';
import { checksumOf, readMigrations } from '../../../scripts/migrations/files.ts';
import { repairOf } from '../../../scripts/migrations/repair.ts';
import {
  appliedTo,
  applyMigrations,
  damage,
  inTransaction,
  openD1,
  rowCounts,
} from '../../support/node/migrations/database.ts';
import { earlierStates, editions, textOf } from '../../support/node/migrations/earlier.ts';
import { fillEveryTable, ROWS } from '../../support/node/migrations/fill.ts';

const today = await readMigrations();
const { structure: wanted } = expectedOf(today);
/** Migrations that move rows on purpose; on what a test fills in, they find nothing to move. */
const FILLS: readonly string[] = [
  'unknown_object_invoices',
  'customer_addresses',
  'balance_days',
  'balance_anchors',
  'balance_moved_days',
  'balance_moved_anchors',
  'mapped_client_counts',
  'money_sums',
  'customer_sums',
  'listed_words',
];
/** Those that are no mere beginning of today's list. */
const others = earlierStates(today).filter(({ files }) =>
  files.some(({ name, sql }, index) => today[index]?.name !== name || today[index]?.sql !== sql),
);

/** Where a database may have begun: each of the last eight schemas, and every twelfth before them. */
const BEGUN = today
  .map(({ name }, index) => [name, index + 1] as const)
  .filter(([, count]) => count > today.length - 8 || count % 12 === 1);

const repaired = (db: DatabaseSync): void => {
  const { statements, unmendable } = repairOf({ applied: appliedTo(db), structure: structureOf(db) }, today);
  expect(unmendable).toEqual([]);
  if (statements.length > 0) inTransaction(db, statements.join(';\n'));
};

/** A filled database of some files, brought to today's schema: every row is there after each step. */
function broughtUp(db: DatabaseSync): void {
  let before = rowCounts(db);
  const wrong: unknown[] = [];
  const keepsRows = (step: string): void => {
    const after = rowCounts(db);
    for (const [table, count] of Object.entries(before)) {
      const kept = after[table] ?? 0;
      if (FILLS.includes(table) ? kept < count : kept !== count) wrong.push({ step, table, count, kept });
    }
    before = after;
  };
  repaired(db);
  keepsRows('the repair');
  applyMigrations(db, today, keepsRows);
  // A reference that a step broke is broken at the end, too.
  expect([...wrong, ...damage(db)]).toEqual([]);
  expect(differencesOf(structureOf(db), wanted)).toEqual([]);
}

describe('a database of an earlier schema, filled, with today’s migrations', () => {
  it('is made of texts that were committed once', () => {
    for (const edition of editions) {
      const file = today.find(({ name }) => name === edition.of);
      expect([edition.of, checksumOf(textOf(edition, file?.sql ?? ''))]).toEqual([
        edition.of,
        edition.sha256,
      ]);
    }
  });

  it.each(BEGUN)('keeps every row and reference, begun from %s', (_, count) => {
    const db = openD1();
    applyMigrations(db, today.slice(0, count));
    fillEveryTable(db);
    broughtUp(db);
    db.close();
  });

  it.each(others.map((state) => [state.says, state] as const))(
    'lacks nothing after the repair, made by a commit with %s',
    (_, { files }) => {
      const db = openD1();
      // One commit had a migration that applied to no database.
      try {
        applyMigrations(db, files);
      } catch (error) {
        expect(String(error)).toContain('already exists');
      }
      fillEveryTable(db);
      broughtUp(db);
      repaired(db);
      expect(appliedTo(db).toSorted()).toEqual(today.map(({ name }) => name));
      db.close();
    },
  );

  it('gets a migration that came after one of a higher number, and is the same', () => {
    const late = '0030_link_keys.sql';
    const db = openD1();
    applyMigrations(
      db,
      today.filter(({ name }) => name !== late),
    );
    fillEveryTable(db);
    broughtUp(db);
    expect(appliedTo(db).at(-1)).toBe(late);
    db.close();
  });

  it('is filled in every table', () => {
    const db = openD1();
    applyMigrations(db, today);
    fillEveryTable(db);
    const { migration_checksums: _, ...counts } = rowCounts(db);
    expect(Object.entries(counts).filter(([, count]) => count < ROWS)).toEqual([]);
    db.close();
  });

  it('is found to have lost rows where a migration makes a table anew to which others refer', () => {
    const db = openD1();
    db.exec(`CREATE TABLE houses (id TEXT PRIMARY KEY) STRICT;
      CREATE TABLE guests (id TEXT PRIMARY KEY, house_id TEXT REFERENCES houses (id) ON DELETE CASCADE) STRICT`);
    fillEveryTable(db);
    const before = rowCounts(db);
    // As tools write it: on D1 switching references off is ignored within a migration.
    inTransaction(
      db,
      `PRAGMA foreign_keys = OFF; PRAGMA defer_foreign_keys = ON;
      CREATE TABLE houses_anew (id TEXT PRIMARY KEY, name TEXT) STRICT;
      INSERT INTO houses_anew (id) SELECT id FROM houses;
      DROP TABLE houses; ALTER TABLE houses_anew RENAME TO houses`,
    );
    expect([before, rowCounts(db)]).toEqual([
      { houses: ROWS, guests: ROWS },
      { houses: ROWS, guests: 0 },
    ]);
    db.close();
  });
});
