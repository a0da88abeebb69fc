import { localDateAt, parseLocalDate } from '../calendar.ts';
import { atHourAfter, hours, nextAtHour } from './days.ts';
import type { Failure } from './declines.ts';
import type { CollectionFacts, RestReason } from './types.ts';

/** The customer's next reminder: its number (from 1), and when it is sent (ms). */
export type Reminder = { readonly number: number; readonly at: number };

/** A customer who was just told of a failure is not reminded in the same hours. */
const AFTER_FAILURE = hours(12);

/** The day from which reminders are counted, by the reason for not charging. */
const COUNTED_FROM: Record<RestReason, 'nothing' | 'due_date' | 'failure'> = {
  settled: 'nothing',
  not_sent: 'nothing',
  // The payer's bank took the money back, so the business has to contact the customer itself.
  taken_back: 'nothing',
  no_recipient: 'nothing',
  nobody_told: 'nothing',
  policy_never: 'due_date',
  opted_out: 'due_date',
  paused_by_customer: 'due_date',
  not_connected: 'due_date',
  not_chargeable: 'due_date',
  over_cap: 'due_date',
  no_cap: 'due_date',
  awaiting_choice: 'due_date',
  no_method: 'failure',
  no_usable_method: 'failure',
  not_confirmed: 'failure',
  needs_customer: 'failure',
  never_again: 'failure',
  retries_used_up: 'failure',
};

/**
 * The next reminder of an invoice that is not charged automatically, or null. Counted from the failure that ended
 * collecting where one did, else from the due date (or the day it was sent, if that was later), on the merchant's
 * reminder days at its hour. Of several missed reminders, only the last is sent.
 */
export function nextReminder(
  facts: CollectionFacts,
  sentAt: number,
  reason: RestReason,
  lastFailure: Failure | null,
): Reminder | null {
  const { merchant, invoice, customer } = facts;
  const from = COUNTED_FROM[reason];
  if (from === 'nothing' || !customer.hasRecipient) return null;
  const day =
    from === 'failure' && lastFailure !== null
      ? localDateAt(lastFailure.failedAt, merchant.timeZone)
      : overdueFrom(invoice.dueDate, sentAt, merchant.timeZone);
  if (day === null) return null;
  // The message about a failure asks for the money itself.
  const notBefore = lastFailure === null ? 0 : nextAtHour(lastFailure.failedAt + AFTER_FAILURE, merchant);
  const left = merchant.remindDays.flatMap((days, index) => {
    const at = atHourAfter(day, days, merchant);
    const number = index + 1;
    return at === null || number <= invoice.reminders ? [] : [{ number, at: Math.max(at, notBefore) }];
  });
  return left.findLast(({ at }) => at <= facts.now) ?? left[0] ?? null;
}

/** The day that being overdue is counted from; null where the invoice is never overdue. */
function overdueFrom(dueDate: string | null, sentAt: number, timeZone: string) {
  const due = dueDate === null ? null : parseLocalDate(dueDate);
  if (due === null) return null;
  const sent = localDateAt(sentAt, timeZone);
  if (sent > due) return sent;
  return due;
}
