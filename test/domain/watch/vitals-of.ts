import type { Cause, Vitals } from '../../../src/domain/watch/causes.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A deployment in which nothing is wrong. */
export const WELL: Vitals = {
  sweeps: [{ name: 'sweepWork', concludedAt: 0, lagMs: 60_000 }],
  oldestUndoneMs: 0,
  firstFailureMs: 0,
  collectionLagMs: 0,
  eventsLagMs: 60_000,
  refusedKeys: 0,
  unreadableEvents: 0,
  stripeRefusals: 0,
  pausedMs: 0,
  booksLagMs: HOUR,
  unexplained: 0,
  deadEffects: 0,
  quarantinedEvents: 0,
  unknownObjects: 0,
  deadLetters: 0,
  unresolvedPayments: 0,
  unresolvedRefunds: 0,
  unresolvedSetups: 0,
  overdue: 0,
  mailFailingMs: 0,
  undeliveredToday: 0,
  alarmMail: null,
  alarmWebhook: null,
  database: { bytes: 1_000_000_000, limitBytes: 10_000_000_000, fullOn: '2035-01-01', daysLeft: 3_000 },
};

const nearlyFull = { ...WELL.database, bytes: 9_600_000_000 };

/** What makes each cause stand; of `database_full`, the lesser one stands with it. */
export const ILL: Readonly<Record<Cause, Partial<Vitals>>> = {
  sweeps_stopped: { sweeps: [{ name: 'sweepRefunds', concludedAt: 0, lagMs: HOUR }] },
  work_late: { oldestUndoneMs: HOUR },
  work_failing: { firstFailureMs: 7 * HOUR },
  collection_late: { collectionLagMs: 2 * HOUR },
  events_late: { eventsLagMs: HOUR },
  key_refused: { refusedKeys: 1 },
  lists_unreadable: { unreadableEvents: 1 },
  stripe_refuses: { stripeRefusals: 2 },
  money_paused: { pausedMs: 2 * HOUR },
  books_late: { booksLagMs: 3 * DAY },
  books_unexplained: { unexplained: 1 },
  dead_effects: { deadEffects: 3 },
  quarantined_events: { quarantinedEvents: 1 },
  unknown_objects: { unknownObjects: 1 },
  dead_letters: { deadLetters: 1 },
  open_too_long: { unresolvedRefunds: 1 },
  mail_failing: { mailFailingMs: HOUR },
  mail_refused: { undeliveredToday: 5 },
  alarm_mail_fails: { alarmMail: '550 5.1.1' },
  alarm_webhook_fails: { alarmWebhook: 'it answered 500' },
  database_filling: { database: { ...WELL.database, bytes: 8_100_000_000 } },
  database_full: { database: nearlyFull },
};
