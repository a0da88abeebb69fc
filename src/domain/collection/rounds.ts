import { type Failure, isRepeatable } from './declines.ts';
import type { MethodOnFile } from './types.ts';

/** A round of attempts at one invoice: each method on file at most once, then a wait of days. */
export type Round = {
  /** From 1. */
  readonly number: number;
  /** Its failures, oldest first. */
  readonly failures: readonly [Failure, ...Failure[]];
};

/**
 * The round that the last failure belongs to; null where nothing failed. A method that fails again begins the next
 * round, so a customer's methods together are retried as often as the merchant's retry days say, not each of them.
 */
export function lastRound(failures: readonly Failure[]): Round | null {
  let [number, from] = [1, 0];
  for (const [at, { methodId }] of failures.entries()) {
    if (!failures.slice(from, at).some((failure) => failure.methodId === methodId)) continue;
    number += 1;
    from = at;
  }
  const [first, ...rest] = failures.slice(from);
  return first === undefined ? null : { number, failures: [first, ...rest] };
}

export const isTriedIn = ({ failures }: Round, methodId: string | null): boolean =>
  failures.some((failure) => failure.methodId === methodId);

/** Whether the same methods are tried again on some later day, as the round stands. */
export const isRepeated = ({ failures }: Round): boolean =>
  failures.some(({ verdict }) => isRepeatable(verdict));

export const lastOf = ({ failures }: Round): Failure => failures.at(-1) ?? failures[0];

/**
 * The methods that may still be tried in the round, or were. None after a technical error, which says nothing about the
 * method that it met. One that was added while the invoice waits for its next day waits with it: adding it charges nothing.
 */
export function joining(round: Round, methods: readonly MethodOnFile[]): readonly MethodOnFile[] {
  const { verdict, failedAt } = lastOf(round);
  if (verdict === 'technical') return [];
  return isRepeated(round) ? methods.filter(({ addedAt }) => addedAt <= failedAt) : methods;
}
