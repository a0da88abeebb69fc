import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StreamType } from '../../domain/journal.ts';
import type { Json } from '../../domain/json.ts';
import type { EmailState, Reported } from '../../domain/mail/delivery.ts';
import type { Message } from '../../domain/message.ts';
import type { LaterReason, QuarantineCause, SkipReason } from '../../domain/verdict.ts';
import { flag, id, instant, json } from './columns.ts';

export type { StreamType } from '../../domain/journal.ts';
export type { Json } from '../../domain/json.ts';

export const journal = sqliteTable(
  'journal',
  {
    streamType: text('stream_type').$type<StreamType>().notNull(),
    streamId: text('stream_id').notNull(),
    seq: integer('seq').notNull(),
    merchantId: id('merchant_id'),
    commandId: text('command_id').notNull(),
    type: text('type').notNull(),
    data: json<Json>('data'),
    salt: text('salt'),
    result: json<Json>('result'),
    at: instant('at').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
    /** What `hash` covers of `data`, once data and salt are erased: the chain verifies without them. */
    commitment: text('commitment'),
  },
  (table) => [primaryKey({ columns: [table.streamType, table.streamId, table.seq] })],
);

/** How far a merchant's old entries were emptied; the one that was checked longest ago is next. */
export const journalMarks = sqliteTable('journal_marks', {
  merchantId: id('merchant_id').primaryKey(),
  emptiedUntil: instant('emptied_until').notNull(),
  checkedAt: instant('checked_at').notNull(),
});

export const outbox = sqliteTable('outbox', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  kind: text('kind').notNull(),
  payload: json<Json>('payload').notNull(),
  state: text('state').$type<'pending' | 'done' | 'dead'>().notNull(),
  attempts: integer('attempts').notNull(),
  dueAt: instant('due_at').notNull(),
  leaseUntil: instant('lease_until').notNull(),
  lastError: text('last_error'),
  createdAt: instant('created_at').notNull(),
  doneAt: instant('done_at'),
  /** How many of the attempts were a worker's whose version cannot read it. */
  unread: integer('unread').notNull().default(0),
  /** How many workers in a row took it and never came back. */
  cutOff: integer('cut_off').notNull().default(0),
  /** When it first failed; no retry changes it. */
  failedSince: instant('failed_since'),
  /** When the sweep last enqueued it, for what it is due for now; 0 where it did not. */
  wokenAt: instant('woken_at').notNull().default(0),
});

export const emails = sqliteTable('emails', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  invoiceId: text('invoice_id'),
  paymentId: text('payment_id'),
  cause: text('cause').notNull(),
  template: text('template').notNull(),
  recipient: text('recipient').notNull(),
  messageId: text('message_id').notNull(),
  state: text('state').$type<EmailState>().notNull(),
  attempts: integer('attempts').notNull().default(0),
  unknownSends: integer('unknown_sends').notNull().default(0),
  leaseUntil: instant('lease_until').notNull().default(0),
  lastError: text('last_error'),
  createdAt: instant('created_at').notNull(),
  sentAt: instant('sent_at'),
  /** The message's own data, beside the invoice. */
  facts: json<Message>('facts'),
  /** Set for a message about no invoice. */
  customerId: text('customer_id'),
  /** What was reported of it after a server took it. */
  reported: text('reported').$type<Reported>(),
  statusCode: text('status_code'),
  /** When the transport or a report last said what became of it. */
  outcomeAt: instant('outcome_at'),
  /** The customer it is about, also through an invoice. */
  aboutCustomerId: text('about_customer_id'),
  /** The mail service's own name of it. */
  transportId: text('transport_id'),
});

/** Addresses that a server says do not exist, by {@link mailboxKey}. */
export const unreachableAddresses = sqliteTable(
  'unreachable_addresses',
  {
    merchantId: id('merchant_id'),
    mailbox: text('mailbox').notNull(),
    since: instant('since').notNull(),
    statusCode: text('status_code'),
    words: text('words'),
    emailId: text('email_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchantId, table.mailbox] })],
);

export const inbox = sqliteTable(
  'inbox',
  {
    account: text('account').notNull(),
    livemode: flag('livemode').notNull(),
    eventId: text('event_id').notNull(),
    type: text('type').notNull(),
    apiVersion: text('api_version'),
    payload: text('payload').notNull(),
    state: text('state').$type<'pending' | 'handled' | 'skipped' | 'quarantined'>().notNull(),
    reason: text('reason').$type<SkipReason | QuarantineCause | LaterReason>(),
    attempts: integer('attempts').notNull(),
    dueAt: instant('due_at').notNull(),
    receivedAt: instant('received_at').notNull(),
    handledAt: instant('handled_at'),
    /** Nothing but ids is left in `payload`; rows of earlier versions hold the whole event until they are reduced. */
    reduced: flag('reduced').notNull().default(false),
    leaseUntil: instant('lease_until').notNull().default(0),
    /** As of a job. */
    cutOff: integer('cut_off').notNull().default(0),
    failedSince: instant('failed_since'),
    wokenAt: instant('woken_at').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.account, table.livemode, table.eventId] })],
);

/** How many events of a type came that is not used, and were not stored. */
export const droppedEvents = sqliteTable('dropped_events', {
  type: text('type').primaryKey(),
  events: integer('events').notNull(),
  lastAt: instant('last_at').notNull(),
});

export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    apiKeyId: id('api_key_id'),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    resourceSeed: text('resource_seed').notNull(),
    lockedUntil: instant('locked_until').notNull(),
    status: integer('status'),
    response: text('response'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.apiKeyId, table.key] })],
);
