import { atHourDaysLater, hours, minutes, nextAtHour } from './days.ts';
import { cancelledInARow } from './declines.ts';
import { linkNoticeDays } from './link-keeps.ts';
import { NOTICE_HOLDS, namedAtSending } from './named-at-sending.ts';
import { collectAt } from './policy.ts';
import { isRepeated, lastOf, type Round } from './rounds.ts';
import type { CollectionFacts, CollectPolicy, WaitReason } from './types.ts';

/** The instant from which an invoice may be charged, and what it waits for until then. */
export type Due = { readonly at: number; readonly why: WaitReason };

const CANCELLED_IN_A_ROW = 5;
/** A key is mostly mended within minutes; where it isn't, each pause is twice the one before. */
const FIRST_PAUSE = minutes(10);
const LONGEST_PAUSE = hours(1);

/** From when (ms) the invoice may first be charged, or another method may be at once. */
export function firstDue(
  { merchant, invoice, attempts }: Pick<CollectionFacts, 'merchant' | 'invoice' | 'attempts'>,
  sentAt: number,
  policy: Exclude<CollectPolicy, 'never'>,
): Due {
  const first = collectAt(policy, {
    hour: merchant.hour,
    timeZone: merchant.timeZone,
    dueDate: invoice.dueDate,
    sentAt,
    noticedFor: invoice.noticedFor,
  });
  const why = first?.at === invoice.noticedFor ? 'noticed' : 'scheduled';
  return afterCancelled({ at: first?.at ?? sentAt, why }, attempts);
}

/**
 * From when (ms) the methods that were tried may be charged again, or that the retries are used up. Retries are
 * numbered, never dated: after the nth round that may be repeated, the nth of the merchant's retry days, counted from
 * its last failure, at the merchant's hour.
 */
export function nextDue(
  { merchant, attempts }: Pick<CollectionFacts, 'merchant' | 'attempts'>,
  first: Due,
  round: Round | null,
): Due | 'used_up' {
  if (round === null || !isRepeated(round)) return first;
  const days = merchant.retryDays[round.number - 1];
  const at = days === undefined ? null : atHourDaysLater(lastOf(round).failedAt, days, merchant);
  if (at === null) return 'used_up';
  return at < first.at ? first : afterCancelled({ at, why: 'retry_later' }, attempts);
}

/** A charge cancelled before it reached the bank is retried at once a few times, then after a pause. */
function afterCancelled(due: Due, attempts: CollectionFacts['attempts']): Due {
  const { count, since } = cancelledInARow(attempts);
  const at = since + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (count - CANCELLED_IN_A_ROW));
  return count < CANCELLED_IN_A_ROW || at <= due.at ? due : { at, why: 'retry_later' };
}

/** Whether and when the customer is notified of the first charge, and of which instant. */
export type Notice =
  | { readonly kind: 'none' }
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'now'; readonly chargeAt: number };

/** What a notice depends on. */
type Noticing = Pick<CollectionFacts, 'now' | 'merchant'> & {
  readonly invoice: Pick<
    CollectionFacts['invoice'],
    'dueDate' | 'noticedFor' | 'noticedMethod' | 'announced' | 'asked'
  >;
};

/** The minimum time between a notice and its charge. */
export const LEAD = hours(12);
/** An invoice sent less than this before its notice would go out announces the charge itself. */
const AFTER_SENT = hours(24);

/**
 * The notice of a charge on the due date, sent the merchant's notice days before it at its hour. An invoice that was
 * sent too late for a notice announces its charge itself. If a notice was missed (cron was down, or it could not be
 * charged at its time), it is sent now and the charge follows at the merchant's hour after that. A charge that the invoice
 * did not name when it was sent (the policy changed, a cap was raised, the account was connected) has its notice days in
 * full, and a day where the merchant gives none: nothing is charged without notice (decision 48).
 */
export function noticeOf(facts: Noticing, sentAt: number, policy: CollectPolicy, chargeAt: number): Notice {
  const { merchant, invoice, now } = facts;
  if (isNoticed(facts)) return { kind: 'none' };
  const named = namedAtSending(facts, chargeAt);
  // An invoice that nobody got announces nothing.
  const isSeen = invoice.announced.sent !== 'nobody';
  if (named === 'not_named' && isSeen) return noticeAhead(facts, sentAt, chargeAt);
  if (merchant.noticeDays === 0 && isSeen) return { kind: 'none' };
  const afterNow = { kind: 'now', chargeAt: Math.max(chargeAt, nextAtHour(now + LEAD, merchant)) } as const;
  const byInvoice = named === 'named' && isSeen ? ({ kind: 'none' } as const) : afterNow;
  if (policy !== 'on_due_date' || invoice.dueDate === null) return byInvoice;
  const planned = atHourDaysLater(chargeAt, -merchant.noticeDays, merchant) ?? sentAt;
  const earliest = Math.max(planned, sentAt + AFTER_SENT);
  if (earliest > chargeAt - LEAD) return byInvoice;
  if (now < earliest) return { kind: 'later', at: earliest };
  return now <= chargeAt - LEAD ? { kind: 'now', chargeAt } : afterNow;
}

/** A notice holds for the time that it named, and not for one long after it. */
const isNoticed = ({ invoice, now }: Noticing): boolean =>
  invoice.noticedFor !== null && now <= invoice.noticedFor + NOTICE_HOLDS;

/**
 * The notice of a further attempt that comes long after the mail about the last failure said: charging was off, or nothing
 * could be charged meanwhile.
 */
export function lateNoticeOf(facts: Noticing, announcedAt: number): Notice {
  const { merchant, now } = facts;
  const isInTime = now <= announcedAt + NOTICE_HOLDS;
  if (isInTime || merchant.noticeDays === 0 || isNoticed(facts)) return { kind: 'none' };
  return { kind: 'now', chargeAt: nextAtHour(now + LEAD, merchant) };
}

/**
 * The notice of a charge of a method that a link kept. Whoever paid by link was told that each charge is announced, so it
 * is one for this very method, whatever the policy and however often the invoice was tried before: never on send, nor as
 * the next in line after another one failed.
 */
export function linkNoticeOf(facts: Noticing, sentAt: number, methodId: string, dueAt: number): Notice {
  const { noticedMethod } = facts.invoice;
  return noticedMethod === methodId && isNoticed(facts)
    ? { kind: 'none' }
    : noticeAhead(facts, sentAt, dueAt);
}

/** A notice as many days ahead as the merchant gives, at least one, however late it goes out. */
function noticeAhead({ merchant, now }: Noticing, sentAt: number, dueAt: number): Notice {
  const days = linkNoticeDays(merchant);
  const planned = atHourDaysLater(dueAt, -days, merchant) ?? sentAt;
  if (now < planned) return { kind: 'later', at: planned };
  const daysLater = atHourDaysLater(now, days, merchant) ?? now;
  return { kind: 'now', chargeAt: Math.max(dueAt, nextAtHour(Math.max(daysLater, now + LEAD), merchant)) };
}
