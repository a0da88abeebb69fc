import { invoicedAt, lastDue, lastNumber, type Period, periodOf, type Recurrence } from './recurrence.ts';

/** How far a schedule is. */
export type Progress = {
  /** The first period that is neither invoiced nor left out. */
  readonly nextNumber: number;
  /** A person said that periods up to this one shall be made, however many were missed. */
  readonly approvedThrough: number;
  /** So many missed periods are made without asking. */
  readonly catchUpLimit: number;
};

/** What is to be done for a schedule at an instant. */
export type NextRun =
  /** This period is invoiced. */
  | { readonly kind: 'make'; readonly period: Period }
  /** Nothing until then (ms). */
  | { readonly kind: 'wait'; readonly until: number }
  /** More were missed than are made without asking, through that number: a person decides. */
  | { readonly kind: 'ask'; readonly through: number }
  /** It has no further period. */
  | { readonly kind: 'over' };

/**
 * Decides by numbers alone: a period is due once its instant has come, and stays due until it is made or left out, however
 * late, early or often anybody asks.
 */
export function nextRun(
  recurrence: Recurrence,
  { nextNumber, approvedThrough, catchUpLimit }: Progress,
  now: number,
): NextRun {
  const period = periodOf(recurrence, nextNumber);
  if (period === null) return { kind: 'over' };
  const through = lastDue(recurrence, now);
  if (nextNumber > through) return { kind: 'wait', until: invoicedAt(recurrence, period) };
  if (nextNumber <= approvedThrough) return { kind: 'make', period };
  const missed = through - nextNumber + 1;
  return missed > catchUpLimit ? { kind: 'ask', through } : { kind: 'make', period };
}

/** How many periods are left, from the next on; null without an end. */
export function periodsLeft(recurrence: Recurrence, nextNumber: number): number | null {
  const last = lastNumber(recurrence);
  return Number.isFinite(last) ? Math.max(0, last - nextNumber + 1) : null;
}
