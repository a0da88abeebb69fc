import { parseArgs } from 'node:util';
import { makeBackup } from './backup/make.ts';
import { conclude, counted, type Said, said } from './database/command.ts';
import { PLACE_OPTIONS, PLACE_USAGE, placeOf } from './database/place.ts';

const USAGE = `Makes a backup of the database that can be restored: \`npm run restore\`.

  npm run backup -- --remote

  --output FILE        where to; a new file below .quittance/backups where it's left out
${PLACE_USAGE}

The deployed database answers nobody while D1 exports it: a few seconds, and longer where it is large. The file holds
everything that the database holds, so keep it as you keep that. How to: docs/OPERATIONS.md`;

await conclude(async (): Promise<Said> => {
  const { values } = parseArgs({
    options: { ...PLACE_OPTIONS, help: { type: 'boolean' }, output: { type: 'string' } },
  });
  if (values.help === true) return said(USAGE);
  const { file, rows } = await makeBackup(placeOf(values), values.output ?? null);
  return said(
    `${counted(rows, 'row')} ${rows === 1 ? 'is' : 'are'} in ${file}`,
    `It holds what the database holds, and no key. Look into it: \`npm run verify:data -- ${file}\``,
  );
});
