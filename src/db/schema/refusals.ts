import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { RefusalSubject, RefusedFor, WantedOnce } from '../../domain/stripe-refusal.ts';
import { flag, id, instant, json } from './columns.ts';

export const stripeRefusals = sqliteTable('stripe_refusals', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  subjectType: text('subject_type').$type<RefusalSubject>().notNull(),
  subjectId: id('subject_id'),
  code: text('code').notNull(),
  param: text('param'),
  message: text('message').notNull(),
  since: instant('since').notNull(),
  endedAt: instant('ended_at'),
  wanted: text('wanted').$type<WantedOnce>().notNull().default('payment'),
  refusedFor: json<readonly RefusedFor[]>('refused_for'),
});
