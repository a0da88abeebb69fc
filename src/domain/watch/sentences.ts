import type { Cause, Vitals } from './causes.ts';
import { filled, LIMITS, openTooLong } from './limits.ts';

/** A cause in a sentence, with what to do. An operator's language is English, like the logs' and this code's. */
export function sentenceOf(cause: Cause, vitals: Vitals): string {
  const { database } = vitals;
  switch (cause) {
    case 'sweeps_stopped':
      return `Parts of the tick haven't finished for ${spell(LIMITS.sweepMs)}: ${stopped(vitals)}. Look for tick_failed in the log.`;
    case 'work_late':
      return `Jobs or events have been due for ${spell(vitals.oldestUndoneMs)}. Look at the queue's consumer.`;
    case 'work_failing':
      return `Something has been failing for ${spell(vitals.firstFailureMs)} and is still being retried. List the stuck work.`;
    case 'collection_late':
      return `Invoices have been due for a check for ${spell(vitals.collectionLagMs)}, so charges and reminders are late.`;
    case 'events_late':
      return `Stripe's events haven't been read for ${spell(vitals.eventsLagMs)}. Money is paused until they are.`;
    case 'key_refused':
      return 'Stripe refuses the API key. Set STRIPE_SECRET_KEY to one that works.';
    case 'lists_unreadable':
      return `Stripe doesn't let the events of ${count(vitals.unreadableEvents, 'account')} be read. The connection says which permission is missing.`;
    case 'stripe_refuses':
      return `Stripe refuses ${count(vitals.stripeRefusals, 'thing')} for good. The businesses have been told what to mend.`;
    case 'money_paused':
      return `Money has been paused for ${spell(vitals.pausedMs)} on a connection. The connection says why.`;
    case 'books_late':
      return `The books haven't been compared with Stripe's balance for ${spell(vitals.booksLagMs)}.`;
    case 'books_unexplained':
      return `The books don't explain ${count(vitals.unexplained, 'item')}. List the findings.`;
    case 'dead_effects':
      return `${count(vitals.deadEffects, 'job')} ended dead. List them, mend what stopped them, and run them again.`;
    case 'quarantined_events':
      return `${count(vitals.quarantinedEvents, 'event')} of Stripe's can't be worked on. List them, and run them again or dismiss them.`;
    case 'unknown_objects':
      return `${count(vitals.unknownObjects, 'payment')} at Stripe say they're ours and aren't known here. Their invoices are frozen.`;
    case 'dead_letters':
      return `The queue gave up on ${count(vitals.deadLetters, 'message')}. List the dead letters.`;
    case 'open_too_long':
      return `${count(openTooLong(vitals), 'thing')} stayed open longer than they can last: payments, refunds, disputes, mails or the like.`;
    case 'mail_failing':
      return `Mail hasn't gone out for ${spell(vitals.mailFailingMs)}: the mail server doesn't take it. It's being retried.`;
    case 'mail_refused':
      return `${count(vitals.undeliveredToday, 'message')} reached nobody within a day. The customers' pages say which.`;
    case 'alarm_mail_fails':
      return `Alarms can't be mailed: ${vitals.alarmMail ?? ''}. Check ALARM_EMAIL and the mail server.`;
    case 'alarm_webhook_fails':
      return `Alarms can't be posted: ${vitals.alarmWebhook ?? ''}. Check ALARM_WEBHOOK.`;
    case 'database_filling':
    case 'database_full':
      return `The database is ${Math.round(filled(vitals) * 100)} % full${database.fullOn === null ? '' : ` and reaches its limit on ${database.fullOn}`}. Prune it, or move to a larger one.`;
  }
}

const stopped = ({ sweeps }: Vitals): string =>
  sweeps
    .filter(({ lagMs }) => lagMs > LIMITS.sweepMs)
    .map(({ name }) => name)
    .join(', ');

const count = (of: number, noun: string): string => `${of} ${noun}${of === 1 ? '' : 's'}`;

const MINUTE_MS = 60_000;

/** A length of time as a person says it: minutes up to two hours, hours up to two days, then days. */
export function spell(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 120) return count(minutes, 'minute');
  if (minutes < 48 * 60) return count(Math.floor(minutes / 60), 'hour');
  return count(Math.floor(minutes / (24 * 60)), 'day');
}
