import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools.ts';

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
export const readSource = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
