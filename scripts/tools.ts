import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** The folder that holds package.json, whichever folder a script is started from. */
export const ROOT = resolve(import.meta.dirname, '..');

const chosen = process.env.QUITTANCE_DIRECTORY;
/**
 * The directory of everything that `npm start` makes; git ignores it and `npm run reset` clears it.
 * QUITTANCE_DIRECTORY names another, for a second stack beside the first.
 */
export const LOCAL_FOLDER = chosen ? resolve(chosen) : join(ROOT, '.quittance');
/** The links and the key of a running demo, for scripts. */
export const DEMO_FILE = join(chosen ? LOCAL_FOLDER : ROOT, '.demo.json');
/** The local database and queues, as wrangler persists them. */
export const LOCAL_STATE = join(LOCAL_FOLDER, 'state');

/** What Node compiled of the tools, wrangler's fifteen megabytes above all, is kept: a third of the time until one begins. */
const COMPILED = join(ROOT, 'node_modules', '.cache', 'compiled');

/** The environment with the project's own tools first in PATH, as npm scripts have it. */
export function withTools(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const tools = join(ROOT, 'node_modules', '.bin');
  const path = `${tools}${delimiter}${process.env.PATH ?? ''}`;
  return { NODE_COMPILE_CACHE: COMPILED, ...process.env, PATH: path, ...extra };
}

export interface Outcome {
  readonly code: number;
  /** Standard output and error, in the order they came. */
  readonly output: string;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

/** Runs one of the project's tools to its end, without standard input, and captures its output, without colours. */
export function runTool(
  command: readonly [string, ...string[]],
  extra: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const [program, ...rest] = command;
  return new Promise((done) => {
    const child = spawn(program, rest, {
      cwd: ROOT,
      env: withTools(extra),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    running.add(child);
    let output = '';
    const keep = (text: string) => {
      output += text;
    };
    // A character's bytes may come in two pieces.
    child.stdout.setEncoding('utf8');
    child.stderr.setEncoding('utf8');
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => done({ code: 1, output: `${program} did not start: ${error.message}` }));
    child.on('close', (code) => {
      running.delete(child);
      done({ code: code ?? 1, output: stripVTControlCharacters(output) });
    });
  });
}
