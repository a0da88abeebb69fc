import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WRANGLER } from '../business/store.ts';
import { type Outcome, runTool } from '../tools.ts';

/** The value of a variable in a file of `NAME=value` lines, with or without quotation marks; null where it has none. */
export function valueIn(text: string, name: string): string | null {
  const lines = [...text.matchAll(/^\s*(?:export\s+)?([A-Z_]+)\s*=\s*(.*?)\s*$/gm)];
  const value = lines.findLast(([, key]) => key === name)?.[2];
  return value === undefined ? null : value.replace(/^(["'])(.*)\1$/, '$2');
}

/** The same file with another value for one variable; every other line stays as it is. */
export function withValue(text: string, name: string, value: string): string {
  const others = text
    .split('\n')
    .filter((line) => !new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`).test(line));
  const kept = others.join('\n').replace(/\n*$/, '');
  return `${kept === '' ? '' : `${kept}\n`}${name}="${value}"\n`;
}

/** Writes a file of secrets whole or not at all, readable by this user alone. */
export async function writeSecrets(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text, { mode: 0o600 });
  await chmod(`${file}.part`, 0o600);
  await rename(`${file}.part`, file);
}

export const readSecrets = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/** Puts one secret in place on the deployed Worker, by way of a file that is gone afterwards; not by the command line. */
export async function putSecret(name: string, value: string, place: readonly string[]): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'quittance-'));
  try {
    const file = join(folder, 'secret.json');
    await writeFile(file, JSON.stringify({ [name]: value }), { mode: 0o600 });
    return await runTool(['wrangler', 'secret', 'bulk', file, ...place], WRANGLER);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
