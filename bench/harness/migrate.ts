import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unstable_splitSqlQuery as splitSql } from 'wrangler';
import { ROOT } from '../../scripts/tools.ts';

type Database = { prepare(statement: string): { run(): Promise<unknown> } };

/** Runs SQL of several statements, one after the other. */
export async function runSql(database: Database, sql: string): Promise<void> {
  for (const statement of splitSql(sql)) await database.prepare(statement).run();
}

/** Applies every migration, in order, to an empty database. */
export async function migrate(database: Database): Promise<void> {
  const directory = join(ROOT, 'migrations');
  const files = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  for (const name of files) await runSql(database, await readFile(join(directory, name), 'utf8'));
}
