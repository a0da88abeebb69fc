import { hours, minutes } from './days.ts';
import type { CollectionFacts, Step, WaitReason } from './types.ts';

type Wait = { readonly until: number; readonly reason: WaitReason };
type Slot = NonNullable<CollectionFacts['slot']>;

/** For this long after a payer opened Stripe's page, they may still be typing. */
export const RECENT_SESSION_MS = minutes(15);
/** A session expires an hour after its claim; five minutes more allow its event to arrive. */
const SESSION_OVER = minutes(65);
const RECHECK = minutes(30);
/** Resuming money has these checked at once. */
export const PAUSED_RECHECK_MS = RECHECK;
const DEBIT_UNDER_WAY = hours(6);
const DISPUTED = hours(24);
/** Whatever frees it enqueues the invoice. */
const HELD = hours(6);

/**
 * What forbids the step now, or null. Whatever ends such a state enqueues the invoice; the later recheck makes a lost
 * message harmless.
 */
export function waitBefore(facts: CollectionFacts, step: Step): Wait | null {
  const { now, invoice, slot } = facts;
  if (invoice.hasPendingVerb) return { until: now + RECHECK, reason: 'verb_pending' };
  if (invoice.isFrozen) return { until: now + RECHECK, reason: 'frozen' };
  if (facts.connection === 'held') return { until: now + HELD, reason: 'account_held' };
  if (facts.connection === 'paused') return { until: now + PAUSED_RECHECK_MS, reason: 'paused' };
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
      if (slot.flow === 'intent') return now + RECHECK;
      const typingUntil = slot.claimedAt + RECENT_SESSION_MS;
      if (now < typingUntil) return typingUntil;
      if (step.kind !== 'remind') return null;
      return now < slot.claimedAt + SESSION_OVER ? slot.claimedAt + SESSION_OVER : now + RECHECK;
    }
    case 'confirming':
    case 'authenticating':
    case 'verifying':
      return now + RECHECK;
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
