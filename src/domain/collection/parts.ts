import { ownFailures } from './declines.ts';
import { collectedNotice, failureNotice } from './failure-notice.ts';
import { lastRound } from './rounds.ts';
import type { CollectionFacts, Decision } from './types.ts';

/** A rest of an invoice with a plan ends when its next part's day comes, whatever became of the parts before. */
export function wokenByNext({ invoice: { part } }: CollectionFacts, decision: Decision): Decision {
  const { step } = decision;
  if (step.kind !== 'rest' || part == null || part.nextAt === null) return decision;
  return { ...decision, step: { ...step, until: Math.min(step.until ?? Infinity, part.nextAt) } };
}

/**
 * What became of a charge of an earlier part is told before anything is tried for this one: where another method paid it after one
 * was declined, and where it failed once this part's day had come.
 */
export function toldOfEarlier({ now, invoice, attempts }: CollectionFacts, decision: Decision): Decision {
  if (invoice.part == null || decision.notify !== null || attempts.length > 0) return decision;
  const { earlier, owed } = invoice.part;
  const notify =
    collectedNotice({ invoice, attempts: earlier }) ??
    failureNotice({ invoice }, lastRound(ownFailures({ attempts: owed })), nextOf(decision, now));
  return { ...decision, notify };
}

/** What is charged next, as a notice says it; null where nothing is. */
function nextOf({ step, stage }: Decision, now: number): { at: number; methodId: string | null } | null {
  switch (step.kind) {
    case 'charge':
      return { at: now, methodId: step.methodId };
    case 'notice':
      return { at: step.chargeAt, methodId: step.methodId };
    case 'rest':
      return stage === 'scheduled' && step.until !== null ? { at: step.until, methodId: null } : null;
    case 'remind':
      return null;
  }
}
