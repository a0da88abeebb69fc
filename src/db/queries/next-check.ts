import { sql } from 'drizzle-orm';
import { invoices } from '../schema/index.ts';

/**
 * The columns that have collection check an invoice at `at` (ms), for every commit that changes what collecting it
 * depends on. The request is counted, so that a decision on facts read earlier cannot postpone the check.
 */
export const recheckAt = (at: number) => ({
  nextCheckAt: at,
  checkRequests: sql<number>`${invoices.checkRequests} + 1`,
});

/** The next check that a decision sets, unless a recheck was requested since the read that saw `seenRequests`. */
export const nextCheck = (seenRequests: number, next: number | null) =>
  sql<
    number | null
  >`CASE WHEN ${invoices.checkRequests} = ${seenRequests} THEN ${next} ELSE ${invoices.nextCheckAt} END`;
