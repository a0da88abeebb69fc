import { hours, minutes } from './days.ts';
import type { CollectionFacts, Step, WaitReason } from './types.ts';

type Wait = { readonly until: number; readonly reason: WaitReason };
type Slot = NonNullable<CollectionFacts['slot']>;

/** A payer who opened Stripe's page this short a time ago is still typing. */
export const RECENT_SESSION_MS = minutes(15);
/** A session is over an hour after its claim; with a little time to hear of it. */
const SESSION_OVER = minutes(65);
const LOOK_AGAIN = minutes(30);
const DEBIT_UNDER_WAY = hours(6);
const DISPUTED = hours(24);

/**
 * What forbids to do the step now, or null. What closes these states wakes the invoice; that it is looked at again
 * anyway makes a lost wake harmless.
 */
export function waitBefore(facts: CollectionFacts, step: Step): Wait | null {
  const { now, invoice, slot } = facts;
  if (invoice.hasPendingVerb) return { until: now + LOOK_AGAIN, reason: 'verb_pending' };
  if (invoice.isFrozen) return { until: now + LOOK_AGAIN, reason: 'frozen' };
  if (facts.connection === 'paused') return { until: now + LOOK_AGAIN, reason: 'paused' };
  const open = slot === null ? null : openUntil(slot, step, now);
  if (open !== null) return { until: open, reason: 'payment_open' };
  if (facts.hasOpenDispute) return { until: now + DISPUTED, reason: 'disputed' };
  return null;
}

/**
 * Until when an open payment keeps the step waiting, or null where it does not. A session that a payer began and left
 * is preempted by a charge that is due (the caller expires it first, and stands down unless no money can come).
 */
function openUntil(slot: Slot, step: Step, now: number): number | null {
  switch (slot.state) {
    case 'claimed':
    case 'session_open':
    case 'unknown': {
      if (slot.flow === 'intent') return now + LOOK_AGAIN;
      const young = slot.claimedAt + RECENT_SESSION_MS;
      if (now < young) return young;
      if (step.kind !== 'remind') return null;
      return now < slot.claimedAt + SESSION_OVER ? slot.claimedAt + SESSION_OVER : now + LOOK_AGAIN;
    }
    case 'confirming':
    case 'authenticating':
    case 'verifying':
      return now + LOOK_AGAIN;
    case 'processing':
      return now + DEBIT_UNDER_WAY;
    // A closed payment holds no slot.
    case 'succeeded':
    case 'failed':
    case 'canceled':
    case 'returned':
      return null;
  }
}
