import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CloseReason, MethodSummary, PaymentState } from '../../domain/payment/state.ts';
import { flag, id, instant, json, minor } from './columns.ts';

export const payments = sqliteTable('payments', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  connectionId: id('connection_id'),
  customerId: id('customer_id'),
  livemode: flag('livemode').notNull(),
  via: text('via').$type<'link' | 'portal' | 'staff' | 'autopay'>().notNull(),
  attempt: integer('attempt').notNull(),
  currency: text('currency').notNull(),
  amount: minor('amount').notNull(),
  state: text('state').$type<PaymentState>().notNull(),
  closeReason: text('close_reason').$type<CloseReason>(),
  /** Stripe's parameters as JSON, exact but for links, which are placeholders. */
  request: text('request').notNull(),
  stripeSessionId: text('stripe_session_id'),
  stripePaymentIntentId: text('stripe_payment_intent_id'),
  stripeChargeId: text('stripe_charge_id'),
  amountReceived: minor('amount_received').notNull().default(0),
  method: json<MethodSummary>('method'),
  failureCode: text('failure_code'),
  claimedAt: instant('claimed_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  checkAt: instant('check_at'),
  beganAt: instant('began_at'),
  succeededAt: instant('succeeded_at'),
  closedAt: instant('closed_at'),
  updatedAt: instant('updated_at').notNull(),
});

export const paymentTargets = sqliteTable(
  'payment_targets',
  {
    paymentId: id('payment_id'),
    invoiceId: id('invoice_id'),
    invoiceVersion: integer('invoice_version').notNull(),
    amount: minor('amount').notNull(),
  },
  (table) => [primaryKey({ columns: [table.paymentId, table.invoiceId] })],
);

export const slots = sqliteTable('slots', {
  invoiceId: id('invoice_id').primaryKey(),
  paymentId: id('payment_id'),
  takenAt: instant('taken_at').notNull(),
});

export const offlinePayments = sqliteTable('offline_payments', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  invoiceId: id('invoice_id'),
  currency: text('currency').notNull(),
  amount: minor('amount').notNull(),
  method: text('method').$type<'bank_transfer' | 'cash' | 'check' | 'card' | 'other'>().notNull(),
  reference: text('reference'),
  receivedOn: text('received_on').notNull(),
  recordedBy: text('recorded_by').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const allocations = sqliteTable('allocations', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  invoiceId: id('invoice_id'),
  sourceType: text('source_type').$type<'payment' | 'offline_payment' | 'credit' | 'credit_note'>().notNull(),
  sourceId: text('source_id').notNull(),
  currency: text('currency').notNull(),
  amount: minor('amount').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const credits = sqliteTable('credits', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  customerId: id('customer_id'),
  paymentId: text('payment_id'),
  currency: text('currency').notNull(),
  amount: minor('amount').notNull(),
  balance: minor('balance').notNull(),
  reason: text('reason')
    .$type<'overpayment' | 'unintended_collection' | 'credit_note' | 'goodwill'>()
    .notNull(),
  createdAt: instant('created_at').notNull(),
});
