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

/** Has the sandbox do it this way from now on. */
export const enterWorld = (world: World): Promise<void> => controlStripe('/worlds', world);

/** Back to what the sandbox does by itself: it is one for all tests. */
export const leaveWorld = (): Promise<void> =>
  enterWorld({ expiry: EXPIRIES[0], authentication: AUTHENTICATIONS[0] });
