import type { Store } from '../store/store.ts';

/**
 * What Stripe's documents leave open, one way or the other. Code that is right must be right in every world.
 * The first value of each is what a new sandbox does.
 */
export const WORLDS = {
  /** What becomes of a PaymentIntent that waits for a payment method when its Checkout Session expires. */
  expiry: ['cancels_intent', 'leaves_intent'],
  /**
   * What becomes of 3-D Secure that is under way then. `ends_with_session`: the payer comes through it for nothing.
   * `outlives_session`: its PaymentIntent stays `requires_action`, and is paid if the payer comes through.
   */
  authentication: ['ends_with_session', 'outlives_session'],
} as const;

export type Worlds = { readonly [K in keyof typeof WORLDS]: (typeof WORLDS)[K][number] };

const NAME = 'worlds';
const FIRST: Worlds = { expiry: WORLDS.expiry[0], authentication: WORLDS.authentication[0] };

/** The world that the sandbox is in. It survives a restart. */
export function readWorlds(store: Store): Worlds {
  const text = store.readMeta(NAME);
  if (text === undefined) return FIRST;
  const value: Partial<Worlds> = JSON.parse(text);
  return { ...FIRST, ...value };
}

/** Changes what is named, and leaves the rest. */
export function chooseWorlds(
  store: Store,
  chosen: { readonly [K in keyof Worlds]?: Worlds[K] | undefined },
): void {
  const { expiry, authentication } = readWorlds(store);
  const worlds: Worlds = {
    expiry: chosen.expiry ?? expiry,
    authentication: chosen.authentication ?? authentication,
  };
  store.writeMeta(NAME, JSON.stringify(worlds));
}
