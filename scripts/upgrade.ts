import { parseArgs } from 'node:util';
import { conclude, problem, type Said, said } from './database/command.ts';
import { PLACE_OPTIONS, PLACE_USAGE, placeOf } from './database/place.ts';
import { openByWrangler } from './database/wrangler.ts';
import { readMigrations } from './migrations/files.ts';
import { askDoctor } from './release/doctor.ts';
import { upgrade } from './release/upgrade.ts';
import { workerByWrangler } from './release/worker.ts';
import { runTool } from './tools.ts';

const USAGE = `Brings a deployment to this code: looks first, makes a backup, applies the migrations, and deploys last.

  npm run upgrade -- --remote

  --dry-run            looks, says what it would do, and changes nothing
  --share PERCENT      the new version's share of the traffic, beside the one before; 100 where it's left out
  --anyway             goes ahead although the deployment isn't well
${PLACE_USAGE}

Without --remote, it's the database of this machine that is brought to this code. How to: docs/OPERATIONS.md`;

await conclude(async (): Promise<Said> => {
  const { values } = parseArgs({
    options: {
      ...PLACE_OPTIONS,
      help: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      share: { type: 'string' },
      anyway: { type: 'boolean' },
    },
  });
  if (values.help === true) return said(USAGE);
  const share = Number(values.share ?? '100');
  if (!Number.isInteger(share) || share < 1 || share > 100)
    return problem('--share has to be a whole number from 1 to 100.');
  const place = placeOf(values);
  const commit = await runTool(['git', 'rev-parse', '--short', 'HEAD']);
  return upgrade(
    {
      place,
      database: openByWrangler(place),
      worker: place.remote ? workerByWrangler(place) : null,
      files: await readMigrations(),
      commit: commit.code === 0 ? commit.output.trim() : 'unknown',
      examine: () => (place.remote ? askDoctor(values.env ?? null) : Promise.resolve([])),
      say: (line) => console.log(line),
    },
    { dryRun: values['dry-run'] === true, share, anyway: values.anyway === true },
  );
});
