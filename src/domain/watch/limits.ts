import { CAUSES, type Cause, type Vitals } from './causes.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Cron comes by the minute: one that was not seen for so long is not coming. */
export const TICK_LIMIT_MS = 10 * MINUTE_MS;

/** D1's own limit on the paid plan. https://developers.cloudflare.com/d1/platform/limits/ */
export const D1_LIMIT_BYTES = 10_000_000_000;

export const LIMITS = {
  sweepMs: 15 * MINUTE_MS,
  undoneMs: 15 * MINUTE_MS,
  failingMs: 6 * HOUR_MS,
  collectionMs: HOUR_MS,
  /** After ten minutes money is paused. */
  eventsMs: 15 * MINUTE_MS,
  pausedMs: HOUR_MS,
  booksMs: 2 * DAY_MS,
  mailFailingMs: 30 * MINUTE_MS,
  undelivered: 5,
  fillingPart: 0.8,
  fullPart: 0.95,
  daysLeft: 30,
} as const;

/** Whether a cause stands. */
export function stands(cause: Cause, vitals: Vitals): boolean {
  switch (cause) {
    case 'sweeps_stopped':
      return vitals.sweeps.some(({ lagMs }) => lagMs > LIMITS.sweepMs);
    case 'work_late':
      return vitals.oldestUndoneMs > LIMITS.undoneMs;
    case 'work_failing':
      return vitals.firstFailureMs > LIMITS.failingMs;
    case 'collection_late':
      return vitals.collectionLagMs > LIMITS.collectionMs;
    case 'events_late':
      return vitals.eventsLagMs > LIMITS.eventsMs;
    case 'key_refused':
      return vitals.refusedKeys > 0;
    case 'lists_unreadable':
      return vitals.unreadableEvents > 0;
    case 'stripe_refuses':
      return vitals.stripeRefusals > 0;
    case 'money_paused':
      return vitals.pausedMs > LIMITS.pausedMs;
    case 'books_late':
      return vitals.booksLagMs > LIMITS.booksMs;
    case 'books_unexplained':
      return vitals.unexplained > 0;
    case 'dead_effects':
      return vitals.deadEffects > 0;
    case 'quarantined_events':
      return vitals.quarantinedEvents > 0;
    case 'unknown_objects':
      return vitals.unknownObjects > 0;
    case 'dead_letters':
      return vitals.deadLetters > 0;
    case 'open_too_long':
      return openTooLong(vitals) > 0;
    case 'mail_failing':
      return vitals.mailFailingMs > LIMITS.mailFailingMs;
    case 'mail_refused':
      return vitals.undeliveredToday >= LIMITS.undelivered;
    case 'alarm_mail_fails':
      return vitals.alarmMail !== null;
    case 'alarm_webhook_fails':
      return vitals.alarmWebhook !== null;
    case 'database_filling':
      return filled(vitals) >= LIMITS.fillingPart || (vitals.database.daysLeft ?? Infinity) < LIMITS.daysLeft;
    case 'database_full':
      return filled(vitals) >= LIMITS.fullPart;
  }
}

export const standing = (vitals: Vitals): readonly Cause[] => CAUSES.filter((cause) => stands(cause, vitals));

/** The causes for which the deployment is not ready: work is not being done. With the others it goes on, and a person looks. */
export function isNotReady(cause: Cause): boolean {
  switch (cause) {
    case 'sweeps_stopped':
    case 'work_late':
    case 'collection_late':
    case 'events_late':
    case 'key_refused':
    case 'database_full':
      return true;
    case 'work_failing':
    case 'lists_unreadable':
    case 'stripe_refuses':
    case 'money_paused':
    case 'books_late':
    case 'books_unexplained':
    case 'dead_effects':
    case 'quarantined_events':
    case 'unknown_objects':
    case 'dead_letters':
    case 'open_too_long':
    case 'mail_failing':
    case 'mail_refused':
    case 'alarm_mail_fails':
    case 'alarm_webhook_fails':
    case 'database_filling':
      return false;
  }
}

/** Whether the deployment is ready, by what its last tick found. One that never ticked has just been made. */
export const isReady = (
  tick: { readonly at: number; readonly notReady: readonly string[] } | null,
  now: number,
): boolean => tick === null || (now - tick.at <= TICK_LIMIT_MS && tick.notReady.length === 0);

export const openTooLong = (vitals: Vitals): number =>
  vitals.unresolvedPayments + vitals.unresolvedRefunds + vitals.unresolvedSetups + vitals.overdue;

export const filled = ({ database: { bytes, limitBytes } }: Vitals): number => (bytes ?? 0) / limitBytes;
