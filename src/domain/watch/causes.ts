/** What an operator is alarmed about. Several of one kind are one cause: the report has the count. */
export const CAUSES = [
  'sweeps_stopped',
  'work_late',
  'work_failing',
  'collection_late',
  'events_late',
  'key_refused',
  'lists_unreadable',
  'stripe_refuses',
  'money_paused',
  'books_late',
  'books_unexplained',
  'dead_effects',
  'quarantined_events',
  'unknown_objects',
  'dead_letters',
  'open_too_long',
  'mail_failing',
  'mail_refused',
  'alarm_mail_fails',
  'alarm_webhook_fails',
  'database_filling',
  'database_full',
] as const;
export type Cause = (typeof CAUSES)[number];

/** A part of the tick, and when it last came to its end, ms. */
export type SweepNote = { readonly name: string; readonly concludedAt: number };

/** What the causes are judged by: counts and ages in ms, nothing about anybody. */
export type Vitals = {
  /** Since when each part of the tick has not concluded. */
  readonly sweeps: readonly (SweepNote & { readonly lagMs: number })[];
  readonly oldestUndoneMs: number;
  /** How long ago what still fails failed first. */
  readonly firstFailureMs: number;
  readonly collectionLagMs: number;
  readonly eventsLagMs: number;
  readonly refusedKeys: number;
  readonly unreadableEvents: number;
  readonly stripeRefusals: number;
  /** How long money has been paused by itself, for the connection that waits longest. */
  readonly pausedMs: number;
  readonly booksLagMs: number;
  readonly unexplained: number;
  readonly deadEffects: number;
  readonly quarantinedEvents: number;
  readonly unknownObjects: number;
  readonly deadLetters: number;
  readonly unresolvedPayments: number;
  readonly unresolvedRefunds: number;
  readonly unresolvedSetups: number;
  readonly overdue: number;
  /** How long mail has been failing that is tried again. */
  readonly mailFailingMs: number;
  /** Messages of the last day that came to nobody. */
  readonly undeliveredToday: number;
  readonly alarmMail: string | null;
  readonly alarmWebhook: string | null;
  readonly database: Storage;
};

export type Storage = {
  readonly bytes: number | null;
  readonly limitBytes: number;
  /** The day on which it is full if it grows as it did, `YYYY-MM-DD`; null where it does not grow. */
  readonly fullOn: string | null;
  readonly daysLeft: number | null;
};
