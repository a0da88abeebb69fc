import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { API_SCOPES, type ApiScope } from '../../domain/api-key/scopes.ts';
import type { AttachmentsBy } from '../../domain/attachment/delivery.ts';
import type { Cap } from '../../domain/collection/caps.ts';
import type { LinkKeeps } from '../../domain/collection/link-keeps.ts';
import type { CollectPolicy } from '../../domain/collection/types.ts';
import type { PauseReason } from '../../domain/connection.ts';
import type { EInvoiceFormat } from '../../domain/e-invoice/format.ts';
import type { Address } from '../../domain/invoice/address.ts';
import type { ContactsMail } from '../../domain/mail/contacts.ts';
import type { BankAccount } from '../../domain/profile/bank-account.ts';
import type { Logo } from '../../domain/profile/logo.ts';
import type { ScheduleRights } from '../../domain/schedule/rights.ts';
import type { TaxId } from '../../domain/tax-id/kinds.ts';
import { flag, id, instant, json } from './columns.ts';

export type { CollectPolicy } from '../../domain/collection/types.ts';
export type { Address } from '../../domain/invoice/address.ts';

export const merchants = sqliteTable('merchants', {
  id: id('id').primaryKey(),
  legalName: text('legal_name').notNull(),
  displayName: text('display_name').notNull(),
  email: text('email').notNull(),
  telephone: text('telephone'),
  website: text('website'),
  taxId: text('tax_id'),
  address: json<Address>('address').notNull(),
  logoUrl: text('logo_url'),
  brandColor: text('brand_color').notNull(),
  bankDetails: text('bank_details'),
  locale: text('locale').notNull(),
  timeZone: text('time_zone').notNull(),
  defaultCurrency: text('default_currency').notNull(),
  invoiceSeries: text('invoice_series').notNull(),
  paymentLinks: flag('payment_links').notNull(),
  receiptsBy: text('receipts_by').$type<'quittance' | 'stripe'>().notNull(),
  collectPolicy: text('collect_policy').$type<CollectPolicy>().notNull(),
  publicSavedMethod: flag('public_saved_method').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  collectHour: integer('collect_hour').notNull().default(9),
  noticeDays: integer('notice_days').notNull().default(3),
  retryDays: json<readonly number[]>('retry_days').notNull().default([3, 5, 7]),
  remindDays: json<readonly number[]>('remind_days').notNull().default([3, 7, 14]),
  debitRefundDays: integer('debit_refund_days').notNull().default(7),
  /** A customer may pay a part of an invoice. */
  partPayments: flag('part_payments').notNull().default(false),
  /** What a link keeps of the method that it is paid with. */
  linkKeeps: text('link_keeps').$type<LinkKeeps>().notNull().default('announced'),
  contactsMail: text('contacts_mail').$type<ContactsMail>().notNull().default('each'),
  /** The version of the profile that the columns of this row hold. */
  profileVersion: integer('profile_version').notNull().default(1),
  taxIds: json<readonly TaxId[]>('tax_ids').notNull().default([]),
  replyTo: text('reply_to'),
  footer: text('footer'),
  logo: json<Logo>('logo'),
  bankAccounts: json<readonly BankAccount[]>('bank_accounts').notNull().default([]),
  /** Customers with a contact of that role are mailed a statement of each month. */
  monthlyStatements: flag('monthly_statements').notNull().default(false),
  eInvoice: text('e_invoice').$type<EInvoiceFormat>(),
  /** The least part that customers may pay, by currency. */
  partMinimums: json<readonly Cap[]>('part_minimums').notNull().default([]),
  /** What stands before credit notes' numbers; null for `CN-` and the invoices' prefix. */
  creditNoteSeries: text('credit_note_series'),
  /** The last day that the books are closed for, `YYYY-MM-DD`; null while none are. */
  booksClosedUntil: text('books_closed_until'),
  attachmentsBy: text('attachments_by').$type<AttachmentsBy>().notNull().default('mail'),
  /** Customers change their own billing details in the portal. */
  customersEditDetails: flag('customers_edit_details').notNull().default(false),
  /** Customers are mailed of what becomes of their billing schedules. */
  scheduleMails: flag('schedule_mails').notNull().default(true),
  /** Before the first invoice with a new price, in days. */
  scheduleNoticeDays: integer('schedule_notice_days').notNull().default(14),
  scheduleRights: text('schedule_rights').$type<ScheduleRights>().notNull().default('see'),
});

export const connections = sqliteTable('connections', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  /** `self` for the deployment's own account, else `acct_…`. */
  account: text('account').notNull(),
  livemode: flag('livemode').notNull(),
  state: text('state').$type<'active' | 'disconnected'>().notNull(),
  createdAt: instant('created_at').notNull(),
  disconnectedAt: instant('disconnected_at'),
  eventsWatermark: instant('events_watermark').notNull(),
  pausedAt: instant('paused_at'),
  pauseReason: text('pause_reason').$type<PauseReason>(),
  paceAt: instant('pace_at').notNull().default(0),
  /** Since when Stripe says that the account cannot take charges; null where it can, or has not said. */
  heldSince: instant('held_since'),
  /** False where Stripe says that the account cannot be paid in this way. */
  takesCard: flag('takes_card').notNull().default(true),
  takesAch: flag('takes_ach').notNull().default(true),
  /** When the account is read next, and when the last read began. */
  accountDueAt: instant('account_due_at').notNull().default(0),
  accountReadAt: instant('account_read_at').notNull().default(0),
});

export const apiKeys = sqliteTable('api_keys', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  name: text('name').notNull(),
  livemode: flag('livemode').notNull(),
  /** SHA-256 of the key, hexadecimal. */
  hash: text('hash').notNull(),
  createdAt: instant('created_at').notNull(),
  revokedAt: instant('revoked_at'),
  scopes: json<readonly ApiScope[]>('scopes').notNull().default(API_SCOPES),
  expiresAt: instant('expires_at'),
  /** To the hour. */
  lastUsedAt: instant('last_used_at'),
  /** The secret before the last rotation, which works until then beside the new one. */
  previousHash: text('previous_hash'),
  previousUntil: instant('previous_until'),
  previousUsedAt: instant('previous_used_at'),
});

export const numberSeries = sqliteTable(
  'number_series',
  {
    merchantId: id('merchant_id'),
    livemode: flag('livemode').notNull(),
    series: text('series').notNull(),
    nextValue: integer('next_value').notNull(),
    /** The newest date that it has given, `YYYY-MM-DD`. */
    lastIssued: text('last_issued'),
  },
  (table) => [primaryKey({ columns: [table.merchantId, table.livemode, table.series] })],
);
