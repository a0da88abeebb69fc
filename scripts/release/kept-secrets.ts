import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives `use` the options by which `wrangler deploy` says that the Worker's secrets stay: it says so only where it's given some
 * to put beside them, and here there are none.
 */
export async function keepingSecrets<T>(use: (options: readonly string[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'quittance-'));
  try {
    const file = join(folder, 'none.json');
    await writeFile(file, '{}');
    return await use(['--secrets-file', file]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
