import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Database } from '../database/database.ts';
import { READ_STRUCTURE, type SchemaObject, schemaObject } from '../database/structure.ts';
import type { RowCounts } from './format.ts';
import { loadStatements } from './read.ts';
import { putBackSpoiled, spoiledQuery, withoutTriggers } from './spoiled.ts';

/**
 * Takes D1's own export, which is of one instant, into a database on this machine and hands it on. Its rows are counted against
 * the original's, and texts that the export spoils are read again.
 */
export async function withCopy<T>(database: Database, work: (copy: DatabaseSync) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'quittance-'));
  try {
    const [objects = []] = await database.query([READ_STRUCTURE]);
    const tables = objects.flatMap(schemaObject).filter(({ type }) => type === 'table');
    if (tables.length === 0)
      throw new Error(
        'There is no table in this database yet: `npm start` makes the local one, `npm run deploy` the deployed one.',
      );
    const before = await countRows(database, tables);
    const file = join(folder, 'export.sql');
    await database.exportTo(file);
    const copy = new DatabaseSync(join(folder, 'copy.sqlite'));
    try {
      await loadStatements(copy, file);
      await rm(file);
      compareCounts(countCopy(copy, tables), before, await countRows(database, tables));
      const spoiled = await database.query(tables.map((table) => spoiledQuery(copy, table)));
      withoutTriggers(copy, () => {
        tables.forEach((table, index) => {
          putBackSpoiled(copy, table, spoiled[index] ?? []);
        });
      });
      return await work(copy);
    } finally {
      copy.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const counting = ({ name }: SchemaObject): string => `SELECT count(*) AS count FROM "${name}"`;

/** How many rows the database has in each table. */
export async function countRows(database: Database, tables: readonly SchemaObject[]): Promise<RowCounts> {
  if (tables.length === 0) return {};
  const answers = await database.query(tables.map(counting));
  return Object.fromEntries(tables.map(({ name }, index) => [name, Number(answers[index]?.[0]?.count)]));
}

const countCopy = (copy: DatabaseSync, tables: readonly SchemaObject[]): RowCounts =>
  Object.fromEntries(tables.map((table) => [table.name, Number(copy.prepare(counting(table)).get()?.count)]));

/** While the database is used its counts move: where they stood still, the export has to have every row. */
function compareCounts(exported: RowCounts, before: RowCounts, after: RowCounts): void {
  const lost = Object.keys(before).filter(
    (table) => before[table] === after[table] && exported[table] !== before[table],
  );
  if (lost.length > 0) throw new Error(`The export lacks rows of ${lost.join(', ')}: run it again.`);
}
