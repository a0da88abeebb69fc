import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MethodCard } from '../../domain/collection/types.ts';
import type { SetupKind, SetupState } from '../../domain/methods/setup.ts';
import { id, instant, json } from './columns.ts';

/** What terms are about. `link_payment`: what was said to whoever paid by a link, of the method that it kept. */
export type AgreementKind = 'bank_debit' | 'autopay' | 'link_payment';

/** Terms that a customer, or whoever paid by link, agreed to, word for word; append-only. */
export const agreements = sqliteTable('agreements', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  customerId: id('customer_id'),
  version: text('version').notNull(),
  locale: text('locale').notNull(),
  text: text('text').notNull(),
  agreedBy: text('agreed_by').notNull(),
  ipAddress: text('ip_address').notNull(),
  userAgent: text('user_agent').notNull(),
  agreedAt: instant('agreed_at').notNull(),
  kind: text('kind').$type<AgreementKind>().notNull(),
});

/** One attempt to save a payment method. */
export const methodSetups = sqliteTable('method_setups', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  connectionId: id('connection_id'),
  customerId: id('customer_id'),
  kind: text('kind').$type<SetupKind>().notNull(),
  state: text('state').$type<SetupState>().notNull(),
  /** Stripe's parameters as JSON, exact; null for an account that was typed in. */
  request: text('request'),
  stripeCustomerId: text('stripe_customer_id').notNull(),
  stripeSessionId: text('stripe_session_id'),
  stripeSetupIntentId: text('stripe_setup_intent_id'),
  stripePaymentMethodId: text('stripe_payment_method_id'),
  agreementId: text('agreement_id'),
  /** The card that it replaces. */
  replaces: text('replaces'),
  card: json<MethodCard>('card'),
  holderName: text('holder_name'),
  routingNumber: text('routing_number'),
  proof: text('proof').$type<'amounts' | 'descriptor_code'>(),
  arrivesAt: instant('arrives_at'),
  verifyBy: instant('verify_by'),
  tries: integer('tries').notNull().default(0),
  failureCode: text('failure_code'),
  expiresAt: instant('expires_at').notNull(),
  checkAt: instant('check_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  closedAt: instant('closed_at'),
});
