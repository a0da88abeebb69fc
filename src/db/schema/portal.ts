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
    /** Whether it may sign in to the portal. */
    portal: flag('portal').notNull().default(true),
  },
  (table) => [primaryKey({ columns: [table.address, table.customerId] })],
);

/** A sign-in that the business opened by the API, for one customer; rows of kind `email` are of earlier versions. */
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

/** A mail with a sign-in link: for every browser that asked for the address in time, or for one known browser. */
export const signInMails = sqliteTable('sign_in_mails', {
  id: id('id').primaryKey(),
  livemode: flag('livemode').notNull(),
  address: text('address').notNull(),
  browserHash: text('browser_hash'),
  dueAt: instant('due_at').notNull(),
  closesAt: instant('closes_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  /** Whom it signs in. */
  audience: text('audience').$type<'portal' | 'staff'>().notNull().default('portal'),
});

/** A browser's use of such a mail: once. */
export const signInUses = sqliteTable(
  'sign_in_uses',
  {
    mailId: id('mail_id'),
    browserHash: text('browser_hash').notNull(),
    usedAt: instant('used_at').notNull(),
    sessionId: id('session_id'),
  },
  (table) => [primaryKey({ columns: [table.mailId, table.browserHash] })],
);

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

/** How many mails an API key had sent on a day (UTC). */
export const keyMails = sqliteTable(
  'key_mails',
  {
    apiKeyId: id('api_key_id'),
    dayStart: instant('day_start').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.apiKeyId, table.dayStart] })],
);
