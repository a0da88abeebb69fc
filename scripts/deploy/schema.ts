import { join } from 'node:path';
import type { Place } from '../database/database.ts';
import { openByWrangler } from '../database/wrangler.ts';
import { readMigrations } from '../migrations/files.ts';
import { upgrade } from '../release/upgrade.ts';
import { LOCAL_FOLDER, LOCAL_STATE } from '../tools.ts';
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
      database: openByWrangler(place, run.environment),
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
