import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { ROOT } from '../tools.ts';

/** One thing that somebody sees, as `test/views/exhibits.ts` makes it. A document's bytes are in base64. */
export type Exhibit =
  | { readonly kind: 'page'; readonly name: string; readonly html: string }
  | {
      readonly kind: 'mail';
      readonly name: string;
      readonly html: string;
      readonly subject: string;
      readonly text: string;
    }
  | { readonly kind: 'document'; readonly name: string; readonly pdf: string };

/** Beside the packages, so that what the program asks for of them is found. */
const PROGRAM = join(ROOT, 'node_modules', '.cache', 'gallery', 'exhibits.mjs');
const MOST_BYTES = 512 * 1024 * 1024;

/** Builds the program that shows them, as the sources are now: they hold JSX, which Node does not read. */
export async function buildExhibits(): Promise<void> {
  await mkdir(join(PROGRAM, '..'), { recursive: true });
  await build({
    entryPoints: [join(ROOT, 'test', 'support', 'node', 'tell-exhibits.ts')],
    outfile: PROGRAM,
    bundle: true,
    format: 'esm',
    logLevel: 'error',
    packages: 'external',
    platform: 'node',
  });
}

/** All that is seen in a language, or what has one of these parts in its name. */
export async function readExhibits(
  language: string,
  parts: readonly string[] = [],
): Promise<readonly Exhibit[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, language, ...parts], {
    cwd: ROOT,
    maxBuffer: MOST_BYTES,
  });
  const told: readonly Exhibit[] = JSON.parse(stdout);
  return told;
}
