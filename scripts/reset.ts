import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { alreadyRunning } from './stack/already.ts';
import { HOLD_FILE, holdDirectory } from './stack/hold.ts';
import { DEMO_FILE, LOCAL_FOLDER } from './tools.ts';

/** Deletes by name, since a chosen folder may hold other files too. */
const OURS =
  /^(?:state|logs|mailbox|registry|secrets\.json|app\.toml|\.dev\.vars|\.wrangler|demo-seeded|sandbox\.sqlite.*|.*\.part)$/;

/** Deletes everything that `npm start` made. Not while it runs, since its parts would use deleted files. */
async function main(): Promise<number> {
  const hold = holdDirectory(LOCAL_FOLDER);
  if (hold === null) {
    console.error(`Nothing was cleared. ${await alreadyRunning()}`);
    return 1;
  }
  await rm(DEMO_FILE, { force: true });
  const kept = await readdir(LOCAL_FOLDER).catch(() => []);
  for (const name of kept.filter((entry) => OURS.test(entry))) {
    await rm(join(LOCAL_FOLDER, name), { recursive: true, force: true });
  }
  hold.release();
  await rm(join(LOCAL_FOLDER, HOLD_FILE), { force: true });
  await rmdir(LOCAL_FOLDER).catch(() => undefined);
  console.log('Local data is cleared. `npm start` begins anew.');
  return 0;
}

process.exitCode = await main();
