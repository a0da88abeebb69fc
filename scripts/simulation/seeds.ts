import { bundle } from './bundle.ts';
import { inTurns, type Report, runChild } from './child.ts';
import { type Chosen, nameOf } from './worlds.ts';

export interface SeedsWanted {
  readonly from: number;
  readonly seeds: number;
  /** Invoices of each seed. */
  readonly invoices: number;
  /** Processes at a time. */
  readonly atOnce: number;
  /** Worlds of Stripe's that are not left to the seeds. */
  readonly pinned?: Chosen;
  /** A part that is away for a day, while nothing else goes wrong. */
  readonly outage?: string | undefined;
  /** The database is restored in every seed. */
  readonly restored?: boolean;
}

/** Seeds are handed out a few at a time, so that the processes end together and results show early. */
const SEEDS_OF_A_CHILD = 25;

/** Runs seeds in several processes and reports each as it ends. Throws with the output of a process that broke. */
export async function runSeeds(wanted: SeedsWanted, ended: (report: Report) => void): Promise<void> {
  const program = await bundle();
  const each = Math.max(1, Math.min(SEEDS_OF_A_CHILD, Math.ceil(wanted.seeds / wanted.atOnce)));
  const starts: number[] = [];
  for (let at = 0; at < wanted.seeds; at += each) starts.push(at);
  await inTurns(starts, wanted.atOnce, async (start) => {
    const seeds = Math.min(each, wanted.seeds - start);
    const numbers = ['--from', wanted.from + start, '--seeds', seeds, '--invoices', wanted.invoices].map(
      String,
    );
    const { pinned, outage, restored = false } = wanted;
    const options = [
      ...numbers,
      ...worldOptions(pinned),
      ...(outage === undefined ? [] : ['--outage', outage]),
      ...(restored ? ['--restored'] : []),
    ];
    const { code, errors } = await runChild(program, options, (line) => ended(JSON.parse(line)));
    if (code !== 0 || errors !== '')
      throw new Error(`a simulation broke at seed ${wanted.from + start} or after:\n${errors}`);
  });
}

/** How a child is told what is not left to its seeds. */
export const worldOptions = (pinned: Chosen = {}): string[] =>
  Object.keys(pinned).length === 0 ? [] : ['--world', nameOf(pinned)];
