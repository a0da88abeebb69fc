import { atHourDaysLater, hours, nextAtHour } from './days.ts';
import { cancelledInARow, type Failure } from './declines.ts';
import { collectAt } from './policy.ts';
import type { CollectionFacts, CollectPolicy, WaitReason } from './types.ts';

/** The instant from which an invoice may be charged, and what it waits for until then. */
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

/** A charge cancelled before it reached the bank is retried at once a few times, then after a pause. */
function afterCancelled(due: Due, facts: CollectionFacts): Due {
  const { count, since } = cancelledInARow(facts.attempts);
  const at = since + PAUSE_AFTER_CANCELLED;
  return count < CANCELLED_IN_A_ROW || at <= due.at ? due : { at, why: 'retry_later' };
}

/** Whether and when the customer is notified of the first charge, and of which instant. */
export type Notice =
  | { readonly kind: 'none' }
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'now'; readonly chargeAt: number };

/** The minimum time between a notice and its charge. */
export const LEAD = hours(12);
/** An invoice sent less than this before its notice would go out announces the charge itself. */
const AFTER_SENT = hours(24);

/**
 * The notice of a charge on the due date, sent the merchant's notice days before it at its hour. An invoice that was
 * sent too late for a notice announces its charge itself. If a notice was missed (cron was down; charging was
 * switched on, or a method added, long after the invoice was sent or due), it is sent now and the charge follows at
 * the merchant's hour after that: nothing is charged without notice.
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
    // The invoice announces a charge on sending, but not one on some later day.
    return now <= sentAt + AFTER_SENT ? { kind: 'none' } : afterNow;
  }
  const planned = atHourDaysLater(chargeAt, -merchant.noticeDays, merchant) ?? sentAt;
  const earliest = Math.max(planned, sentAt + AFTER_SENT);
  if (earliest > chargeAt - LEAD) return { kind: 'none' };
  if (now < earliest) return { kind: 'later', at: earliest };
  return now <= chargeAt - LEAD ? { kind: 'now', chargeAt } : afterNow;
}
