import { parseArgs } from 'node:util';
import { conclude, problem, type Said, said } from './database/command.ts';
import { PLACE_OPTIONS, PLACE_USAGE, placeOf } from './database/place.ts';
import { configured, openByWrangler } from './database/wrangler.ts';
import { readMigrations } from './migrations/files.ts';
import { rollback } from './release/rollback.ts';
import { workerByWrangler } from './release/worker.ts';

const USAGE = `Gives all traffic back to the version before, or to the one that is named. The database stays as it is.

  npm run rollback -- --remote [VERSION]

  --dry-run            looks, says what it would do, and changes nothing
  --anyway             goes ahead although it can't tell whether that version runs on the schema
${PLACE_USAGE}

How to, and what to do about data instead: docs/OPERATIONS.md`;

await conclude(async (): Promise<Said> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...PLACE_OPTIONS,
      help: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      anyway: { type: 'boolean' },
    },
  });
  if (values.help === true) return said(USAGE);
  const place = placeOf(values);
  if (!place.remote) return problem('Only a deployed Worker has versions: give --remote.');
  return rollback(workerByWrangler(place), openByWrangler(place), await readMigrations(), {
    version: positionals[0] ?? null,
    dryRun: values['dry-run'] === true,
    anyway: values.anyway === true,
    configured: configured(place),
  });
});
