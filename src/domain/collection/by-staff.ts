import { asChosen } from './await-choice.ts';
import { whyNotWithinCaps } from './caps.ts';
import { chooseMethod } from './choose-method.ts';
import { whenToCollect } from './policy.ts';
import type { CollectionFacts, WhyNot } from './types.ts';

/** Why staff may not have an invoice charged by a press. */
export type NotByStaff =
  | 'not_sent'
  | 'policy_never'
  | 'opted_out'
  | 'paused'
  | 'over_cap'
  | 'awaiting_choice'
  | 'not_announced'
  | 'announced_later'
  | 'taken_back'
  | 'disputed';

export type RefusedByStaff = {
  readonly why: NotByStaff;
  /** Of `announced_later`: the instant (ms) that its customer was told. */
  readonly from: number | null;
};

/**
 * Whether staff may charge an invoice now with a method on file, or why not. A press by staff is not the customer's: it needs
 * what an automatic charge needs, which is that somebody agreed to be charged, and that a charge was announced whose time has
 * come. Beyond that it only spares the wait for the next try, and chooses the method.
 */
export function refusedByStaff(facts: CollectionFacts): RefusedByStaff | null {
  const { invoice, customer, merchant, attempts, now } = facts;
  const because = (why: NotByStaff): RefusedByStaff => ({ why, from: null });
  if (invoice.sentAt === null) return because('not_sent');
  if (invoice.wasTakenBack) return because('taken_back');
  if (facts.hasOpenDispute) return because('disputed');
  const { policy, decidedBy } = asChosen(whenToCollect(merchant, customer, invoice.policy), invoice.asked);
  if (policy === 'never') return because(decidedBy === 'customer' ? 'opted_out' : 'policy_never');
  if (invoice.isPausedByCustomer) return because('paused');
  if (whyNotWithinCaps(customer.caps, invoice) !== null) return because('over_cap');
  if (invoice.asked !== null && invoice.asked.choice !== 'on_due_date') return because('awaiting_choice');
  if (attempts.some(({ via, isOthers }) => via === 'autopay' && isOthers !== true)) return null;
  const announcedFor = invoice.noticedFor ?? invoice.announced.charge;
  if (announcedFor === null) return because('not_announced');
  return announcedFor > now ? { why: 'announced_later', from: announcedFor } : null;
}

/** Why a method may not be charged for an invoice now, whatever stands before it in the order; null where it may. */
export function refusedMethod(facts: CollectionFacts, methodId: string): WhyNot | null {
  const methods = facts.methods.filter(({ id }) => id === methodId);
  const { method, passedOver } = chooseMethod({ ...facts, methods }, facts.now);
  return method !== null ? null : (passedOver[0]?.why ?? 'detached');
}
