import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CreditedDeductions } from '../../domain/credit-note/credited-deductions.ts';
import type { TaxTotal } from '../../domain/invoice/totals.ts';
import type { LineTax } from '../../domain/invoice/totals-types.ts';
import { flag, id, instant, json, minor } from './columns.ts';
import type { Parties } from './invoices.ts';

/** A document that corrects an invoice. It is issued once and never changed. */
export const creditNotes = sqliteTable('credit_notes', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  customerId: id('customer_id'),
  invoiceId: id('invoice_id'),
  series: text('series').notNull(),
  numberValue: integer('number_value').notNull(),
  currency: text('currency').notNull(),
  issueDate: text('issue_date').notNull(),
  timeZone: text('time_zone').notNull(),
  net: minor('net').notNull(),
  taxTotal: minor('tax_total').notNull(),
  taxes: json<readonly TaxTotal[]>('taxes').notNull(),
  total: minor('total').notNull(),
  /** What its customer had been asked to pay of the total. */
  payable: minor('payable').notNull(),
  /** Taken off what was due. */
  offDue: minor('off_due').notNull(),
  /** Refunded through Stripe. */
  refunded: minor('refunded').notNull(),
  /** Given to the customer as credit. */
  asCredit: minor('as_credit').notNull(),
  /** Given back in another way, or before. */
  outside: minor('outside').notNull(),
  creditId: text('credit_id'),
  reason: text('reason'),
  parties: json<Parties>('parties').notNull(),
  profileVersion: integer('profile_version').notNull(),
  /** The named person who answers for it. */
  issuedBy: text('issued_by').notNull(),
  createdAt: instant('created_at').notNull(),
  /** Why what was payable is less than the total; null where it is not, and on those from before it was kept. */
  deductions: json<CreditedDeductions>('deductions'),
});

export const creditNoteLines = sqliteTable(
  'credit_note_lines',
  {
    creditNoteId: id('credit_note_id'),
    /** Of the invoice's line. */
    position: integer('position').notNull(),
    description: text('description').notNull(),
    quantity: text('quantity'),
    unitAmount: minor('unit_amount'),
    taxable: minor('taxable').notNull(),
    taxes: json<readonly LineTax[]>('taxes').notNull(),
    total: minor('total').notNull(),
  },
  (table) => [primaryKey({ columns: [table.creditNoteId, table.position] })],
);
