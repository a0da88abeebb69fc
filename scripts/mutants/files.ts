import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools.ts';

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
export const readSource = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const hashes = new Map<string, string>();

/** What a file's text is known by, as it was when it was first asked for; empty where there is none. */
export function hashOfFile(file: string): string {
  const known = hashes.get(file) ?? (existsSync(join(ROOT, file)) ? hashOf(readSource(file)) : '');
  hashes.set(file, known);
  return known;
}
