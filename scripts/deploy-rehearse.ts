import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withTranscript } from './rehearse/document.ts';
import { forgetRehearsal, rehearse } from './rehearse/transcript.ts';
import { startWorld } from './rehearse/world.ts';
import { ROOT } from './tools.ts';

const PAGE = join(ROOT, 'docs', 'DEPLOY.md');

/** Rehearses a deployment on this machine, without an account, and writes what was said into docs/DEPLOY.md. */
const directory = await mkdtemp(join(tmpdir(), 'quittance-rehearsal-'));
const world = await startWorld(directory);
try {
  const { transcript } = await rehearse(world);
  console.log(transcript);
  await writeFile(PAGE, withTranscript(await readFile(PAGE, 'utf8'), transcript));
} finally {
  await world.close();
  await Promise.all([forgetRehearsal(), rm(directory, { recursive: true, force: true })]);
}
