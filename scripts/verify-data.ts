import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { checkBackup, loadStatements } from './backup/read.ts';
import { withCopy } from './backup/take.ts';
import { conclude, problem, type Said, said } from './database/command.ts';
import { PLACE_OPTIONS, PLACE_USAGE, placeOf } from './database/place.ts';
import { openByWrangler } from './database/wrangler.ts';
import { openLinks } from './verify-data/links.ts';
import { type Verified, verifyData } from './verify-data/verify.ts';

const USAGE = `Verifies what a database holds: references, sums, and the journal's chains of hashes.

  npm run verify:data -- --remote        a database, by an export: it answers nobody meanwhile
  npm run verify:data -- FILE            a backup, on this machine

  --url https://billing.example.com      opens the links of its newest invoices too, with QUITTANCE_API_KEY
${PLACE_USAGE}`;

await conclude(async (): Promise<Said> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ...PLACE_OPTIONS, help: { type: 'boolean' }, url: { type: 'string' } },
  });
  if (values.help === true) return said(USAGE);
  const [file] = positionals;
  const { looked, wrong } =
    file === undefined
      ? await withCopy(openByWrangler(placeOf(values)), async (copy) => verifyData(copy))
      : await verifyBackup(file);
  const links = await linksOf(values.url ?? null);
  const all = [...wrong, ...links.wrong];
  return all.length > 0
    ? problem(`Looked at ${looked}.`, ...all)
    : said(
        `All is as it should be: ${looked}${links.opened === null ? '' : `, ${links.opened} links open`}.`,
      );
});

async function verifyBackup(file: string): Promise<Verified> {
  await checkBackup(file);
  const folder = await mkdtemp(join(tmpdir(), 'quittance-'));
  const db = new DatabaseSync(join(folder, 'copy.sqlite'));
  try {
    await loadStatements(db, file);
    return verifyData(db);
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function linksOf(
  url: string | null,
): Promise<{ readonly opened: number | null; readonly wrong: readonly string[] }> {
  if (url === null) return { opened: null, wrong: [] };
  const key = process.env.QUITTANCE_API_KEY?.trim();
  if (!key) throw new Error('Set QUITTANCE_API_KEY in the environment: a key that may read.');
  return openLinks(url, key);
}
