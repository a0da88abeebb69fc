import { join } from 'node:path';
import { ROOT } from '../tools.ts';
import { bundle } from './bundle.ts';
import { inTurns, type Mutation, type Report, runChild } from './child.ts';

const LIST = join(ROOT, 'test', 'simulation', 'mutations', 'list-all.ts');

/** The result of running the code without one of its guards. */
export interface Caught {
  readonly mutation: Mutation;
  /** How many seeds it took; null where none caught it. */
  readonly seeds: number | null;
  /** The first finding. */
  readonly finding: string | null;
}

export interface Tried {
  /** Where they begin, or those that are tried, in this order. */
  readonly seeds: number | readonly number[];
  /** Invoices of each seed. */
  readonly invoices: number;
  /** Processes at a time. */
  readonly atOnce: number;
  /** No more seeds than these, whatever a mutation states. */
  readonly most: number;
}

/** Every mutation there is. */
export async function listMutations(): Promise<readonly Mutation[]> {
  const lines: string[] = [];
  const { code, errors } = await runChild(LIST, [], (line) => lines.push(line));
  if (code !== 0) throw new Error(errors);
  return lines.map((line) => JSON.parse(line));
}

/** Runs the code without each guard until a seed catches it, within the number of seeds that the mutation states. */
export async function runMutations(
  mutations: readonly Mutation[],
  { seeds, invoices, atOnce, most }: Tried,
  ended: (caught: Caught) => void,
): Promise<void> {
  await inTurns(mutations, atOnce, async (mutation) => {
    if (mutation.stale !== null) return ended({ mutation, seeds: null, finding: mutation.stale });
    const program = await bundle(mutation.texts);
    const reports: Report[] = [];
    const count = Math.min(most, mutation.within);
    const which =
      typeof seeds === 'number'
        ? ['--seeds', count, '--from', seeds]
        : ['--list', seeds.slice(0, count).join(',')];
    const options = ['--mutation', mutation.name, ...which, '--invoices', invoices];
    const { code, errors } = await runChild(program, options.map(String), (line) =>
      reports.push(JSON.parse(line)),
    );
    const last = reports.at(-1);
    // A mutation that breaks the process counts as caught.
    const broke =
      code !== 0 ? (errors.split('\n').find((line) => line.includes('Error')) ?? 'the process broke') : null;
    const finding = last?.findings[0] ?? broke;
    ended({ mutation, finding, seeds: finding === null ? null : reports.length + (broke === null ? 0 : 1) });
  });
}
