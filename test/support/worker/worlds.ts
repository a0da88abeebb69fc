import { env } from 'cloudflare:test';
import type { Choice } from '../pairwise.ts';
import { controlStripe } from './stripe.ts';

/** Where Stripe does not say what it does, either way: the first is what the sandbox does by itself. */
export const EXPIRIES = ['cancels_intent', 'leaves_intent'] as const;
export const AUTHENTICATIONS = ['ends_with_session', 'outlives_session'] as const;

export type World = {
  readonly expiry: (typeof EXPIRIES)[number];
  readonly authentication: (typeof AUTHENTICATIONS)[number];
};

export const EVERY_WORLD: readonly World[] = EXPIRIES.flatMap((expiry) =>
  AUTHENTICATIONS.map((authentication) => ({ expiry, authentication })),
);

/** Has the sandbox do it this way from now on, and everything else as it did. */
export const enterWorld = (world: World | Choice): Promise<void> => controlStripe('/worlds', world);

/** Back to what the sandbox does by itself: it is one for all tests. */
export const leaveWorld = (): Promise<void> =>
  enterWorld(Object.fromEntries(Object.entries(env.WORLDS).map(([name, [first = '']]) => [name, first])));
