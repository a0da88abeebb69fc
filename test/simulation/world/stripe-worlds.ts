import { FIRST_WORLDS, WORLDS, type Worlds } from '#stripe-sandbox';

const EVERY: readonly Worlds[] = WORLDS.expiry.flatMap((expiry) =>
  WORLDS.authentication.map((authentication) => ({ ...FIRST_WORLDS, expiry, authentication })),
);

/** Which way Stripe goes where it does not say, by a seed: seeds in a row go through every world. */
export function stripeWorldOf(seed: string): Worlds {
  const sum = [...seed].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  const [first] = EVERY;
  const world = EVERY[sum % EVERY.length] ?? first;
  if (world === undefined) throw new Error('there is no world');
  return world;
}
