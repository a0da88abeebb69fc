import { cpuTimeUs } from './cpu.ts';
import type { Load, Shot } from './load.ts';

/** One side of a comparison: its address and requests, each built anew since some may be sent only once. */
export type Side = { readonly origin: URL; readonly shots: (count: number) => Promise<readonly Shot[]> };

/** The number of rounds. Sides take turns within a round, so that other load on the machine affects all of them. */
export type Plan = { readonly rounds: number; readonly perRound: number; readonly warmUp: number };

export type Compared = {
  /** Microseconds per request, the median of the rounds; the first side is the measure. */
  readonly microseconds: readonly number[];
  /** Each side against the first, the median of the rounds' own ratios. */
  readonly ratios: readonly number[];
  /** CPU time of the process with all its threads, or elapsed time where that is not to be had. */
  readonly unit: 'CPU' | 'elapsed';
};

/** Measures sides that live in one process. They are warmed up first: what is compared is code that is in use. */
export async function compare(
  load: Load,
  pid: number | null,
  sides: readonly Side[],
  { rounds, perRound, warmUp }: Plan,
): Promise<Compared> {
  const unit = pid !== null && cpuTimeUs(pid) !== null ? 'CPU' : 'elapsed';
  const clock = () => (pid === null ? null : cpuTimeUs(pid)) ?? performance.now() * 1000;
  for (const { origin, shots } of sides) await load.fire(origin, await shots(warmUp));

  const samples: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const sample: number[] = [];
    for (const { origin, shots } of sides) {
      const ready = await shots(perRound);
      const before = clock();
      await load.fire(origin, ready);
      sample.push((clock() - before) / perRound);
    }
    samples.push(sample);
  }
  return {
    microseconds: sides.map((_, side) => median(samples.map((sample) => sample[side] ?? Number.NaN))),
    ratios: sides.map((_, side) =>
      median(samples.map((sample) => (sample[side] ?? Number.NaN) / (sample[0] ?? Number.NaN))),
    ),
    unit,
  };
}

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
