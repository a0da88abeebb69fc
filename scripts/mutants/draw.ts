import { hashOf } from './files.ts';
import { keyOf, type Mutant, type Operator } from './mutant.ts';

/**
 * So many mutants of these, by the seed: of each operator in turn, so that the frequent ones leave room for the others.
 * A mutant's place depends on the seed and on itself, so that a change elsewhere leaves the draw as it was.
 */
export function draw(
  mutants: readonly Mutant[],
  options: { seed: number; count: number },
): readonly Mutant[] {
  const byKey = new Map(mutants.map((mutant) => [keyOf(mutant), mutant]));
  const shuffled = [...byKey]
    .map(([key, mutant]) => ({ mutant, place: hashOf(`${options.seed} ${key}`) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1));
  const piles = new Map<Operator, Mutant[]>();
  for (const { mutant } of shuffled) {
    const pile = piles.get(mutant.operator);
    if (pile) pile.push(mutant);
    else piles.set(mutant.operator, [mutant]);
  }
  const drawn: Mutant[] = [];
  const turns = Math.max(0, ...[...piles.values()].map((pile) => pile.length));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const pile of piles.values()) {
      const next = pile[turn];
      if (next !== undefined && drawn.length < options.count) drawn.push(next);
    }
  }
  return drawn;
}
