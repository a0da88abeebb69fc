import { localDateAt } from '../calendar.ts';
import { LEAD, noticeOf } from './charge-dates.ts';
import type { Failure } from './declines.ts';
import type { CollectChoice } from './policy.ts';
import type { CollectionFacts, CollectPolicy, InvoiceChoice } from './types.ts';

/** The policy of an invoice whose customer chose its due date; any other's stays as it is. */
export const asChosen = (decided: CollectChoice, asked: InvoiceChoice | null): CollectChoice =>
  asked?.choice === 'on_due_date' && decided.policy !== 'never'
    ? { policy: 'on_due_date', decidedBy: 'customer' }
    : decided;

/** From when an invoice's attempts count: one that its customer chose to have charged begins anew. */
export const countedSince = (asked: InvoiceChoice | null): number =>
  asked?.choice === 'on_due_date' ? (asked.chosenAt ?? asked.askedAt) : -Infinity;

/**
 * Whether an invoice waits for its customer's choice. Adding a method is no permission to charge what was open then:
 * what was due already, or would be charged at once, waits. What is charged later goes on by the policy, since it is
 * announced first (decision 30). Judged by the instant of asking, so that waiting does not end by itself.
 * One that is to be paid now waits as well: the payer presses the button.
 */
export function awaitsChoice(
  facts: CollectionFacts,
  sentAt: number,
  policy: Exclude<CollectPolicy, 'never'>,
  charge: { readonly at: number; readonly failures: readonly Failure[] },
): boolean {
  const { invoice, merchant } = facts;
  const { asked, dueDate } = invoice;
  if (asked === null || asked.choice === 'on_due_date' || asked.choice === 'not_automatically') return false;
  const { askedAt } = asked;
  if (dueDate === null || localDateAt(askedAt, merchant.timeZone) > dueDate) return true;
  if (policy === 'on_due_date' && charge.at <= askedAt) return true;
  if (charge.failures.some(({ failedAt }) => failedAt <= askedAt)) {
    // A retry was announced with the failure; another method that is tried at once was not.
    return policy === 'on_due_date' || charge.at < askedAt + LEAD;
  }
  // A notice goes out at least that long before its charge.
  if (invoice.noticedFor !== null) return false;
  // The coming of a method announces nothing, whether or not the invoice named a charge before it came.
  const announced = { ...invoice.announced, charge: charge.at };
  const asThen = { ...facts, now: askedAt, invoice: { ...invoice, announced } };
  const notice = noticeOf(asThen, sentAt, policy, charge.at);
  return notice.kind === 'none' && charge.at < askedAt + LEAD;
}
