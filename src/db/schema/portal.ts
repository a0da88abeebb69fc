import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, instant } from './columns.ts';

/** A customer's email addresses. Only triggers on `customers` write this table. */
export const customerAddresses = sqliteTable(
  'customer_addresses',
  {
    /** ASCII letters in lower case. */
    address: text('address').notNull(),
    customerId: id('customer_id'),
    /** As the business wrote it; mail is sent to this form. */
    written: text('written').notNull(),
  },
  (table) => [primaryKey({ columns: [table.address, table.customerId] })],
);

/** A requested sign-in: by mail, bound to the browser that asked, or by the API, for one customer. */
export const signIns = sqliteTable('sign_ins', {
  id: id('id').primaryKey(),
  kind: text('kind').$type<'email' | 'api'>().notNull(),
  livemode: flag('livemode').notNull(),
  address: text('address'),
  customerId: text('customer_id'),
  browserHash: text('browser_hash'),
  returnPath: text('return_path'),
  requestedAt: instant('requested_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  sessionId: text('session_id'),
  /** The API key that asked for it. */
  apiKeyId: text('api_key_id'),
});

/** A session of the portal. */
export const portalSessions = sqliteTable('portal_sessions', {
  id: id('id').primaryKey(),
  secretHash: text('secret_hash').notNull(),
  livemode: flag('livemode').notNull(),
  /** Null where the business opened it by the API. */
  address: text('address'),
  customerId: text('customer_id'),
  createdAt: instant('created_at').notNull(),
  seenAt: instant('seen_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
});

/** Counts attempts in a window of time, for rate limits. */
export const portalAttempts = sqliteTable(
  'portal_attempts',
  {
    key: text('key').notNull(),
    windowStart: instant('window_start').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.windowStart] })],
);
