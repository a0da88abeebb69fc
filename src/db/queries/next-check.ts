import { type SQLWrapper, sql } from 'drizzle-orm';
import { invoices } from '../schema/index.ts';

/**
 * The columns that have collection check an invoice at `at` (ms), for every commit that changes what collecting it
 * depends on. The request is counted, so that a decision on facts read earlier cannot postpone the check.
 */
export const recheckAt = (at: number) => ({
  nextCheckAt: at,
  checkRequests: sql<number>`${invoices.checkRequests} + 1`,
});

/** The next check that a decision sets, unless a recheck was requested since the read that saw `seenRequests`: then it is `since`. */
const unlessRequested = (seenRequests: number, next: number | null, since: SQLWrapper | number) =>
  sql<number | null>`CASE WHEN ${invoices.checkRequests} = ${seenRequests} THEN ${next} ELSE ${since} END`;

/** For what says nothing else: a check that was requested since the read stays as it is. */
export const nextCheck = (seenRequests: number, next: number | null) =>
  unlessRequested(seenRequests, next, invoices.nextCheckAt);

/**
 * For a decision that is committed at `at` (ms): one on facts from before a request is checked at once, since whoever answered
 * that request in the meantime may have written nothing that this decision collides with, and is overwritten by it.
 */
export const nextCheckAfter = (seenRequests: number, next: number | null, at: number) =>
  unlessRequested(seenRequests, next, at);
