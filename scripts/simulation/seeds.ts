import { bundle } from './bundle.ts';
import { inTurns, type Report, runChild } from './child.ts';
import { type Chosen, nameOf } from './worlds.ts';

/** So many seeds in a row, or these. */
export type Which =
  | { readonly from: number; readonly seeds: number }
  | { readonly chosen: readonly number[] };

export type SeedsWanted = Which & {
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
};

/** Seeds are handed out a few at a time, so that the processes end together and results show early. */
const SEEDS_OF_A_CHILD = 25;

/** Runs seeds in several processes and reports each as it ends. Throws with the output of a process that broke. */
export async function runSeeds(wanted: SeedsWanted, ended: (report: Report) => void): Promise<void> {
  const program = await bundle();
  const { invoices, atOnce, pinned, outage, restored = false } = wanted;
  const seeds = seedsOf(wanted);
  const each = Math.max(1, Math.min(SEEDS_OF_A_CHILD, Math.ceil(seeds.length / atOnce)));
  const children = Math.ceil(seeds.length / each);
  const shares = Array.from({ length: children }, (_, child) =>
    seeds.filter((_, index) => index % children === child),
  );
  await inTurns(shares, atOnce, async (share) => {
    const options = [
      ...['--list', share.join(','), '--invoices', String(invoices)],
      ...worldOptions(pinned),
      ...(outage === undefined ? [] : ['--outage', outage]),
      ...(restored ? ['--restored'] : []),
    ];
    const { code, errors } = await runChild(program, options, (line) => ended(JSON.parse(line)));
    if (code !== 0 || errors !== '')
      throw new Error(`a simulation broke in one of the seeds ${share.join(', ')}:\n${errors}`);
  });
}

const seedsOf = (which: Which): readonly number[] =>
  'chosen' in which ? which.chosen : Array.from({ length: which.seeds }, (_, index) => which.from + index);

/** How a child is told what is not left to its seeds. */
export const worldOptions = (pinned: Chosen = {}): string[] =>
  Object.keys(pinned).length === 0 ? [] : ['--world', nameOf(pinned)];
