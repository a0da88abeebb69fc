import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ConnectOutcome } from '../../domain/account/connect-outcome.ts';
import type { AccountStatus } from '../../domain/account/status.ts';
import type { AccountTold } from '../../domain/account/trouble.ts';
import { flag, id, instant, json } from './columns.ts';

export const accountStatuses = sqliteTable('account_statuses', {
  connectionId: id('connection_id').primaryKey(),
  /** Null until Stripe has let the account be read. */
  status: json<AccountStatus>('status'),
  /** When the read that it is from began. */
  readAt: instant('read_at').notNull(),
  /** Why the last read failed, as Stripe's code; null where it did not. */
  failure: text('failure'),
  /** What the business's people were told of it, until that is over. */
  told: json<AccountTold>('told'),
});

export const connectAttempts = sqliteTable('connect_attempts', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  /** SHA-256 of the state, hexadecimal; the state itself is known to the browser alone. */
  stateHash: text('state_hash').notNull(),
  sessionHash: text('session_hash').notNull(),
  person: text('person').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  spentAt: instant('spent_at'),
  outcome: json<ConnectOutcome>('outcome'),
});

/** The request for a new account, exactly as it is sent and retried. */
export type AccountRequest = {
  readonly displayName: string;
  readonly email: string;
  readonly country: string | null;
  readonly currency: string;
  readonly url: string | null;
  readonly metadata: Readonly<Record<string, string>>;
};

export const accountCreations = sqliteTable('account_creations', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  request: json<AccountRequest>('request').notNull(),
  person: text('person').notNull(),
  requestedAt: instant('requested_at').notNull(),
  account: text('account'),
  refusal: text('refusal'),
  createdAt: instant('created_at'),
});
