import type { Cause } from './causes.ts';

/** That a cause is over, in a sentence. */
export function overSentenceOf(cause: Cause): string {
  switch (cause) {
    case 'sweeps_stopped':
      return 'Every part of the tick finishes again.';
    case 'work_late':
      return 'Jobs and events are done on time again.';
    case 'work_failing':
      return 'Nothing has been failing for long any more.';
    case 'collection_late':
      return 'Invoices are checked on time again.';
    case 'events_late':
      return "Stripe's events are read again.";
    case 'key_refused':
      return 'Stripe takes the API key again.';
    case 'lists_unreadable':
      return "Every account's events can be read again.";
    case 'stripe_refuses':
      return 'Stripe refuses nothing any more.';
    case 'money_paused':
      return 'Money moves again on every connection.';
    case 'books_late':
      return "The books are compared with Stripe's balance again.";
    case 'books_unexplained':
      return 'The books explain everything.';
    case 'dead_effects':
      return 'No job is dead any more.';
    case 'quarantined_events':
      return 'No event is quarantined any more.';
    case 'unknown_objects':
      return 'No payment at Stripe is unknown here any more.';
    case 'dead_letters':
      return 'The queue has given up on nothing more.';
    case 'open_too_long':
      return 'Nothing stays open longer than it can last.';
    case 'mail_failing':
      return 'Mail goes out again.';
    case 'mail_refused':
      return 'Messages reach people again.';
    case 'alarm_mail_fails':
      return 'Alarms are mailed again.';
    case 'alarm_webhook_fails':
      return 'Alarms are posted again.';
    case 'database_filling':
      return 'The database has room again.';
    case 'database_full':
      return 'The database is below its limit again.';
  }
}
