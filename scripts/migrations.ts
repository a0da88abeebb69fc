import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { MIGRATIONS } from '../src/domain/migrations.ts';
import { conclude, problem, type Said, said } from './database/command.ts';
import type { Database } from './database/database.ts';
import { PLACE_OPTIONS, PLACE_USAGE, placeOf } from './database/place.ts';
import { openByWrangler } from './database/wrangler.ts';
import { FROZEN_FILE, readMigrations } from './migrations/files.ts';
import { frozenSource, misnamed, thawed, unfrozen } from './migrations/freeze.ts';
import { repairDatabase, sealDatabase } from './migrations/mend.ts';
import { repairOf } from './migrations/repair.ts';
import { readState, standingOf } from './migrations/state.ts';

const USAGE = `Keeps migrations as they were applied.

  npm run migrations                  whether the files are as they were frozen
  npm run migrations -- --add         freezes new files: src/domain/migrations.ts
  npm run migrations -- --check       compares a database's schema with the files
  npm run migrations -- --repair      mends a database whose migrations were edited or renumbered after they were applied
  npm run migrations -- --seal        notes the checksums in the database, after it was compared

${PLACE_USAGE}`;

await conclude(async (): Promise<Said> => {
  const { values } = parseArgs({
    options: {
      ...PLACE_OPTIONS,
      help: { type: 'boolean' },
      add: { type: 'boolean' },
      check: { type: 'boolean' },
      repair: { type: 'boolean' },
      seal: { type: 'boolean' },
    },
  });
  if (values.help === true) return said(USAGE);
  if (values.add === true) return add();
  const database = openByWrangler(placeOf(values));
  if (values.check === true) return check(database);
  if (values.repair === true) return repairDatabase(database);
  if (values.seal === true) return sealDatabase(database);
  return lookAtFiles();
});

async function lookAtFiles(): Promise<Said> {
  const files = await readMigrations();
  const wrong = [...thawed(files, MIGRATIONS), ...misnamed(files)];
  const fresh = unfrozen(files, MIGRATIONS).map(
    ({ name }) => `${name} has no checksum yet: --add freezes it.`,
  );
  return wrong.length + fresh.length > 0
    ? problem(...wrong, ...fresh)
    : said(`${files.length} migrations, each as it was frozen.`);
}

async function add(): Promise<Said> {
  const files = await readMigrations();
  const wrong = [...thawed(files, MIGRATIONS), ...misnamed(files)];
  if (wrong.length > 0) return problem(...wrong, 'Nothing was frozen.');
  const fresh = unfrozen(files, MIGRATIONS);
  await writeFile(FROZEN_FILE, frozenSource(files));
  return said(...fresh.map(({ name }) => `${name} is frozen.`), `${files.length} migrations are frozen.`);
}

async function check(database: Database): Promise<Said> {
  const state = await readState(database);
  const { newest, difference, says } = standingOf(state);
  const repair = repairOf(state, await readMigrations());
  const lines = [
    newest === null ? 'No migration was applied.' : `The newest applied migration is ${newest}.`,
    ...(says === null ? [] : [says]),
    ...repair.says,
    ...repair.unmendable,
    ...repair.kept,
  ];
  const needsRepair = repair.statements.length + repair.unmendable.length > 0;
  return needsRepair || difference === 'edited' || difference === 'behind'
    ? problem(...lines)
    : said(...lines);
}
