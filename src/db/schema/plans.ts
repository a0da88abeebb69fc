import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PaymentPlan } from '../../domain/invoice/payment-plan.ts';
import { flag, id, instant, json, minor } from './columns.ts';

/** What an invoice says of paying it in parts; no row where it says nothing. */
export const paymentTerms = sqliteTable('payment_terms', {
  invoiceId: id('invoice_id').primaryKey(),
  plan: json<PaymentPlan>('plan'),
  /** Whether any part may be paid; null where what was chosen for the customer counts. */
  partPayments: flag('part_payments'),
  partMinimum: minor('part_minimum'),
});

/** The parts of an issued invoice; `due_date` and `due_at` of the invoice follow them by a trigger. */
export const instalments = sqliteTable(
  'instalments',
  {
    invoiceId: id('invoice_id'),
    position: integer('position').notNull(),
    amount: minor('amount').notNull(),
    /** What it and those before it come to. */
    through: minor('through').notNull(),
    dueDate: text('due_date').notNull(),
    dueAt: instant('due_at').notNull(),
    reminders: integer('reminders').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.invoiceId, table.position] })],
);
