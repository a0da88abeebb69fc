import { z } from '@hono/zod-openapi';
import { collectPolicy } from './collection.ts';
import { shownInstant, stripeRefusal } from './fields.ts';
import { shownDetails, shownLineDetails } from './invoice-details.ts';
import { shownWhole, signedMinor } from './invoice-whole.ts';
import { shownLedger, shownLedgerSums } from './ledger.ts';
import { paidWith, paymentState, via } from './payment.ts';
import { shownInstalments, shownPartPayments, shownPlan } from './payment-plan.ts';
import { discount, rateRow, shownRate, taxNote } from './tax-rate.ts';

const amount = z.int().min(0);
const line = z
  .strictObject({
    description: z.string(),
    quantity: z.string(),
    unitAmount: signedMinor,
    unitAmountDecimal: z
      .string()
      .nullable()
      .openapi({ description: 'Where the price was given so; `unitAmount` is it rounded.' }),
    discount: discount.nullable(),
    discountAmount: signedMinor,
    taxRates: z.array(z.strictObject(shownRate)).readonly(),
    ...shownLineDetails,
    withheld: z.boolean(),
    amount: signedMinor.openapi({ description: 'Quantity × unit amount − discount.' }),
    taxAmount: signedMinor,
    total: signedMinor.openapi({ description: '`amount` and the taxes on top of it.' }),
  })
  .openapi('Line');

const paymentOfInvoice = z
  .strictObject({
    id: z.string(),
    via,
    state: paymentState,
    amount: amount.openapi({ description: 'What of it is for this invoice.' }),
    method: paidWith,
    failureCode: z.string().nullable(),
    createdAt: shownInstant,
    succeededAt: shownInstant.nullable(),
  })
  .openapi('PaymentOfInvoice');

export const invoiceStatus = z
  .enum(['draft', 'open', 'paid', 'credited', 'void', 'uncollectible'])
  .openapi({ description: '`credited`: credit notes have closed it before anything was paid.' });

const summary = {
  id: z.string(),
  object: z.literal('invoice'),
  number: z.string().nullable().openapi({ description: 'Null for a draft.' }),
  status: invoiceStatus,
  overdue: z.boolean(),
  paymentStatus: z.enum([
    'none',
    'processing',
    'failed',
    'returned',
    'partially_refunded',
    'refunded',
    'disputed',
  ]),
  currency: z.string(),
  customerId: z.string(),
  dueDate: z.string().nullable().openapi({
    format: 'date',
    description:
      'Where it is paid in parts, the day of the first one that is not covered: it moves on as they are paid. `instalments` has them all.',
  }),
  issueDate: z.string().nullable().openapi({
    format: 'date',
    description:
      'Of a draft, the one that it is to bear; null where that is the day on which it is finalized.',
  }),
  lineCount: amount,
  subtotal: signedMinor,
  discountTotal: signedMinor.openapi({ description: 'Off single lines.' }),
  taxes: z.array(z.strictObject({ ...shownRate, taxable: signedMinor, amount: signedMinor })).readonly(),
  rates: z.array(rateRow).readonly(),
  taxNotes: z.array(taxNote).readonly().openapi({
    description:
      'What the law wants said of its taxes, in the order of the document; a draft says what it would say if it were issued now.',
  }),
  taxTotal: signedMinor,
  total: signedMinor.openapi({
    description:
      'With tax, before what is withheld and deducted. Below zero only for a draft, which cannot be finalized.',
  }),
  amountDue: amount.openapi({ description: 'What of the total is to be paid.' }),
  ...shownWhole,
  amountPaid: amount.openapi({ description: 'What was paid, also where it was refunded since.' }),
  amountCredited: amount.openapi({ description: 'What credit notes took off what was due.' }),
  amountRemaining: amount,
  amountDueNow: amount.openapi({
    description:
      'What its pay link asks for: the instalments whose day has come, or else the next one; without a plan, all that remains. 0 where it is not open.',
  }),
  paymentPlan: shownPlan,
  ledger: shownLedgerSums,
  partPayments: shownPartPayments,
  instalments: shownInstalments,
  notes: z.string().nullable(),
  ...shownDetails,
  hostedInvoiceUrl: z.string().nullable().openapi({ description: 'Null for a draft.' }),
  paymentUrl: z
    .string()
    .nullable()
    .openapi({ description: 'Null where there is no link: see `noLinkReason`.' }),
  pdfUrl: z.string().nullable().openapi({ description: 'Null for a draft.' }),
  paymentLink: z.boolean().openapi({ description: 'Whether a pay link was asked for.' }),
  noLinkReason: z
    .enum([
      'draft',
      'zero',
      'below_minimum',
      'above_maximum',
      'not_divisible',
      'unsupported_currency',
      'paid',
      'credited',
      'void',
      'uncollectible',
      'links_off',
      'not_connected',
    ])
    .nullable(),
  collectPolicy: collectPolicy
    .nullable()
    .openapi({ description: 'Its own; null where what was chosen for the customer counts.' }),
  collection: z
    .strictObject({
      stage: z
        .enum(['scheduled', 'charging', 'retrying', 'needs_customer', 'given_up', 'off'])
        .nullable()
        .openapi({ description: 'Null until it was sent.' }),
      reason: z
        .string()
        .nullable()
        .openapi({
          description:
            'Why nothing is charged now, such as `scheduled`, `over_cap`, `no_cap`, `no_method`, `not_confirmed`, ' +
            '`retry_later`, or `awaiting_choice`: a method came on file while it was open, and the customer has not said ' +
            'what becomes of it.',
          example: 'scheduled',
        }),
      collectAt: shownInstant.nullable().openapi({ description: 'When it is charged first.' }),
      nextLookAt: shownInstant.nullable().openapi({
        description: 'When it is next checked: for a notice, a charge, a retry or a reminder.',
      }),
      noticedFor: shownInstant.nullable().openapi({
        description: 'The charge instant that its customer was notified of; it is not charged earlier.',
      }),
      reminders: z.int().min(0),
      pausedByCustomer: z
        .boolean()
        .openapi({ description: 'The customer paused automatic charging of this invoice.' }),
    })
    .openapi({ description: 'The state of automatic charging, and what happens next.' }),
  stripeRefusal: stripeRefusal.nullable(),
  livemode: z.boolean(),
  createdAt: shownInstant,
  updatedAt: shownInstant,
  finalizedAt: shownInstant.nullable(),
  sentAt: shownInstant.nullable().openapi({ description: 'When it was sent first.' }),
  seenAt: shownInstant.nullable().openapi({
    description:
      'When its page was first opened in a browser. A mail scanner that drives one can’t be told from a reader.',
  }),
  paidAt: shownInstant.nullable(),
  voidedAt: shownInstant.nullable(),
  version: z.int().min(1).openapi({ description: 'Rises each time what is owed changes.' }),
};

/** An invoice in a list, without its lines. */
export const invoiceSummary = z.strictObject(summary).openapi('InvoiceSummary');

export const invoice = z
  .strictObject({
    ...summary,
    ledger: shownLedger,
    lines: z.array(line).readonly(),
    payments: z
      .array(paymentOfInvoice)
      .readonly()
      .openapi({ description: 'Its newest attempts, newest first; `GET /payments` lists them all.' }),
    amountRefunded: amount.openapi({
      description: 'What of its payments is on its way back to the payer, or there.',
    }),
  })
  .openapi('Invoice');
