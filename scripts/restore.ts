import { parseArgs } from 'node:util';
import { conclude, problem, type Said, said } from './database/command.ts';
import { PLACE_OPTIONS, PLACE_USAGE, placeOf } from './database/place.ts';
import { restoreBackup } from './restore/restore.ts';

const USAGE = `Puts a backup into a database, as a whole or not at all.

  npm run restore -- --remote FILE

  --replace            the database holds rows, which are to go; a backup of them is made first
${PLACE_USAGE}

Before anything is changed, the file is checked as a whole. How to: docs/OPERATIONS.md`;

await conclude(async (): Promise<Said> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ...PLACE_OPTIONS, help: { type: 'boolean' }, replace: { type: 'boolean' } },
  });
  if (values.help === true) return said(USAGE);
  const [file, another] = positionals;
  if (file === undefined || another !== undefined) return problem('Name one backup.', '', USAGE);
  return restoreBackup(placeOf(values), { file, replace: values.replace === true });
});
