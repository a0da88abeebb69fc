import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { portsFrom, takenPorts } from './stack/ports.ts';
import { DEMO_FILE, LOCAL_FOLDER } from './tools.ts';

/** By name, since the folder may be one that somebody chose and keeps other things in. */
const OURS =
  /^(?:state|logs|mailbox|registry|secrets\.json|app\.env|demo-seeded|sandbox\.sqlite.*|.*\.part)$/;

/** Forgets everything that `npm start` made. Not while it runs: the parts would go on with files that are gone. */
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
