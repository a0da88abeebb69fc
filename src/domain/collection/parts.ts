import { collectedNotice } from './failure-notice.ts';
import type { CollectionFacts, Decision } from './types.ts';

/** A rest of an invoice with a plan ends when its next part's day comes, whatever became of the parts before. */
export function wokenByNext({ invoice: { part } }: CollectionFacts, decision: Decision): Decision {
  const { step } = decision;
  if (step.kind !== 'rest' || part == null || part.nextAt === null) return decision;
  return { ...decision, step: { ...step, until: Math.min(step.until ?? Infinity, part.nextAt) } };
}

/** Where another method paid a part after one was declined, that is told before anything is tried for the next part. */
export function toldOfEarlier({ invoice, attempts }: CollectionFacts, decision: Decision): Decision {
  if (invoice.part == null || decision.notify !== null || attempts.length > 0) return decision;
  return { ...decision, notify: collectedNotice({ invoice, attempts: invoice.part.earlier }) };
}
