import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renewAppSecrets } from '../../../scripts/stack/app-settings.ts';
import { localSecrets } from '../../../scripts/stack/settings.ts';
import { eventually } from './shopkeeper.ts';

/**
 * Kills the app's workerd wherever it is, with what it has in hand and what waits in its queues; resolves once another one
 * runs: so it is where the configuration was touched.
 */
export async function killWorker(stateDirectory: string): Promise<void> {
  const starts = async () =>
    (await readFile(join(stateDirectory, 'logs', 'app.log'), 'utf8')).split('The app runs anew.').length;
  const before = await starts();
  await renewAppSecrets(stateDirectory, await localSecrets(stateDirectory));
  await eventually('another workerd runs', async () => (await starts()) > before);
}
