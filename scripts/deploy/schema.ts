import { join } from 'node:path';
import { type Database, openByWrangler, type Place, type Row } from '../database/wrangler.ts';
import { readMigrations } from '../migrations/files.ts';
import { upgrade } from '../release/upgrade.ts';
import { LOCAL_FOLDER, LOCAL_STATE } from '../tools.ts';
import type { Row as ApiRow } from './api.ts';
import type { Run } from './run-context.ts';

/**
 * Brings the schema to this checkout's as `npm run upgrade` does: looks first, keeps a backup of what holds anything, applies
 * the migrations and notes their checksums. The Worker follows by a step of its own.
 */
export async function bringSchema(run: Run): Promise<string | null> {
  const place: Place = {
    remote: true,
    state: LOCAL_STATE,
    config: run.settings,
    environment: null,
    backups: join(LOCAL_FOLDER, 'backups'),
  };
  const told: string[] = [];
  const came = await upgrade(
    {
      place,
      database: databaseOf(run, place),
      worker: null,
      files: await readMigrations(),
      commit: '',
      // The Worker that runs may be what this run is to mend.
      examine: async () => [],
      say: (line) => told.push(line),
    },
    { dryRun: false, share: 100, anyway: true },
  );
  if (came.isProblem) throw new Error([...told, came.text].join('\n'));
  return told.find((line) => line.startsWith('A backup')) ?? null;
}

/** Changed by wrangler, and read by the API itself, which takes a tenth of the time. */
function databaseOf({ api, facts, environment }: Run, place: Place): Database {
  const id = facts.database?.id;
  if (id === undefined) throw new Error('There is no database yet.');
  return {
    ...openByWrangler(place, environment),
    query: (statements) =>
      Promise.all(statements.map(async (sql) => (await api.rows(facts.accountId, id, sql)).map(plainRow))),
  };
}

const plainRow = (row: ApiRow): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number' ? value : null,
    ]),
  );
