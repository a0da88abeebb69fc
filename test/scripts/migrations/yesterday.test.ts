import { readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { structureOf, tableParts } from '../../../scripts/database/structure.ts';
import { readMigrations } from '../../../scripts/migrations/files.ts';
import { boundFor } from '../../support/node/migrations/bound.ts';
import { applyMigrations, openD1 } from '../../support/node/migrations/database.ts';
import { fillEveryTable } from '../../support/node/migrations/fill.ts';

const files = await readMigrations();
/** The newest migration that the version of 29 November 2026 knew: what came after it is rolled out beside it. */
const KNEW = '0033_plans.sql';
/** What that version asked of its database in a simulated month, each statement once. */
const statements = readFileSync('test/support/node/migrations/statements.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): string => JSON.parse(line));

/** A filled database of yesterday's schema, and the same one after today's migrations. */
function both(): readonly [DatabaseSync, DatabaseSync] {
  const [yesterday, today] = [openD1(), openD1()];
  const known = files.filter(({ name }) => name <= KNEW);
  for (const db of [yesterday, today]) {
    applyMigrations(db, known);
    fillEveryTable(db);
  }
  applyMigrations(today, files);
  return [yesterday, today];
}
const [yesterday, today] = both();

/** The tables and columns that yesterday's version knows. */
const KNOWN = structureOf(yesterday)
  .filter(({ type, name }) => type === 'table' && !/^(?:d1_migrations|migration_checksums)$/.test(name))
  .map(({ name, sql }) => `SELECT ${[...tableParts(sql).columns.keys()].join(', ')} FROM ${name}`);
const seen = (db: DatabaseSync): readonly string[] =>
  KNOWN.map((select) =>
    JSON.stringify(
      db
        .prepare(select)
        .all()
        .map((row) => JSON.stringify(row))
        .toSorted(),
    ),
  );

/** What a statement gives, or how it is refused, and every row that is there after it. It's taken back. */
function outcome(db: DatabaseSync, sql: string, values: ReturnType<typeof boundFor>) {
  db.exec('BEGIN');
  try {
    const rows = db
      .prepare(sql)
      .all(...values)
      .map((row) => JSON.stringify(row));
    return { rows, refused: null, after: /^\s*select/i.test(sql) ? [] : seen(db) };
  } catch (error) {
    return { rows: [], refused: String(error), after: [] };
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK');
  }
}

describe('yesterday’s Worker on today’s schema', () => {
  it('reads and writes what it does on its own, by each of its statements on a filled database', () => {
    const untouched = seen(yesterday);
    const did = { reads: 0, writes: 0 };
    const differences = statements.flatMap((sql) => {
      const values = boundFor(yesterday, sql);
      const [then, now] = [outcome(yesterday, sql, values), outcome(today, sql, values)];
      if (then.rows.length > 0) did.reads += 1;
      if (then.after.some((table, at) => table !== untouched[at])) did.writes += 1;
      return JSON.stringify(then) === JSON.stringify(now) ? [] : [{ sql, then, now }];
    });
    expect(differences).toEqual([]);
    // Not every value fits: but most of what is read finds rows, and most of what is written changes some.
    expect([did.reads > 60, did.writes > 60]).toEqual([true, true]);
  });
});
