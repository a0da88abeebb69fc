import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../tools.ts';

/** A file of the repository with another text than its own. */
export interface Replaced {
  readonly file: string;
  readonly text: string;
}

const folder = mkdtempSync(join(tmpdir(), 'simulation-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/**
 * The simulation and the code under it in one file, so that a process starts at once; Stripe's SDK as Workers load it.
 * `replaced` takes the place of files' own texts. Gives the file's path.
 */
export async function bundle(replaced: readonly Replaced[] = []): Promise<string> {
  count += 1;
  const outfile = join(folder, `${count}.mjs`);
  const texts = new Map(replaced.map(({ file, text }) => [file, text]));
  await build({
    entryPoints: [join(ROOT, 'test', 'simulation', 'child.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    conditions: ['workerd', 'worker'],
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'replaced',
        setup({ onLoad }) {
          onLoad({ filter: /drizzle-orm\/entity\.js$/ }, ({ path }) => ({
            contents: remembering(readFileSync(path, 'utf8')),
          }));
          onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
            const contents = texts.get(relative(ROOT, path).replaceAll(sep, '/'));
            return {
              contents: contents ?? readFileSync(path, 'utf8'),
              loader: path.endsWith('x') ? 'tsx' : 'ts',
            };
          });
        },
      },
    ],
  });
  return outfile;
}

/**
 * drizzle identifies every part of every statement by walking its classes, a sixth of the simulation's time. The
 * answer depends on the prototype alone, so it is cached.
 */
function remembering(entity: string): string {
  const named = entity.replace('function is(value, type) {', 'function walk(value, type) {');
  if (named === entity) throw new Error('drizzle no longer identifies its parts this way');
  return `${named}
const known = new WeakMap();
function is(value, type) {
  if (!value || typeof value !== 'object') return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return walk(value, type);
  let answers = known.get(prototype);
  if (answers === undefined) known.set(prototype, (answers = new Map()));
  let answer = answers.get(type);
  if (answer === undefined) answers.set(type, (answer = walk(value, type)));
  return answer;
}`;
}
