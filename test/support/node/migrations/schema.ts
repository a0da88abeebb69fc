import { structureOf } from '../../../../scripts/database/structure.ts';
import { readMigrations } from '../../../../scripts/migrations/files.ts';
import { appliedTo, applyMigrations, openD1, rowCounts } from './database.ts';

/** D1 takes 100,000 bytes in one statement (Cloudflare, D1: Limits). */
const MOST_BYTES = 90_000;

/**
 * What makes an empty database of the newest schema, in as few pieces as D1 takes. Each migration changes a schema that SQLite
 * reads whole again for it: one after the other they take ten times what the tables take as they are in the end.
 */
export async function newestSchema(): Promise<string[]> {
  const db = openD1();
  applyMigrations(db, await readMigrations());
  const filled = Object.entries(rowCounts(db)).filter(([, count]) => count > 0);
  // Only the schema is made again; a migration that leaves rows needs them made again too.
  if (filled.length > 0)
    throw new Error(`migrations leave rows in ${filled.map(([name]) => name).join(', ')}`);
  const noted = appliedTo(db).map((name) => `('${name}')`);
  const statements = [
    ...structureOf(db).map(({ sql }) => sql),
    `INSERT INTO d1_migrations (name) VALUES ${noted.join(', ')}`,
  ];
  db.close();
  return pieces(statements);
}

function pieces(statements: readonly string[]): string[] {
  const made: string[] = [];
  for (const statement of statements) {
    const last = made.at(-1);
    const joined = last === undefined ? statement : `${last};\n${statement}`;
    if (last !== undefined && joined.length <= MOST_BYTES) made[made.length - 1] = joined;
    else made.push(statement);
  }
  return made;
}
