import type { Rejection } from './rejection.ts';

/** What a verb came to. Bugs are thrown; everything else is one of these four. */
export type Outcome<T> = Done<T> | Undone;

export type Undone = Refused | StripeUnavailable | LostRace;

export type Done<T> = { readonly kind: 'done'; readonly value: T };

/** The verb was not done, for a reason that its caller is told. */
export type Refused<R extends Rejection = Rejection> = { readonly kind: 'refused'; readonly rejection: R };

/** Stripe did not answer, or said that it may have been done: nothing is decided here, and it can be asked again. */
export type StripeUnavailable = { readonly kind: 'stripe_unavailable' };

/** Another command changed the same rows or is still running: retry in a moment. */
export type LostRace = { readonly kind: 'lost_race' };

export const done = <T>(value: T): Done<T> => ({ kind: 'done', value });
/** Done, with nothing to give back. */
export const DONE = done(null);
export const refused = <const R extends Rejection>(rejection: R): Refused<R> => ({
  kind: 'refused',
  rejection,
});
export const STRIPE_UNAVAILABLE: StripeUnavailable = { kind: 'stripe_unavailable' };
export const LOST_RACE: LostRace = { kind: 'lost_race' };

/** What was done, read as it stands after it. */
export const thenRead = async <T, U>(
  outcome: Outcome<T>,
  read: (value: T) => Promise<Outcome<U>>,
): Promise<Outcome<U>> => (outcome.kind === 'done' ? read(outcome.value) : outcome);

/** The same outcome, with what was done seen in another way. */
export const mapDone = <T, U>(outcome: Outcome<T>, map: (value: T) => U): Outcome<U> =>
  outcome.kind === 'done' ? done(map(outcome.value)) : outcome;
