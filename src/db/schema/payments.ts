import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StoredTerms } from '../../domain/collection/link-keeps.ts';
import type { CreditReason } from '../../domain/credit/spend.ts';
import type { DisputeKind, DisputeStatus } from '../../domain/payment/disputes.ts';
import type { RefundReason } from '../../domain/payment/refunds.ts';
import type { CloseReason, MethodSummary, PaymentState, RefundState } from '../../domain/payment/state.ts';
import type { Via } from '../../domain/payment/via.ts';
import { flag, id, instant, json, minor } from './columns.ts';

export const payments = sqliteTable('payments', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  connectionId: id('connection_id'),
  customerId: id('customer_id'),
  livemode: flag('livemode').notNull(),
  via: text('via').$type<Via>().notNull(),
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
  /** `session`: the payer pays on Stripe's page; `intent`: a method on file is charged. */
  flow: text('flow').$type<'session' | 'intent'>().notNull().default('session'),
  paymentMethodId: text('payment_method_id'),
  fingerprint: text('fingerprint'),
  /** Stripe's advice after a decline, in its own word. */
  adviceCode: text('advice_code'),
  /** How often in a row it could not be checked. */
  missedChecks: integer('missed_checks').notNull().default(0),
  /** Ended without proof: when Stripe is asked again whether its money came. */
  lookBackAt: instant('look_back_at'),
  /** The payer's address, as Stripe's Checkout says; null for a charge with a method on file. */
  payerEmail: text('payer_email'),
  /** What was said to the payer of what the link keeps; null where it keeps nothing. */
  linkTerms: json<StoredTerms>('link_terms'),
  /** Stripe's PaymentMethod that it was paid with. */
  stripePaymentMethodId: text('stripe_payment_method_id'),
  /** When Stripe was last asked because somebody opened the page that it returns to. */
  askedAt: instant('asked_at'),
  /** Of its request only what is read of a payment that is over is left. */
  requestReduced: flag('request_reduced').notNull().default(false),
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
  reason: text('reason').$type<CreditReason>().notNull(),
  createdAt: instant('created_at').notNull(),
  /** The member of staff who vouches for it, where there is no payment. */
  issuedBy: text('issued_by'),
  note: text('note'),
  offlinePaymentId: text('offline_payment_id'),
});

export const refunds = sqliteTable('refunds', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  connectionId: id('connection_id'),
  paymentId: id('payment_id'),
  stripeRefundId: text('stripe_refund_id'),
  currency: text('currency').notNull(),
  amount: minor('amount').notNull(),
  state: text('state').$type<RefundState>().notNull(),
  reason: text('reason').$type<RefundReason>(),
  /** Stripe's parameters as JSON, exact; null for one that was made at Stripe. */
  request: text('request'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  purpose: text('purpose').$type<'requested' | 'surplus' | 'external'>().notNull().default('requested'),
  creditId: text('credit_id'),
  requestedBy: text('requested_by'),
  failureReason: text('failure_reason'),
  checkAt: instant('check_at'),
  /** The part of the refund that is taken from that credit. */
  creditAmount: minor('credit_amount').notNull().default(0),
  /** Not sent before this instant; null for at once. */
  notBefore: instant('not_before'),
  /** When it was first requested from Stripe. */
  sentAt: instant('sent_at'),
  /** Whose money it is; set by a trigger. */
  customerId: text('customer_id'),
  /** The credit note that it settles. */
  creditNoteId: text('credit_note_id'),
});

export const disputes = sqliteTable('disputes', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  connectionId: id('connection_id'),
  paymentId: id('payment_id'),
  stripeDisputeId: text('stripe_dispute_id').notNull(),
  currency: text('currency').notNull(),
  amount: minor('amount').notNull(),
  reason: text('reason').notNull(),
  /** Stripe's own status. */
  state: text('state').$type<DisputeStatus>().notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  kind: text('kind').$type<DisputeKind>().notNull().default('dispute'),
  evidenceDueAt: instant('evidence_due_at'),
  closedAt: instant('closed_at'),
  /** What it took of the payment's money, in the payment's currency; null while it has taken nothing. */
  takenAmount: minor('taken_amount'),
  /** Whether the money is out of the balance at Stripe. */
  withdrawn: flag('withdrawn').notNull().default(false),
});
