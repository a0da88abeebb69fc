import type { World } from '../world/world.ts';

/** The accounts at Stripe that we can see to the end: of one that was revoked nobody tells us any more. */
export const accountsInSight = (world: World): string[] => [
  ...new Set(
    world.merchants
      .filter(({ account }) => !world.revoked.has(account))
      .map(({ account }) => world.accountAtStripe(account)),
  ),
];
