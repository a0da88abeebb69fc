import type { Outcome } from '../../domain/outcome.ts';

/**
 * What became of work that nobody waits for. `later` is tried again, further and further apart, and dead in the
 * end.
 */
export type JobResult = { readonly kind: 'finished' } | { readonly kind: 'later'; readonly reason: string };

export const FINISHED: JobResult = { kind: 'finished' };

/**
 * A verb's outcome → what becomes of the job that asked for it. What was refused stays so: asking again is no use.
 */
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
