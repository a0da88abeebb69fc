import { z } from '@hono/zod-openapi';
import { ATTACHMENTS_BY } from '../../../domain/attachment/delivery.ts';
import { LINK_KEEPS } from '../../../domain/collection/link-keeps.ts';
import {
  MAX_DEBIT_REFUND_DAYS,
  MAX_NOTICE_DAYS,
  MAX_REMINDERS,
  MAX_RETRIES,
  MAX_RETRY_SPAN_DAYS,
} from '../../../domain/collection/policy-input.ts';
import { CONTACTS_MAIL } from '../../../domain/mail/contacts.ts';
import { MAX_PRICE_NOTICE_DAYS, SCHEDULE_RIGHTS } from '../../../domain/schedule/rights.ts';
import { shownInstant } from './fields.ts';

/** When an invoice is charged automatically. */
export const collectPolicy = z.enum(['on_send', 'on_due_date', 'never']);

export const cap = z.strictObject({ amount: z.int(), currency: z.string() });

// Numbers are not limited here: the domain's rules name what is wrong with each in words that fit it.
const days = z.array(z.int()).max(100);

export const settingsBody = z
  .strictObject({
    policy: collectPolicy.optional().openapi({
      description: [
        'When invoices are charged by themselves, with the method on file: `on_send`, `on_due_date` (one without a',
        'due date: when it is sent), or `never`. Overridden by a customer and by an invoice.',
      ].join(' '),
    }),
    hour: z
      .int()
      .optional()
      .openapi({ description: 'The hour of charges on the due date, in `timeZone`, 0 to 23.' }),
    noticeDays: z
      .int()
      .optional()
      .openapi({
        description: `How many days before a charge on the due date the customer is notified, at most ${MAX_NOTICE_DAYS}; 0 for no notice.`,
      }),
    retryDays: days.optional().openapi({
      description: `Days from a failed charge to the next, one after the other: at most ${MAX_RETRIES}, together at most ${MAX_RETRY_SPAN_DAYS} days. Networks’ limits on retries always apply.`,
      example: [3, 5, 7],
    }),
    remindDays: days.optional().openapi({
      description: `Days after the due date, or after the charge that ended collecting, on which the customer is reminded: at most ${MAX_REMINDERS}, rising.`,
      example: [3, 7, 14],
    }),
    debitRefundDays: z
      .int()
      .optional()
      .openapi({
        description: `A bank debit can be returned after it was paid: money is not sent back by itself before so many days, at most ${MAX_DEBIT_REFUND_DAYS}.`,
      }),
    paymentLinks: z.boolean().optional().openapi({ description: 'Whether invoices carry pay links at all.' }),
    partPayments: z.boolean().optional().openapi({
      description:
        'Whether a customer may pay any part of an invoice, in the portal and by its link. Overridden by a customer and by an invoice.',
    }),
    partMinimums: z
      .array(cap)
      .max(20)
      .optional()
      .openapi({
        description:
          'The least part that may be paid, by currency; without one, the least that can be charged.',
        example: [{ amount: 10000, currency: 'USD' }],
      }),
    publicSavedMethod: z.boolean().optional().openapi({
      description:
        'Whether anyone with the link may pay with the method on file. A forwarded link can then charge it.',
    }),
    linkKeeps: z
      .enum(LINK_KEEPS)
      .optional()
      .openapi({
        description: [
          'What a pay link keeps of the card or account that it is paid with, for later invoices that are charged by',
          'themselves. `announced`: it is kept, and the payer is told before they pay. `if_asked`: only if the payer',
          'ticks it on Stripe’s page. `never`: nothing. What a link kept is charged only after a notice, and only where',
          'it was paid from one of the customer’s addresses or they confirmed it; its payer can refuse.',
        ].join(' '),
      }),
    receiptsBy: z
      .enum(['quittance', 'stripe'])
      .optional()
      .openapi({ description: 'Who sends receipts: exactly one of the two.' }),
    contactsMail: z
      .enum(CONTACTS_MAIL)
      .optional()
      .openapi({
        description: [
          'How a message goes to several addresses of a customer. `each`: one for each. `cc`: one for all, to the first',
          'address with the others in copy (by SMTP; Email Service sends one for each).',
        ].join(' '),
      }),
    monthlyStatements: z
      .boolean()
      .optional()
      .openapi({
        description: [
          'Whether contacts with the role `statements` are mailed a statement of each month: what was owed before, each',
          'entry, what is owed after it and what is overdue, with a CSV file. It goes on the second day of the next month,',
          'at `hour`. Nothing is sent where nothing happened and nothing is owed. Off unless you switch it on.',
        ].join(' '),
      }),
    attachmentsBy: z
      .enum(ATTACHMENTS_BY)
      .optional()
      .openapi({
        description: [
          'How files go that are attached to an invoice. `mail`: with the mail that sends it; where they are too large for',
          'that (3.6 MB with the PDF), the mail leads to them. `link`: the mail always leads to them.',
        ].join(' '),
      }),
    customersEditDetails: z
      .boolean()
      .optional()
      .openapi({
        description: [
          'Whether customers change their contact name, telephone and address (but not the country) in the portal. What they',
          'save is on invoices that are finalized after it, and in the customer’s timeline. Off unless you switch it on.',
        ].join(' '),
      }),
    scheduleMails: z
      .boolean()
      .optional()
      .openapi({
        description: [
          'Whether customers are mailed when a billing schedule of theirs begins, ends or has a new price. On unless you switch it off.',
          'A schedule that was taken over mails nothing unless it says so itself.',
        ].join(' '),
      }),
    scheduleNoticeDays: z
      .int()
      .optional()
      .openapi({
        description: `How many days before the first invoice with a new price its customer is told, from 0 to ${MAX_PRICE_NOTICE_DAYS}; at once where it is nearer than that.`,
      }),
    scheduleRights: z.enum(SCHEDULE_RIGHTS).optional().openapi({
      description:
        'What customers may do to their own schedules in the portal: `see` them, pause them, or end them, too.',
    }),
    booksClosedUntil: z.string().max(10).nullable().optional().openapi({
      format: 'date',
      description:
        'The last day that your books are closed for: no invoice and no credit note is issued on it or before it. Null while none are closed.',
    }),
  })
  .openapi('CollectionSettingsInput');

export const settings = z
  .strictObject({
    object: z.literal('collection_settings'),
    policy: collectPolicy,
    hour: z.int(),
    noticeDays: z.int(),
    retryDays: z.array(z.int()).readonly(),
    remindDays: z.array(z.int()).readonly(),
    debitRefundDays: z.int(),
    paymentLinks: z.boolean(),
    partPayments: z.boolean(),
    partMinimums: z.array(cap).readonly(),
    publicSavedMethod: z.boolean(),
    linkKeeps: z.enum(LINK_KEEPS),
    receiptsBy: z.enum(['quittance', 'stripe']),
    contactsMail: z.enum(CONTACTS_MAIL),
    monthlyStatements: z.boolean(),
    attachmentsBy: z.enum(ATTACHMENTS_BY),
    customersEditDetails: z.boolean(),
    scheduleMails: z.boolean(),
    scheduleNoticeDays: z.int(),
    scheduleRights: z.enum(SCHEDULE_RIGHTS),
    booksClosedUntil: z.string().nullable(),
    timeZone: z.string().openapi({ description: 'Yours, which `hour` and due dates are in.' }),
    updatedAt: shownInstant,
  })
  .openapi('CollectionSettings');
