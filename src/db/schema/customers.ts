import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Cap } from '../../domain/collection/caps.ts';
import type { Autopay, MethodCard } from '../../domain/collection/types.ts';
import type { Contact } from '../../domain/customer/contacts.ts';
import type { Followed } from '../../domain/customer/follow.ts';
import type { Lost } from '../../domain/customer/lost.ts';
import type { Shared } from '../../domain/customer/shared-fields.ts';
import type { FollowedTaxId } from '../../domain/customer/tax-ids-at-stripe.ts';
import type { PaymentPlan } from '../../domain/invoice/payment-plan.ts';
import type { ConfirmedBy } from '../../domain/methods/kept-by-link.ts';
import type { MethodStateReason } from '../../domain/methods/state-reason.ts';
import type { TaxId } from '../../domain/tax-id/kinds.ts';
import { flag, id, instant, json, minor } from './columns.ts';
import type { Address, CollectPolicy } from './merchants.ts';

export const customers = sqliteTable('customers', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  legalName: text('legal_name').notNull(),
  label: text('label'),
  contactName: text('contact_name'),
  email: text('email'),
  billingEmails: json<readonly string[]>('billing_emails').notNull(),
  telephone: text('telephone'),
  url: text('url'),
  taxStatus: text('tax_status').notNull(),
  address: json<Address>('address').notNull(),
  customerAliases: json<readonly string[]>('customer_aliases').notNull(),
  locale: text('locale'),
  collectPolicy: text('collect_policy').$type<CollectPolicy>(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  autopay: text('autopay').$type<Autopay>().notNull().default('default'),
  autopayWhen: text('autopay_when').$type<'on_send' | 'on_due_date'>(),
  autopayCap: minor('autopay_cap'),
  autopayCapCurrency: text('autopay_cap_currency'),
  /** At most so much for an invoice in another currency, each currency once. */
  autopayOtherCaps: json<readonly Cap[]>('autopay_other_caps').notNull().default([]),
  erasedAt: instant('erased_at'),
  /** Counted up by a trigger with every change. */
  version: integer('version').notNull().default(1),
  contacts: json<readonly Contact[]>('contacts').notNull().default([]),
  /** The words it is found by, which triggers keep in a table of their own; null until they are computed. */
  searchWords: json<readonly string[]>('search_words'),
  /** The customer that pays for this one, which has none itself. */
  parentId: text('parent_id'),
  taxIds: json<readonly TaxId[]>('tax_ids').notNull().default([]),
  /** Whether any part of its invoices may be paid; null where the business's own choice counts. */
  partPayments: flag('part_payments'),
  partMinimums: json<readonly Cap[]>('part_minimums').notNull().default([]),
  /** The plan of invoices that say nothing else. */
  paymentPlan: json<PaymentPlan>('payment_plan'),
});

/** Only triggers on `customers` write this table. */
export const customerWords = sqliteTable(
  'customer_words',
  {
    merchantId: id('merchant_id'),
    livemode: flag('livemode').notNull(),
    word: text('word').notNull(),
    customerId: id('customer_id'),
  },
  (table) => [primaryKey({ columns: [table.merchantId, table.livemode, table.word, table.customerId] })],
);

export const customerExternalIds = sqliteTable(
  'customer_external_ids',
  { customerId: id('customer_id'), key: text('key').notNull(), value: text('value').notNull() },
  (table) => [primaryKey({ columns: [table.customerId, table.key] })],
);

/** The request for a Stripe customer, exactly as it is sent and retried. */
export type StripeCustomerRequest = {
  /** What Stripe does not take of these is left out. */
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Address;
  readonly metadata: Readonly<Record<string, string>>;
};

/** A change of a Stripe customer, exactly as it is sent and retried. */
export type CustomerChange = {
  /** Part of the idempotency key. */
  readonly number: number;
  readonly values: Partial<Shared>;
  /** How often it was sent without an answer. */
  readonly sends: number;
};

export const stripeCustomers = sqliteTable(
  'stripe_customers',
  {
    connectionId: id('connection_id'),
    customerId: id('customer_id'),
    stripeCustomerId: text('stripe_customer_id'),
    request: json<StripeCustomerRequest>('request').notNull(),
    /** The attempt's number, part of the idempotency key. */
    attempt: integer('attempt').notNull(),
    /** How often this attempt was sent without getting an id. */
    sends: integer('sends').notNull().default(0),
    requestedAt: instant('requested_at').notNull(),
    createdAt: instant('created_at'),
    /** Null in rows of earlier versions until both sides are compared. */
    followed: json<Followed>('followed'),
    change: json<CustomerChange>('change'),
    /** How many changes were begun: the last one's number. */
    changes: integer('changes').notNull().default(0),
    /** When both sides are compared next; null where nothing has to be. */
    followAt: instant('follow_at'),
    /** What somebody unlinked: it is not found again by itself. */
    leftIds: json<readonly string[]>('left_ids').notNull().default([]),
    /** Since when Stripe does not have it, why, and which; null where it is there, as far as is known. */
    lostAt: instant('lost_at'),
    lostReason: text('lost_reason').$type<Lost>(),
    lostId: text('lost_id'),
    /** What became there of the customer's tax ids. */
    taxIds: json<readonly FollowedTaxId[]>('tax_ids').notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.customerId] })],
);

export const paymentMethods = sqliteTable('payment_methods', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  connectionId: id('connection_id'),
  customerId: id('customer_id'),
  stripePaymentMethodId: text('stripe_payment_method_id').notNull(),
  type: text('type').notNull(),
  summary: json<MethodCard>('summary').notNull(),
  fingerprint: text('fingerprint'),
  state: text('state').$type<'pending_verification' | 'usable' | 'unusable' | 'detached'>().notNull(),
  isDefault: flag('is_default').notNull(),
  position: integer('position').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  expMonth: integer('exp_month'),
  expYear: integer('exp_year'),
  stateReason: text('state_reason').$type<MethodStateReason>(),
  /** The month of expiry that its customer was notified of, `YYYY-MM`. */
  expiryTold: text('expiry_told'),
  /** The payment by link that kept it; null for one that came another way. */
  keptBy: text('kept_by'),
  /** Whoever paid by that link. */
  payerEmail: text('payer_email'),
  confirmedAt: instant('confirmed_at'),
  confirmedBy: text('confirmed_by').$type<ConfirmedBy>(),
  /** When its owner said that it may not be charged. */
  refusedAt: instant('refused_at'),
  paidAt: instant('paid_at'),
  /** When a bank last declined it; null once it has paid since, or was renewed. */
  declinedAt: instant('declined_at'),
  /** When somebody last said that it comes first. */
  defaultSetAt: instant('default_set_at'),
});
