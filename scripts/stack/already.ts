import { readFile } from 'node:fs/promises';
import { DEMO_FILE } from '../tools.ts';

/** That a stack runs in this directory, and where. */
export async function alreadyRunning(): Promise<string> {
  const app = await readFile(DEMO_FILE, 'utf8').then(
    (text): unknown => Reflect.get(JSON.parse(text), 'app'),
    () => null,
  );
  return `Quittance runs here already${typeof app === 'string' ? `: ${app}` : ''}. Stop it with Ctrl-C in its terminal first.`;
}

/** How a second one is started beside it. */
export const BESIDE =
  'Another one beside it needs a directory of its own (QUITTANCE_DIRECTORY=.quittance/second) and ports of its own: ' +
  'QUITTANCE_PORT, QUITTANCE_SANDBOX_PORT, QUITTANCE_SMTP_PORT, QUITTANCE_MAILBOX_PORT.';
