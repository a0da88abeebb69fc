import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { literal } from '../business/sql.ts';
import { readMigrations } from './files.ts';

/** wrangler's own note of what was applied, as it makes it. */
export const NOTES = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
);`;

/**
 * wrangler divides a text into statements, and takes a CASE for unfinished unless a blank or semicolon follows its END: all that came
 * after would be one statement, and D1 takes none above 100 KB. This has nothing but the END that it missed.
 */
const MISSED_END = '\nSELECT 1 AS END ;';
const missedEnds = (sql: string): string => MISSED_END.repeat(sql.match(/\sEND(?=[),])/gi)?.length ?? 0);

/** Whether wrangler never made a local database below this directory. */
export const isFresh = (state: string): boolean => !existsSync(join(state, 'v3', 'd1'));

/**
 * The migrations that a local database lacks as one text, noted as wrangler notes it. Applied in one go they take two seconds,
 * where `wrangler d1 migrations apply` begins anew for each.
 */
export async function pendingMigrations(applied: readonly string[] = []): Promise<string> {
  const pending = (await readMigrations()).filter(({ name }) => !applied.includes(name));
  const noted = pending.map(
    ({ name, sql }) =>
      `${sql.trimEnd()}${missedEnds(sql)}\nINSERT INTO d1_migrations (name) VALUES (${literal(name)});\n`,
  );
  return [NOTES, ...noted].join('\n');
}
