import { sql } from 'drizzle-orm';
import { invoices } from '../schema/index.ts';

/**
 * The columns that have collecting look at an invoice at `at` (ms), for the commit of whatever it depends on. The
 * wake is counted, so that a decision on facts read before it cannot push the look away again.
 */
export const recheckAt = (at: number) => ({
  nextCheckAt: at,
  checkRequests: sql<number>`${invoices.checkRequests} + 1`,
});

/** The next look that a decision came to, unless the invoice was woken since it was read with `seenRequests`. */
export const nextCheck = (seenRequests: number, next: number | null) =>
  sql<
    number | null
  >`CASE WHEN ${invoices.checkRequests} = ${seenRequests} THEN ${next} ELSE ${invoices.nextCheckAt} END`;
