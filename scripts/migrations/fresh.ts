import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { literal } from '../business/sql.ts';
import { readMigrations } from './files.ts';

/** wrangler's own note of what was applied, as it makes it. */
const NOTES = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
);`;

/** Whether wrangler never made a local database below this directory. */
export const isFresh = (state: string): boolean => !existsSync(join(state, 'v3', 'd1'));

/**
 * Every migration as one text, noted as wrangler notes it, for a database that has none. Applied in one go it takes two seconds,
 * where `wrangler d1 migrations apply` begins anew for each.
 */
export async function everyMigration(): Promise<string> {
  const noted = (await readMigrations()).map(
    ({ name, sql }) => `${sql.trimEnd()}\nINSERT INTO d1_migrations (name) VALUES (${literal(name)});\n`,
  );
  return [NOTES, ...noted].join('\n');
}
