import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { ROOT, withTools } from '../tools.ts';

const KEPT_LINES = 40;
const FIRST_PAUSE_MS = 5_000;

export interface ChildOptions {
  /** Its name in messages, such as `the app`. */
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly verbose: boolean;
}

export interface Child {
  readonly name: string;
  /** A sentence, once it has ended without being asked to; never otherwise. */
  readonly died: Promise<string>;
  /** The last lines it said, for a message about what went wrong. */
  lastLines(count: number): string;
  /** Ends it and everything it started; resolves when its process is gone. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
// The last resort: however this process ends, short of being killed outright, its children end with it.
process.on('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
});

/**
 * Starts a program in a process group of its own, so that what it starts in turn ends with it and a Ctrl-C in
 * the terminal reaches only us. What it says goes to the log file, without the tokens that links carry.
 */
export function startChild(options: ChildOptions): Child {
  const { name, command, logFile } = options;
  const [program, ...rest] = command;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const child = spawn(program, rest, {
    cwd: ROOT,
    env: withTools(options.environment),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
  });
  running.add(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      const said = withoutTokens(stripVTControlCharacters(line));
      lines.push(said);
      if (lines.length > KEPT_LINES) lines.shift();
      log.write(`${said}\n`);
      if (options.verbose) console.log(`${name}: ${said}`);
    });
  }

  let asked = false;
  let why = '';
  child.on('error', (error) => {
    why = `${name} did not start: ${error.message}`;
  });
  const gone = new Promise<void>((resolve) => {
    child.on('close', () => {
      // Its own children may outlive it: a runtime whose parent crashed still holds the port.
      signal(child, 'SIGKILL');
      running.delete(child);
      log.end();
      resolve();
    });
  });
  const died = new Promise<string>((resolve) => {
    child.on('exit', (code, by) => {
      if (!asked) resolve(why || `${name} ended by itself (${by ?? `exit code ${code}`}).`);
      // Its output stays open as long as a grandchild lives, so this is what lets `close` come.
      signal(child, 'SIGKILL');
    });
    child.on('error', () => resolve(why));
  });
  return {
    name,
    died,
    lastLines: (count) => lines.slice(-count).join('\n'),
    stop: async () => {
      asked = true;
      signal(child, 'SIGTERM');
      const impatience = setTimeout(() => signal(child, 'SIGKILL'), FIRST_PAUSE_MS);
      await gone;
      clearTimeout(impatience);
    },
  };
}

/** Sends a signal to the whole process group; an empty group counts as success. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')))
      throw error;
  }
}

/** Where paths carry a bearer secret: all that `src/adapters/links` mints. */
const BEFORE_A_TOKEN = [
  'i',
  'pay',
  'receipts',
  'portal/sign-in',
  'dashboard/sign-in',
  'dashboard/invitations',
];
const TOKENS = new RegExp(`(/(?:${BEFORE_A_TOKEN.join('|')})/)[^\\s/?#"']+`, 'g');

/** A line of the log, in which each request's path stands, and of a link's path what is no secret. */
export const withoutTokens = (line: string): string => line.replace(TOKENS, '$1…');
