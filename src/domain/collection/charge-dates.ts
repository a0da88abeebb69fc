import { atHourDaysLater, hours, nextAtHour } from './days.ts';
import { cancelledInARow, type Failure } from './declines.ts';
import { collectAt } from './policy.ts';
import type { CollectionFacts, CollectPolicy, WaitReason } from './types.ts';

/** From when it may be charged, and what it waits for until then. */
export type Due = { readonly at: number; readonly why: WaitReason };

const CANCELLED_IN_A_ROW = 5;
const PAUSE_AFTER_CANCELLED = hours(1);

/**
 * From when (ms) the invoice may be charged, or that its retries are used up. `failures` are autopay's own, oldest
 * first. Retries are numbered, never dated: after the nth failure that may be repeated, the nth of the merchant's
 * retry days, counted from the failure, at the merchant's hour. A method that must not be tried again gives way to
 * another at once.
 */
export function whenDue(
  facts: CollectionFacts,
  sentAt: number,
  policy: Exclude<CollectPolicy, 'never'>,
  failures: readonly Failure[],
): Due | 'used_up' {
  const { merchant, invoice } = facts;
  const first = collectAt(policy, {
    hour: merchant.hour,
    timeZone: merchant.timeZone,
    dueDate: invoice.dueDate,
    sentAt,
    noticedFor: invoice.noticedFor,
  });
  const start: Due = {
    at: first?.at ?? sentAt,
    why: first?.at === invoice.noticedFor ? 'noticed' : 'scheduled',
  };
  const last = failures.at(-1);
  if (last?.verdict !== 'retry_later') return afterCancelled(start, facts);
  const repeatable = failures.filter(({ verdict }) => verdict === 'retry_later').length;
  const days = merchant.retryDays[repeatable - 1];
  const at = days === undefined ? null : atHourDaysLater(last.failedAt, days, merchant);
  if (at === null) return 'used_up';
  return afterCancelled(at < start.at ? start : { at, why: 'retry_later' }, facts);
}

/** What was cancelled before it reached the bank is tried again at once, but not for ever at that pace. */
function afterCancelled(due: Due, facts: CollectionFacts): Due {
  const { count, since } = cancelledInARow(facts.attempts);
  const at = since + PAUSE_AFTER_CANCELLED;
  return count < CANCELLED_IN_A_ROW || at <= due.at ? due : { at, why: 'retry_later' };
}

/** Whether the customer is told of the first charge, when, and of which instant. */
export type Notice =
  | { readonly kind: 'none' }
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'now'; readonly chargeAt: number };

/** A notice comes at least so long before its charge. */
const LEAD = hours(12);
/** An invoice sent less than this before its notice would go out announces the charge itself. */
const AFTER_SENT = hours(24);

/**
 * The notice of a charge on the due date, the merchant's notice days before it at its hour. An invoice that was
 * sent so late that no notice fits between announces its charge itself. One whose notice should have gone out and
 * did not (cron stood still; charging was switched on, or a method added, for invoices that were sent or due long
 * before) is announced now and charged at the merchant's hour after that: never without notice.
 */
export function noticeOf(
  facts: CollectionFacts,
  sentAt: number,
  policy: CollectPolicy,
  chargeAt: number,
): Notice {
  const { merchant, invoice, now } = facts;
  const isAnnounced = invoice.noticedFor !== null;
  if (merchant.noticeDays === 0 || isAnnounced) return { kind: 'none' };
  const afterNow = { kind: 'now', chargeAt: nextAtHour(now + LEAD, merchant) } as const;
  if (policy !== 'on_due_date' || invoice.dueDate === null) {
    // The invoice announces that it is charged when it is sent, but not that it will be on some later day.
    return now <= sentAt + AFTER_SENT ? { kind: 'none' } : afterNow;
  }
  const planned = atHourDaysLater(chargeAt, -merchant.noticeDays, merchant) ?? sentAt;
  const earliest = Math.max(planned, sentAt + AFTER_SENT);
  if (earliest > chargeAt - LEAD) return { kind: 'none' };
  if (now < earliest) return { kind: 'later', at: earliest };
  return now <= chargeAt - LEAD ? { kind: 'now', chargeAt } : afterNow;
}
