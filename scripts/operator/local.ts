import { readFile } from 'node:fs/promises';
import { DEMO_FILE } from '../tools.ts';
import type { OperatorTarget } from './client.ts';

/** The stack that `npm start` runs, or a sentence where none does. */
export async function localTarget(key: string | null): Promise<OperatorTarget | string> {
  try {
    const { app, operatorKey } = JSON.parse(await readFile(DEMO_FILE, 'utf8'));
    return { url: String(app), key: key || String(operatorKey) };
  } catch {
    return 'Nothing runs here: `npm start`, or give --url and OPERATOR_KEY.';
  }
}
