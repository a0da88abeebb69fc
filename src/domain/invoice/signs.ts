import { splitExactly } from '../money.ts';

export const size = (n: bigint): bigint => (n < 0n ? -n : n);

export const sum = (numbers: readonly bigint[]): bigint => numbers.reduce((a, b) => a + b, 0n);

/**
 * Splits what `wholeOf` the weights' sum over weights of both signs, by largest remainder within each sign: those on
 * the side of the sum share what they come to alone, the others the rest. `wholeOf` has to be monotonic and odd, as
 * rounding to the nearest is, so that no part has another sign than its weight.
 */
export function splitBySign(wholeOf: (sum: bigint) => bigint, weights: readonly bigint[]): bigint[] {
  const all = sum(weights);
  if (all < 0n) return splitBySign(wholeOf, weights.map(negated)).map(negated);
  const along = weights.map((weight) => (weight > 0n ? weight : 0n));
  const against = weights.map((weight) => (weight < 0n ? -weight : 0n));
  const ofAlong = wholeOf(sum(along));
  const given = splitExactly(ofAlong, along);
  if (sum(against) === 0n) return given;
  const taken = splitExactly(ofAlong - wholeOf(all), against);
  return given.map((part, i) => part - (taken[i] ?? 0n));
}

const negated = (n: bigint): bigint => -n;
