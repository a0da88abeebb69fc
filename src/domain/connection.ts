/**
 * Why no money is moved on a connection: nobody looked for a while, objects of ours are unknown here (a restored
 * database), a person said so, or is ending the connection. The later ones are graver, and outlast the earlier.
 */
export const PAUSE_REASONS = ['catching_up', 'restored', 'staff', 'disconnecting'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

const ENDS_BY_ITSELF: Record<PauseReason, boolean> = {
  catching_up: true,
  restored: true,
  staff: false,
  disconnecting: false,
};

/** Whether a pause ends when a rebuild from Stripe's lists is complete. */
export const endsByItself = (reason: PauseReason | null): boolean =>
  reason !== null && ENDS_BY_ITSELF[reason];

/** A pause that a person wants outlasts one that ends by itself, and unknown payments outlast a gap. */
export const outranks = (reason: PauseReason, before: PauseReason | null): boolean =>
  before === null || PAUSE_REASONS.indexOf(reason) > PAUSE_REASONS.indexOf(before);
