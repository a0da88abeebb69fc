import { type Chosen, SWITCHES } from '../../../scripts/simulation/worlds.ts';
import type { Random } from '../kernel/random.ts';

/** The worlds of a seed: what is pinned, and all else drawn, so that values of two switches meet in each way. */
export function drawWorlds(random: Random, pinned: Chosen): Chosen {
  const drawn = SWITCHES.map(([name, [first = '', ...others]]): [string, string] => [
    name,
    pinned[name] ?? random.fork(name).pick([first, ...others]),
  ]);
  return Object.fromEntries(drawn);
}
