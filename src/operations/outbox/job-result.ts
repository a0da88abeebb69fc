import type { Outcome } from '../../domain/outcome.ts';

/**
 * The result of a background job. `later` is retried with backoff, and dead in the end. `rests` waits for what has an end of its own,
 * for as long as that takes: what a person has to mend and was told of, such as a key or an account that Stripe refuses, or a bank
 * debit that is under way. It is asked again after `againInMs`, or an hour.
 */
export type JobResult =
  | { readonly kind: 'finished' }
  | { readonly kind: 'later'; readonly reason: string }
  | { readonly kind: 'rests'; readonly reason: string; readonly againInMs?: number };

export const FINISHED: JobResult = { kind: 'finished' };

/** A verb's outcome → the result of the job that called it. A refusal is final: retrying is of no use. */
export function jobResultOf(outcome: Outcome<unknown>): JobResult {
  switch (outcome.kind) {
    case 'done':
    case 'refused':
      return FINISHED;
    case 'stripe_unavailable':
    case 'lost_race':
      return { kind: 'later', reason: outcome.kind };
  }
}
