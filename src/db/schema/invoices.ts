import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CollectStage, RestReason, WaitReason } from '../../domain/collection/types.ts';
import type { LineDetails, StoredDetails } from '../../domain/invoice/details.ts';
import type { InvoiceStatus, PaymentStatus, PendingVerb } from '../../domain/invoice/status.ts';
import type { StoredSums } from '../../domain/invoice/stored-sums.ts';
import type { TaxTreatment } from '../../domain/invoice/tax-category.ts';
import type { Discount, TaxTotal } from '../../domain/invoice/totals.ts';
import type { TaxId } from '../../domain/tax-id/kinds.ts';
import { flag, id, instant, json, minor } from './columns.ts';
import type { Address, CollectPolicy } from './merchants.ts';

/** A party of an invoice as it stood when the invoice was finalized. */
export type PartySnapshot = {
  readonly name: string;
  readonly address: Address;
  readonly email: string | null;
  readonly telephone: string | null;
  readonly website: string | null;
  readonly taxId: string | null;
  /** Absent in invoices from before kinds. */
  readonly taxIds?: readonly TaxId[];
};

/** The business; what is printed of it beyond its party is in the version of its profile. */
export type MerchantSnapshot = PartySnapshot & {
  /** Absent in invoices from before display names were frozen. */
  readonly displayName?: string;
};

export type Parties = {
  readonly merchant: MerchantSnapshot;
  readonly customer: PartySnapshot;
  readonly locale: string;
};

export type LineTax = TaxTreatment & {
  readonly name: string;
  readonly percentage: string;
  readonly inclusive: boolean;
  readonly amount: number;
};

export const invoices = sqliteTable('invoices', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  customerId: id('customer_id'),
  status: text('status').$type<InvoiceStatus>().notNull(),
  paymentStatus: text('payment_status').$type<PaymentStatus>().notNull().default('none'),
  series: text('series'),
  numberValue: integer('number_value'),
  currency: text('currency').notNull(),
  dueDate: text('due_date'),
  dueAt: instant('due_at'),
  issueDate: text('issue_date'),
  timeZone: text('time_zone').notNull(),
  subtotal: minor('subtotal').notNull(),
  discountTotal: minor('discount_total').notNull(),
  taxTotal: minor('tax_total').notNull(),
  taxes: json<readonly TaxTotal[]>('taxes').notNull(),
  amountDue: minor('amount_due').notNull(),
  amountPaid: minor('amount_paid').notNull().default(0),
  notes: text('notes'),
  paymentLink: flag('payment_link').notNull(),
  collectPolicy: text('collect_policy').$type<CollectPolicy>(),
  collectAt: instant('collect_at'),
  collectLocal: json<{ readonly date: string; readonly hour: number; readonly timeZone: string }>(
    'collect_local',
  ),
  parties: json<Parties>('parties'),
  version: integer('version').notNull().default(1),
  linkVersion: integer('link_version').notNull().default(1),
  pendingVerb: json<PendingVerb>('pending_verb'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  finalizedAt: instant('finalized_at'),
  sentAt: instant('sent_at'),
  paidAt: instant('paid_at'),
  voidedAt: instant('voided_at'),
  uncollectibleAt: instant('uncollectible_at'),
  /** When collection checks it next. */
  nextCheckAt: instant('collect_look_at'),
  checkRequests: integer('collect_wakes').notNull().default(0),
  collectStage: text('collect_stage').$type<CollectStage>(),
  collectReason: text('collect_reason').$type<RestReason | WaitReason>(),
  collectTold: text('collect_told'),
  noticedFor: instant('noticed_for'),
  reminders: integer('reminders').notNull().default(0),
  collectPausedAt: instant('collect_paused_at'),
  frozenAt: instant('frozen_at'),
  /** The method that the last notice named. */
  noticedMethod: text('noticed_method'),
  /** Since when a link that takes no more cards takes some again, by a check that its payer passed. */
  linkPass: json<{
    readonly at: number;
    readonly until: number;
    readonly since: number;
    readonly passes: number;
  }>('link_pass'),
  /** The version of the business's profile that it was finalized with; null for a draft, and in old rows for the first. */
  profileVersion: integer('profile_version'),
  details: json<StoredDetails>('details'),
  /** Null in rows from before it was kept. */
  sums: json<StoredSums>('sums'),
  /** What credit notes took off what was due: the part of `amountPaid` that nobody paid. */
  amountCredited: minor('amount_credited').notNull().default(0),
  /** When its page was first opened by a reader. */
  seenAt: instant('seen_at'),
});

export const invoiceLines = sqliteTable(
  'invoice_lines',
  {
    invoiceId: id('invoice_id'),
    position: integer('position').notNull(),
    description: text('description').notNull(),
    quantity: text('quantity').notNull(),
    unitAmount: minor('unit_amount').notNull(),
    discount: json<Discount>('discount'),
    discountAmount: minor('discount_amount').notNull(),
    amount: minor('amount').notNull(),
    taxes: json<readonly LineTax[]>('taxes').notNull(),
    total: minor('total').notNull(),
    details: json<LineDetails>('details'),
    /** −1 where it is below zero; its amounts are stored without. */
    sign: integer('sign').notNull().default(1),
    /** The price in major units, where minor units are too coarse; `unit_amount` is it rounded. */
    unitDecimal: text('unit_decimal'),
    withheld: flag('withheld').notNull().default(true),
  },
  (table) => [primaryKey({ columns: [table.invoiceId, table.position] })],
);

/** Why what an invoice shows as owed is new. */
export type VersionReason =
  | 'finalized'
  | 'taken_over'
  | 'payment'
  | 'offline_payment'
  | 'credit'
  | 'credit_note'
  | 'taken_back';

export const invoiceVersions = sqliteTable(
  'invoice_versions',
  {
    invoiceId: id('invoice_id'),
    version: integer('version').notNull(),
    currency: text('currency').notNull(),
    amountDue: minor('amount_due').notNull(),
    amountRemaining: minor('amount_remaining').notNull(),
    dueDate: text('due_date'),
    reason: text('reason').$type<VersionReason>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.invoiceId, table.version] })],
);
