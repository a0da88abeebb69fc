import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DeliveryState, OffReason } from '../../domain/webhooks/delivery.ts';
import type { EventFacts } from '../../domain/webhooks/event.ts';
import { flag, id, instant, json } from './columns.ts';

/** Where a business's own systems hear of what happens. */
export const webhookEndpoints = sqliteTable('webhook_endpoints', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  url: text('url').notNull(),
  description: text('description'),
  /** Null for every type, those that are still to come included. */
  types: json<readonly string[]>('types'),
  state: text('state').$type<'on' | 'off'>().notNull(),
  offReason: text('off_reason').$type<OffReason>(),
  offAt: instant('off_at'),
  /** The link key and the version that the secret is derived from. */
  keyNumber: integer('key_number').notNull(),
  secretVersion: integer('secret_version').notNull(),
  /** The secret before the last rotation, which signs beside the new one until then. */
  previousKeyNumber: integer('previous_key_number'),
  previousVersion: integer('previous_version'),
  previousUntil: instant('previous_until'),
  /** Failed attempts in a row, each of another object than the one before. */
  failures: integer('failures').notNull().default(0),
  failedKey: text('failed_key'),
  /** Since when no attempt was a success. */
  failingSince: instant('failing_since'),
  warnedAt: instant('warned_at'),
  lastSuccessAt: instant('last_success_at'),
  pausedUntil: instant('paused_until').notNull().default(0),
  /** When something is due for it next; null where nothing is. */
  lookAt: instant('look_at'),
  leaseUntil: instant('lease_until').notNull().default(0),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** How far a business was told of invoices that became overdue. */
export const webhookOverdue = sqliteTable(
  'webhook_overdue',
  {
    merchantId: id('merchant_id'),
    livemode: flag('livemode').notNull(),
    /** A local day, `YYYY-MM-DD`, and of the invoices due on it those up to an id: `2026-11-30/inv_…`. */
    toldUntil: text('told_until').notNull(),
    lookAt: instant('look_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchantId, table.livemode] })],
);

/** What a business is told of, kept while there is an endpoint; a trigger makes a delivery of it for each that takes it. */
export const webhookEvents = sqliteTable('webhook_events', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  type: text('type').notNull(),
  objectId: id('object_id'),
  /** Whose order it is told in: the stream that it was noted on. */
  orderingKey: text('ordering_key').notNull(),
  seq: integer('seq').notNull(),
  at: instant('at').notNull(),
  data: json<EventFacts>('data').notNull(),
});

/** An event on its way to an endpoint. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    endpointId: id('endpoint_id'),
    eventId: id('event_id'),
    merchantId: id('merchant_id'),
    orderingKey: text('ordering_key').notNull(),
    seq: integer('seq').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** From when its three days count: when it was noted, or asked for again. */
    begunAt: instant('begun_at').notNull(),
    /** Null while it waits for an earlier one of the same object, and once it is over. */
    dueAt: instant('due_at'),
    lastStatus: integer('last_status'),
    lastError: text('last_error'),
    lastAt: instant('last_at'),
  },
  (table) => [primaryKey({ columns: [table.endpointId, table.eventId] })],
);

/** An attempt, and what came back: of an answer no more than its first characters. */
export const webhookAttempts = sqliteTable(
  'webhook_attempts',
  {
    eventId: id('event_id'),
    endpointId: id('endpoint_id'),
    at: instant('at').notNull(),
    /** Null where there was no answer. */
    status: integer('status'),
    durationMs: integer('duration_ms').notNull(),
    error: text('error'),
    answer: text('answer'),
  },
  (table) => [primaryKey({ columns: [table.eventId, table.endpointId, table.at] })],
);
