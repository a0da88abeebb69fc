import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { portsFrom, takenPorts } from './stack/ports.ts';
import { DEMO_FILE, LOCAL_FOLDER } from './tools.ts';

/** Deletes by name, since a chosen folder may hold other files too. */
const OURS =
  /^(?:state|logs|mailbox|registry|secrets\.json|app\.env|demo-seeded|sandbox\.sqlite.*|.*\.part)$/;

/** Deletes everything that `npm start` made. Not while it runs, since its parts would use deleted files. */
async function main(): Promise<number> {
  const parsed = portsFrom(process.env);
  const held = 'problems' in parsed ? parsed.problems : await takenPorts(parsed.ports);
  if (held.length > 0) {
    console.error(
      `Nothing was cleared: Quittance seems to be running. Stop it with Ctrl-C first.\n${held.join('\n')}`,
    );
    return 1;
  }
  await rm(DEMO_FILE, { force: true });
  const kept = await readdir(LOCAL_FOLDER).catch(() => []);
  for (const name of kept.filter((entry) => OURS.test(entry))) {
    await rm(join(LOCAL_FOLDER, name), { recursive: true, force: true });
  }
  await rmdir(LOCAL_FOLDER).catch(() => undefined);
  console.log('Local data is cleared. `npm start` begins anew.');
  return 0;
}

process.exitCode = await main();
