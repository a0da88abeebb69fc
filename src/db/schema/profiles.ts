import { customType, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { LogoType } from '../../domain/profile/logo.ts';
import { completeProfile, type Profile } from '../../domain/profile/profile.ts';
import { id, instant } from './columns.ts';

/** A profile as JSON; one from before a field was there reads as having none. */
const storedProfile = customType<{ data: Profile; driverData: string }>({
  dataType: () => 'text',
  toDriver: (profile) => JSON.stringify(profile),
  fromDriver: (text) => completeProfile(JSON.parse(text)),
});

/** The versions of a business's profile that were replaced, and the present one once there was a change. */
export const merchantProfiles = sqliteTable(
  'merchant_profiles',
  {
    merchantId: id('merchant_id'),
    version: integer('version').notNull(),
    profile: storedProfile('profile').notNull(),
    createdAt: instant('created_at').notNull(),
    changedBy: text('changed_by'),
    restores: integer('restores'),
  },
  (table) => [primaryKey({ columns: [table.merchantId, table.version] })],
);

export const logos = sqliteTable(
  'logos',
  {
    merchantId: id('merchant_id'),
    hash: text('hash').notNull(),
    type: text('type').$type<LogoType>().notNull(),
    base64: text('base64').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchantId, table.hash] })],
);
