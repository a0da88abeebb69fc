import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT, withTools } from '../tools.ts';
import type { Replaced } from './bundle.ts';

/** A seed's report, one line of JSON from a child; see test/simulation/run-seed.ts. */
export interface Report {
  readonly seed: string;
  readonly findings: readonly string[];
  readonly trace: string;
  readonly steps: number;
  readonly invoices: number;
  readonly days: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly facts: Readonly<Record<string, number>>;
  readonly worlds: Readonly<Record<string, string>>;
}

/** A mutation as a child lists it; see test/simulation/mutations. */
export interface Mutation {
  readonly name: string;
  readonly guard: string;
  readonly within: number;
  readonly always: boolean;
  /** The files that it changes, as it leaves them. */
  readonly texts: readonly Replaced[];
  /** Why it does not match the code any more; null where it does. */
  readonly stale: string | null;
}

/** A child's other output, beside its lines of JSON. */
export interface Ended {
  readonly code: number;
  readonly errors: string;
}

/** Runs a program in a process of its own to its end; every line of its output is handed over as it comes. */
export function runChild(
  program: string,
  options: readonly string[],
  line: (text: string) => void,
): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn('node', ['--enable-source-maps', program, ...options], {
      cwd: ROOT,
      env: withTools({ NODE_NO_WARNINGS: '1' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    createInterface({ input: child.stdout }).on('line', line);
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('error', (error) => done({ code: 1, errors: error.message }));
    child.on('close', (code) => done({ code: code ?? 1, errors }));
  });
}

/** Does several things at a time, no more than `atOnce`. */
export async function inTurns<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
