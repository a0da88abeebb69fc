import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { RowCounts } from '../backup/format.ts';
import { makeBackup } from '../backup/make.ts';
import { type Backup, checkBackup } from '../backup/read.ts';
import { countRows } from '../backup/take.ts';
import { counted, problem, type Said, said } from '../database/command.ts';
import type { Database, Place } from '../database/database.ts';
import { command } from '../database/place.ts';
import {
  inOrderOfReference,
  READ_STRUCTURE,
  type SchemaObject,
  schemaObject,
} from '../database/structure.ts';
import { openByWrangler } from '../database/wrangler.ts';

/** What a database holds that was never used: the books of its migrations. */
const BOOKKEEPING: readonly string[] = ['d1_migrations', 'migration_checksums'];

interface Ask {
  readonly file: string;
  /** Whether rows that are there may go. */
  readonly replace: boolean;
}

/** Puts a backup into a database. Whatever is wrong is told before anything is changed. */
export async function restoreBackup(
  place: Place,
  { file, replace }: Ask,
  database: Database = openByWrangler(place),
): Promise<Said> {
  const backup = await checkBackup(file);
  const there = await readTables(database);
  const rows = await countRows(database, there);
  const held = Object.entries(rows).filter(([table, count]) => count > 0 && !BOOKKEEPING.includes(table));
  if (held.length > 0 && !replace) {
    const all = counted(total(Object.fromEntries(held)), 'row');
    return problem(
      `The database isn't empty: ${all} in ${counted(held.length, 'table')}, ${counted(rows.invoices ?? 0, 'invoice')} among them.`,
      'Restore into another one, or give --replace if all of that may go. Nothing was changed.',
    );
  }
  const kept = held.length > 0 ? await makeBackup(place, null, database) : null;
  await runBackup(database, there, file);
  const wrong = await differingCounts(database, backup);
  if (wrong.length > 0) return problem(`The rows are not as they were: ${wrong.join(', ')}.`);
  return said(
    `${total(backup.rows)} rows are back, as of ${backup.madeAt} (${backup.schema ?? 'no migration'}).`,
    ...(kept === null ? [] : [`What was there before is in ${kept.file}`]),
    `Next: ${command('verify:data', place)}, and docs/OPERATIONS.md for what Stripe has done since.`,
  );
}

/** One file for what goes and what comes, since wrangler runs a file as a whole or not at all. */
async function runBackup(database: Database, there: readonly SchemaObject[], backup: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'quittance-'));
  try {
    const file = join(folder, 'restore.sql');
    const stream = createWriteStream(file, { mode: 0o600 });
    // Those go first that refer to others: then no row that goes takes another with it.
    for (const { name } of inOrderOfReference(there).toReversed()) stream.write(`DROP TABLE "${name}";\n`);
    await pipeline(createReadStream(backup), stream);
    await database.run(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readTables(database: Database): Promise<readonly SchemaObject[]> {
  const [objects = []] = await database.query([READ_STRUCTURE]);
  return objects.flatMap(schemaObject).filter(({ type }) => type === 'table');
}

async function differingCounts(database: Database, backup: Backup): Promise<readonly string[]> {
  const counts = await countRows(database, await readTables(database));
  const tables = new Set([...Object.keys(counts), ...Object.keys(backup.rows)]);
  return [...tables].filter((table) => counts[table] !== backup.rows[table]);
}

const total = (rows: RowCounts): number => Object.values(rows).reduce((sum, count) => sum + count, 0);
