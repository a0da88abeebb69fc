/** Where Stripe sends whoever was there to choose an account. It is registered with Stripe, so it names no business. */
export const CALLBACK = '/dashboard/connect/stripe';

/** Whoever has to make an account at Stripe first takes their time. */
export const ATTEMPT_LIVES_MS = 2 * 60 * 60_000;
/** After this, the worker that exchanged a code is certainly over. */
export const EXCHANGE_OVER_MS = 60_000;
/** Attempts are kept so long, for whoever loads an old page again. */
export const ATTEMPTS_KEPT_MS = 30 * 24 * 60 * 60_000;
