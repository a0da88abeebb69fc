/**
 * Work that stopped or is stuck, by kind:
 * - a job that ended dead, an event that was quarantined;
 * - a job or an event that is still retried and failed for an hour, or is due for a quarter of one;
 * - an object at Stripe that says it is ours and is not known here;
 * - a message that the queue gave up on.
 */
export const STOPPED_KINDS = [
  'dead_effect',
  'quarantined_event',
  'stuck_effect',
  'stuck_event',
  'unknown_object',
  'dead_letter',
] as const;
export type StoppedKind = (typeof STOPPED_KINDS)[number];

/** When work that is still retried counts as stuck: so long after it failed first, or after it was due. */
export const STUCK = { failingMs: 3_600_000, dueMs: 15 * 60_000 } as const;

/** How many are run again at once: the caller asks again while some are left. */
export const BITE = 500;
