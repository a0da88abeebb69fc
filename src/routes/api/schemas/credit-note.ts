import { z } from '@hono/zod-openapi';
import { MAX_LINES } from '../../../domain/invoice/totals.ts';
import { minorUnits, oneLine, severalLines, shownInstant } from './fields.ts';
import { shownWhole } from './invoice-whole.ts';
import { refund } from './payment.ts';
import { shownRate } from './tax-rate.ts';

const amount = z.int().min(0);
const POSITION =
  'Of the invoice’s line, counted from 0. Behind the lines stand the discounts and charges on the whole, a part for each set of taxes.';
/** What a line or a discount on the whole took off its invoice is below zero. */
const signed = z.int();

const summary = {
  id: z.string(),
  object: z.literal('credit_note'),
  number: z.string().openapi({ description: 'In a series of its own, without gaps.', example: 'CN-0007' }),
  invoiceId: z.string(),
  customerId: z.string(),
  currency: z.string(),
  issueDate: z.string().openapi({ format: 'date' }),
  reason: z.string().nullable(),
  net: signed,
  taxes: z.array(z.strictObject({ ...shownRate, taxable: signed, amount: signed })).readonly(),
  taxTotal: signed,
  total: amount,
  payable: amount.openapi({
    description:
      'What of the total its customer had been asked to pay, less what stands below: `offDue` + `refunded` + `asCredit` + `outside`.',
  }),
  withholdings: shownWhole.withholdings,
  deposits: shownWhole.deposits,
  rounding: signed.openapi({ description: 'What rounding to a coin added to what was to be paid.' }),
  offDue: amount.openapi({ description: 'Taken off what was due on the invoice.' }),
  refunded: amount.openapi({ description: 'Refunded through Stripe; `refunds` says how far that is.' }),
  asCredit: amount.openapi({ description: 'Given to the customer as credit.' }),
  outside: amount.openapi({ description: 'Given back outside of Stripe, or refunded before.' }),
  creditId: z.string().nullable().openapi({ description: 'The credit that its customer was given.' }),
  pdfUrl: z.string(),
  issuedBy: z.string(),
  livemode: z.boolean(),
  createdAt: shownInstant,
};

/** A credit note in a list, without its lines and refunds. */
export const creditNoteSummary = z.strictObject(summary).openapi('CreditNoteSummary');

const line = z
  .strictObject({
    position: amount.openapi({ description: POSITION }),
    description: z.string(),
    quantity: z.string().nullable().openapi({ description: 'Null where an amount is credited.' }),
    taxRates: z.array(z.strictObject(shownRate)).readonly(),
    net: signed,
    taxAmount: signed,
    total: signed,
  })
  .openapi('CreditNoteLine');

export const creditNote = z
  .strictObject({ ...summary, lines: z.array(line).readonly(), refunds: z.array(refund).readonly() })
  .openapi('CreditNote');

const lineBody = z
  .strictObject({
    position: z.int().min(0).openapi({ description: POSITION }),
    quantity: z.string().max(40).optional().openapi({ description: 'A decimal as text.', example: '1.5' }),
    amount: minorUnits
      .min(1)
      .optional()
      .openapi({ description: 'With tax, above zero for every line; instead of a quantity.' }),
  })
  .openapi('CreditNoteLineInput', {
    description: 'Without quantity and amount, all that is left of the line.',
  });

const otherway = z.enum(['credit', 'outside']);

/** How a credit note settles what was paid, and who answers for it. */
export const settlementBody = {
  reason: severalLines(1000).nullish().openapi({ description: 'Printed on it.' }),
  giveBack: z.enum(['refund', 'credit', 'outside']).optional().openapi({
    description:
      'How what was paid goes back: through Stripe, as the customer’s credit, or outside of both. Only needed where more is credited than is still due.',
  }),
  otherwise: otherway.optional().openapi({
    description: 'With `giveBack: refund`: what becomes of a part that cannot be refunded through Stripe.',
  }),
  issuedBy: oneLine(200)
    .optional()
    .openapi({ description: 'Who answers for it; the API key’s name, where it is left out.' }),
};

export const creditNoteBody = z
  .strictObject({
    amount: minorUnits.min(1).optional().openapi({ description: 'With tax.' }),
    lines: z.array(lineBody).min(1).max(MAX_LINES).optional(),
    smallRest: z.enum(['refuse', 'leave']).optional().openapi({
      description:
        'What to do where so little is left due that it could not be charged by itself: refuse it, as where this is left out, or leave it.',
    }),
    ...settlementBody,
  })
  .refine(
    (body) => body.amount === undefined || body.lines === undefined,
    'Give an amount or lines, not both.',
  )
  .openapi('CreditNoteInput', {
    description: 'Without an amount and without lines, all that is left of the invoice is credited.',
  });
