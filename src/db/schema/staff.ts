import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { InvitationEnd } from '../../domain/staff/invitation.ts';
import type { Role } from '../../domain/staff/roles.ts';
import { id, instant, json } from './columns.ts';

/** A person who signs in to the pages of businesses. */
export const people = sqliteTable('people', {
  id: id('id').primaryKey(),
  /** ASCII letters in lower case. */
  address: text('address').notNull(),
  written: text('written').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** A person's role at a business. Triggers refuse to take the last owner away. */
export const memberships = sqliteTable(
  'memberships',
  {
    merchantId: id('merchant_id'),
    personId: id('person_id'),
    role: text('role').$type<Role>().notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchantId, table.personId] })],
);

export const invitations = sqliteTable('invitations', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  address: text('address').notNull(),
  written: text('written').notNull(),
  role: text('role').$type<Role>().notNull(),
  invitedBy: text('invited_by'),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  endedAt: instant('ended_at'),
  outcome: text('outcome').$type<InvitationEnd>(),
});

export const staffSessions = sqliteTable('staff_sessions', {
  id: id('id').primaryKey(),
  secretHash: text('secret_hash').notNull(),
  personId: id('person_id'),
  signedInBy: text('signed_in_by').$type<'link' | 'passkey'>().notNull(),
  userAgent: text('user_agent'),
  network: text('network'),
  country: text('country'),
  createdAt: instant('created_at').notNull(),
  seenAt: instant('seen_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  endedAt: instant('ended_at'),
});

export const passkeys = sqliteTable('passkeys', {
  id: id('id').primaryKey(),
  personId: id('person_id'),
  name: text('name').notNull(),
  credentialId: text('credential_id').notNull(),
  publicKey: text('public_key').notNull(),
  counter: integer('counter').notNull(),
  transports: json<readonly string[]>('transports').notNull(),
  createdAt: instant('created_at').notNull(),
  usedAt: instant('used_at'),
});

/** Challenges that a passkey answered. */
export const usedChallenges = sqliteTable('used_challenges', {
  hash: text('hash').primaryKey().notNull(),
  expiresAt: instant('expires_at').notNull(),
});
