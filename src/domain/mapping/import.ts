import type { Lost } from '../customer/lost.ts';
import type { Outcome } from '../outcome.ts';

/** What came of a row: it is over, or it has to wait. `limited`: Stripe said that it was too fast. */
export type RowResult =
  | { readonly kind: 'done'; readonly stripeCustomerId: string }
  | { readonly kind: 'skipped'; readonly code: string; readonly message: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'again'; readonly reason: string }
  | { readonly kind: 'limited' };

/** How often a row is tried that Stripe does not answer, before it is failed for a person to try again. */
export const MOST_TRIES = 6;

/** The most rows that are handed out at once, two seconds of Stripe's limit, and how many at first. */
export const WAVE = 50;

/** After so many limits in a row (ms); Stripe's own is by the second. */
export const slowedFor = (slowed: number): number => Math.min(60_000, 1_000 * 2 ** Math.min(slowed, 6));

/** When a row that was not answered is tried again (ms from now). */
export const againAfter = (tries: number): number => Math.min(60_000, 1_000 * 2 ** Math.min(tries, 6));

/** Stripe's answer that may be of the rate limit: https://docs.stripe.com/rate-limits */
export const isLimited = (reason: string): boolean => reason.startsWith('429 ');

const LOST_WORDS: Readonly<Record<Lost, string>> = {
  deleted: 'It was deleted in Stripe.',
  missing: 'The connected Stripe account does not have it in this mode. It may belong to another account.',
  other_mode: 'It belongs to Stripe’s other mode (test or live).',
};

/** The linking of a row → what came of it. */
export function ofLinking(outcome: Exclude<Outcome<unknown>, { kind: 'done' }>, target: string): RowResult {
  switch (outcome.kind) {
    case 'stripe_unavailable':
      return { kind: 'again', reason: 'stripe_unavailable' };
    case 'lost_race':
      return { kind: 'again', reason: 'busy' };
    case 'refused':
      break;
  }
  const { rejection } = outcome;
  if (rejection.code === 'stripe_customer_taken') {
    const name = rejection.heldBy?.name;
    const who = name === undefined ? 'Another client' : `“${name}”`;
    return { kind: 'failed', code: rejection.code, message: `${who} is already linked to ${target}.` };
  }
  if (rejection.code === 'stripe_customer_unusable')
    return { kind: 'failed', code: rejection.why, message: `${target}: ${LOST_WORDS[rejection.why]}` };
  if (rejection.code === 'client_linked') return alreadyLinked(rejection.stripeCustomerId);
  if (rejection.code === 'not_found' || rejection.code === 'customer_erased') return GONE;
  return { kind: 'failed', code: rejection.code, message: 'Stripe refuses to show this customer.' };
}

export const alreadyLinked = (stripeCustomerId: string): RowResult => ({
  kind: 'skipped',
  code: 'already_linked',
  message: `It was linked to ${stripeCustomerId} meanwhile.`,
});

export const GONE: RowResult = {
  kind: 'skipped',
  code: 'client_gone',
  message: 'The client was deleted or erased meanwhile.',
};

export const CHANGED: RowResult = {
  kind: 'skipped',
  code: 'changed',
  message: 'Something else was decided about it meanwhile.',
};

export const UNANSWERED: RowResult = {
  kind: 'failed',
  code: 'stripe_unavailable',
  message: 'Stripe did not answer, several times. Nothing is known to be wrong: import it again.',
};
