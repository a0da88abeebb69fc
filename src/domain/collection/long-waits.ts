import { hours } from './days.ts';
import { failuresOf, ownFailures } from './declines.ts';
import { failureNotice } from './failure-notice.ts';
import { lastRound } from './rounds.ts';
import type { CollectionFacts, Decision, WaitReason } from './types.ts';

/** However soon such a wait may be over, it may last for weeks: whoever heard of nothing for so long hears of the failure. */
const UNTOLD_AT_MOST = hours(1);

/** Whether there is no next attempt for a long time: a dispute goes on for weeks, others may wait for a person. */
export function lastsLong(facts: CollectionFacts, reason: WaitReason): boolean {
  if (reason === 'disputed') return true;
  if (reason !== 'frozen' && reason !== 'account_held' && reason !== 'paused') return false;
  const last = failuresOf(facts.attempts.filter(({ via }) => via === 'autopay')).at(-1);
  return last !== undefined && facts.now - last.failedAt >= UNTOLD_AT_MOST;
}

/** What is announced where the plan has to wait: of a charge that was about to follow at once, the failure before it. */
export function withoutNext(facts: CollectionFacts, { step, notify }: Decision): Decision['notify'] {
  const held = step.kind === 'charge' ? failureNotice(facts, lastRound(ownFailures(facts)), null) : null;
  const said = held ?? notify;
  return said === null ? null : { ...said, nextAttemptAt: null, nextMethodId: null };
}
