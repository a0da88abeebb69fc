import { MIGRATIONS } from '../../src/domain/migrations.ts';
import { type SchemaStanding, schemaStanding } from '../../src/domain/watch/schema.ts';
import { literal } from '../business/sql.ts';
import type { Database } from '../database/database.ts';
import { READ_STRUCTURE, type SchemaObject, schemaObject } from '../database/structure.ts';
import { FORMER_NAMES } from './former.ts';

/** What a database says about its schema. */
export interface DatabaseState {
  readonly applied: readonly string[];
  readonly checksums: ReadonlyMap<string, string>;
  readonly structure: readonly SchemaObject[];
}

/** Reads a database's schema, of whatever age. */
export async function readState(database: Database): Promise<DatabaseState> {
  const [objects = []] = await database.query([READ_STRUCTURE]);
  const structure = objects.flatMap(schemaObject);
  const has = (table: string): boolean => structure.some(({ name }) => name === table);
  const [applied = [], checksums = []] = await database.query([
    has('d1_migrations') ? 'SELECT name FROM d1_migrations ORDER BY id' : 'SELECT 1 LIMIT 0',
    has('migration_checksums') ? 'SELECT name, sha256 FROM migration_checksums' : 'SELECT 1 LIMIT 0',
  ]);
  return {
    applied: applied.map(({ name }) => String(name)),
    checksums: new Map(checksums.map(({ name, sha256 }) => [String(name), String(sha256)])),
    structure,
  };
}

/** How the database stands to this code, with what was renumbered read by today's names. */
export const standingOf = ({ applied, checksums }: DatabaseState): SchemaStanding =>
  schemaStanding({ applied: applied.map((name) => FORMER_NAMES.get(name) ?? name), checksums });

/** Notes with which text each migration was applied, unless that is noted. It's run after the structure was compared. */
export const sealSql = (known = MIGRATIONS): string =>
  `INSERT INTO migration_checksums (name, sha256)
    SELECT sealed.key, sealed.value FROM json_each(${literal(JSON.stringify(Object.fromEntries(known)))}) AS sealed
    WHERE sealed.key IN (SELECT name FROM d1_migrations) ON CONFLICT (name) DO NOTHING;`.replaceAll(
    /\s+/g,
    ' ',
  );

/** The same once the structure was repaired: what was noted of another text is no more true. */
export const resealSql = (known = MIGRATIONS): string =>
  sealSql(known).replace('DO NOTHING', 'DO UPDATE SET sha256 = excluded.sha256');
