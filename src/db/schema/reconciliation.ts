import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { BookKind, FindingKind } from '../../domain/finding.ts';
import type { QuarantineReason } from '../../domain/payment/unknown-object.ts';
import { flag, id, instant } from './columns.ts';

export type ListName = 'events' | 'transactions' | 'sessions' | 'intents';

export const sweeps = sqliteTable(
  'sweeps',
  {
    connectionId: id('connection_id'),
    list: text('list').$type<ListName>().notNull(),
    /** Everything created before this instant has been read. */
    watermark: instant('watermark').notNull(),
    since: instant('since'),
    startedAt: instant('started_at'),
    cursor: text('cursor'),
    /** When the list was last read. An old value means that cron was down, or the database was restored. */
    touchedAt: instant('touched_at').notNull(),
    leaseUntil: instant('lease_until').notNull().default(0),
    dueAt: instant('due_at').notNull().default(0),
    /** When Stripe last said that it cannot be read, and why, since it was read to its end. */
    failedAt: instant('failed_at'),
    failure: text('failure'),
    /** The types of events that it was read for, as JSON; null in rows that no version wrote that knows them. */
    types: text('types'),
    /** Handed over to the queue: no tick hands it over again before then. */
    queuedUntil: instant('queued_until').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.list] })],
);

export const unknownObjects = sqliteTable(
  'unknown_objects',
  {
    connectionId: id('connection_id'),
    paymentId: text('payment_id').notNull(),
    stripeId: text('stripe_id').notNull(),
    invoiceId: text('invoice_id'),
    reason: text('reason').$type<QuarantineReason>().notNull(),
    foundAt: instant('found_at').notNull(),
    resolvedAt: instant('resolved_at'),
    /** When it was last tried to put its payment back, in vain. */
    triedAt: instant('tried_at'),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.paymentId] })],
);

/** The invoices that an unknown object names and freezes. */
export const unknownObjectInvoices = sqliteTable(
  'unknown_object_invoices',
  {
    connectionId: id('connection_id'),
    paymentId: text('payment_id').notNull(),
    invoiceId: id('invoice_id'),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.paymentId, table.invoiceId] })],
);

/** The invoices that an unknown object names and that were not here. A trigger freezes one that is made under such a name. */
export const unknownObjectNames = sqliteTable(
  'unknown_object_names',
  {
    connectionId: id('connection_id'),
    paymentId: text('payment_id').notNull(),
    invoiceId: id('invoice_id'),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.paymentId, table.invoiceId] })],
);

/** Findings that a person has dismissed. `amount` is that of a finding of the books. */
export const dismissals = sqliteTable(
  'dismissals',
  {
    connectionId: id('connection_id'),
    kind: text('kind').$type<FindingKind>().notNull(),
    subject: text('subject').notNull(),
    amount: integer('amount'),
    reason: text('reason').notNull(),
    dismissedBy: text('dismissed_by').notNull(),
    foundAt: instant('found_at').notNull(),
    dismissedAt: instant('dismissed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.kind, table.subject] })],
);

/** Amounts are Stripe's minor units of the settlement currency, as it books them. */
export const balanceTransactions = sqliteTable(
  'balance_transactions',
  {
    connectionId: id('connection_id'),
    stripeId: text('stripe_id').notNull(),
    merchantId: id('merchant_id'),
    type: text('type').notNull(),
    reportingCategory: text('reporting_category').notNull(),
    source: text('source'),
    currency: text('currency').notNull(),
    amount: integer('amount').notNull(),
    fee: integer('fee').notNull(),
    net: integer('net').notNull(),
    /** Null while it is unexplained. */
    classification: text('classification').$type<'ours' | 'foreign' | 'stripe'>(),
    createdAt: instant('created_at').notNull(),
    availableAt: instant('available_at'),
    balanceType: text('balance_type').notNull().default('payments'),
    exchangeRate: real('exchange_rate'),
    chargeId: text('charge_id'),
    intentId: text('intent_id'),
    namedOurs: flag('named_ours').notNull().default(false),
    ownerId: text('owner_id'),
    storedAt: instant('stored_at').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.stripeId] })],
);

/** Running sums of the balance transactions, kept by triggers; `classification` is '' while they are unexplained. */
export const balanceDays = sqliteTable(
  'balance_days',
  {
    connectionId: id('connection_id'),
    currency: text('currency').notNull(),
    /** Days since the epoch, UTC. */
    day: integer('day').notNull(),
    reportingCategory: text('reporting_category').notNull(),
    classification: text('classification').notNull(),
    items: integer('items').notNull(),
    amount: integer('amount').notNull(),
    fee: integer('fee').notNull(),
    net: integer('net').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.connectionId, table.currency, table.day, table.reportingCategory, table.classification],
    }),
  ],
);

/** What all days before the first of a month come to, kept by triggers; a month has one from its first transaction on. */
export const balanceAnchors = sqliteTable(
  'balance_anchors',
  {
    connectionId: id('connection_id'),
    currency: text('currency').notNull(),
    /** Days since the epoch, UTC. */
    day: integer('day').notNull(),
    net: integer('net').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.currency, table.day] })],
);

/** What moved the balance up to each midnight, kept by triggers; `classification` is '' while it is unexplained. */
export const balanceMovedDays = sqliteTable(
  'balance_moved_days',
  {
    connectionId: id('connection_id'),
    currency: text('currency').notNull(),
    /** The midnight (UTC) that ends it and belongs to it, counted in days from the epoch. */
    day: integer('day').notNull(),
    reportingCategory: text('reporting_category').notNull(),
    classification: text('classification').notNull(),
    items: integer('items').notNull(),
    amount: integer('amount').notNull(),
    fee: integer('fee').notNull(),
    net: integer('net').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.connectionId, table.currency, table.day, table.reportingCategory, table.classification],
    }),
  ],
);

/** What all of these days before the first of a month come to, kept by triggers. */
export const balanceMovedAnchors = sqliteTable(
  'balance_moved_anchors',
  {
    connectionId: id('connection_id'),
    currency: text('currency').notNull(),
    day: integer('day').notNull(),
    net: integer('net').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.currency, table.day] })],
);

export type { BookKind } from '../../domain/finding.ts';

export const findings = sqliteTable(
  'findings',
  {
    connectionId: id('connection_id'),
    kind: text('kind').$type<BookKind>().notNull(),
    subject: text('subject').notNull(),
    state: text('state').$type<'waiting' | 'unexplained'>().notNull(),
    currency: text('currency').notNull(),
    amount: integer('amount').notNull(),
    at: instant('at').notNull(),
    foundAt: instant('found_at').notNull(),
    resolvedAt: instant('resolved_at'),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.kind, table.subject] })],
);

export const balanceChecks = sqliteTable(
  'balance_checks',
  {
    connectionId: id('connection_id'),
    currency: text('currency').notNull(),
    opening: integer('opening').notNull(),
    stated: integer('stated').notNull(),
    reckoned: integer('reckoned').notNull(),
    checkedAt: instant('checked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.currency] })],
);

export const alarms = sqliteTable('alarms', {
  cause: text('cause').primaryKey(),
  raisedAt: instant('raised_at').notNull(),
});
