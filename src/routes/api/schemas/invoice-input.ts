import { z } from '@hono/zod-openapi';
import { MAX_LINES } from '../../../domain/invoice/totals.ts';
import type { DraftInput } from '../../../operations/invoices/draft-input.ts';
import type { Dating } from '../../../operations/invoices/issue-date.ts';
import { collectPolicy } from './collection.ts';
import { currencyCode, emailAddress, idOf, localDate, minorUnits, oneLine, severalLines } from './fields.ts';
import { detailsInput, detailsOf, lineDetailsInput, lineDetailsOf } from './invoice-details.ts';
import { signedMinor, wholeInput, wholeOf } from './invoice-whole.ts';
import { partPaymentsInput, partTermsOfInput, planInput, planOfInput } from './payment-plan.ts';
import { decimal, discount, rateOf, taxRate } from './tax-rate.ts';

const line = z
  .strictObject({
    description: oneLine(500),
    quantity: decimal.optional().openapi({
      description:
        'A decimal as text, at most 9 digits and 6 decimals; `1` where it is left out. Below zero for what came back.',
      example: '1.5',
    }),
    unitAmount: signedMinor.optional().openapi({
      description: 'In minor units of the invoice’s currency; below zero for what is taken off.',
      example: 12_000,
    }),
    unitAmountDecimal: decimal.optional().openapi({
      description:
        'In major units, at most 12 decimals, where minor units are too coarse; it goes before `unitAmount`.',
      example: '0.495',
    }),
    discount: discount.nullish(),
    taxRates: z.array(taxRate).max(10).optional(),
    withheld: z.boolean().optional().openapi({
      description: '`false` where no income tax is withheld of it; see `withholdings`.',
    }),
    ...lineDetailsInput,
  })
  .superRefine(({ unitAmount, unitAmountDecimal }, context) => {
    if (unitAmount !== undefined || unitAmountDecimal !== undefined) return;
    const message = 'Give the price: unitAmount, or unitAmountDecimal where minor units are too coarse.';
    context.addIssue({ code: 'custom', path: ['unitAmount'], message });
  })
  .openapi('LineInput');

/** Creates or replaces a draft. */
export const invoiceBody = z
  .strictObject({
    customerId: idOf('cus'),
    currency: currencyCode.optional(),
    dueDate: localDate.nullish().openapi({
      description: 'Leave it out where `paymentPlan` says when each part is due.',
    }),
    paymentPlan: planInput.nullish().openapi({
      description:
        'How it is paid in parts, such as 30 % at once and the rest in two months. Where it is left out, as was chosen for the customer, unless the invoice has a due date; null for at once.',
      example: [{ percentage: '30', afterDays: 0 }, { afterMonths: 2 }],
    }),
    partPayments: partPaymentsInput.nullish().openapi({
      description: 'Whether the customer may pay any part of it; without it, as was chosen for the customer.',
    }),
    issueDate: localDate.nullish().openapi({
      description: 'The date that it is to bear; the day on which it is finalized, where it is left out.',
    }),
    notes: severalLines(5000).nullish(),
    ...detailsInput,
    ...wholeInput,
    paymentLink: z
      .boolean()
      .optional()
      .openapi({ description: 'Whether it carries a pay link; it does where this is left out.' }),
    collectPolicy: collectPolicy.nullish().openapi({
      description: 'When it is charged automatically; without it, as was chosen for the customer.',
    }),
    lines: z.array(line).max(MAX_LINES).optional().openapi({ description: 'A draft may have none yet.' }),
  })
  .openapi('InvoiceInput');

export const draftInput = (body: z.output<typeof invoiceBody>): DraftInput => ({
  customerId: body.customerId,
  currency: body.currency ?? null,
  dueDate: body.dueDate ?? null,
  ...(body.paymentPlan !== undefined && {
    plan: body.paymentPlan === null || body.paymentPlan.length === 0 ? null : planOfInput(body.paymentPlan),
  }),
  parts: body.partPayments == null ? null : partTermsOfInput(body.partPayments),
  issueDate: body.issueDate ?? null,
  notes: body.notes ?? null,
  paymentLink: body.paymentLink ?? true,
  collectPolicy: body.collectPolicy ?? null,
  details: detailsOf(body),
  whole: wholeOf(body),
  lines: (body.lines ?? []).map((item) => ({
    description: item.description,
    quantity: item.quantity ?? '1',
    unitAmount: item.unitAmount ?? 0,
    ...(item.unitAmountDecimal !== undefined && { unitAmountDecimal: item.unitAmountDecimal }),
    ...(item.withheld !== undefined && { withheld: item.withheld }),
    discount: item.discount ?? null,
    taxRates: (item.taxRates ?? []).map(rateOf),
    details: lineDetailsOf(item),
  })),
});

const dating = {
  issueDate: localDate.optional().openapi({
    description: 'Not after today in your time zone. The draft’s own where it is left out, or else today.',
  }),
  earlierIssueDate: z.enum(['refuse', 'allow']).optional().openapi({
    description:
      'What to do with a date before that of the last invoice in its series: refuse it, as where this is left out, or allow it.',
  }),
};

type Dated = z.output<z.ZodObject<typeof dating>>;

export const datingOf = ({ issueDate, earlierIssueDate }: Dated): Dating => ({
  issueDate: issueDate ?? null,
  allowsEarlier: earlierIssueDate === 'allow',
});

export const finalizeBody = z.strictObject(dating).openapi('FinalizeInput');

export const sendBody = z
  .strictObject({
    ...dating,
    to: z
      .array(emailAddress)
      .min(1)
      .max(20)
      .optional()
      .openapi({ description: 'Addresses for this time, such as a corrected one; else the customer’s own.' }),
  })
  .openapi('SendInput');

const smallRest = z.enum(['refuse', 'leave']).optional();

export const reversePaymentBody = z
  .strictObject({
    offlinePaymentId: z.string().max(64).openapi({
      description: 'Of the movement in the invoice’s ledger: `document.id` of an `offline_payment`.',
      example: 'off_01k6p4h2v8d9w3x5y7z0a1b2c3',
    }),
    reversedBy: oneLine(200)
      .optional()
      .openapi({ description: 'Who answers for it; the API key’s name, where it is left out.' }),
  })
  .openapi('ReversePayment');

export const recordPaymentBody = z
  .strictObject({
    amount: minorUnits.min(1).optional().openapi({ description: 'What remains, where it is left out.' }),
    method: z
      .enum(['bank_transfer', 'cash', 'check', 'card', 'other'])
      .optional()
      .openapi({ description: '`bank_transfer` where it is left out.' }),
    reference: oneLine(200).nullish(),
    receivedOn: localDate
      .optional()
      .openapi({ description: 'Today in your time zone, where it is left out.' }),
    recordedBy: oneLine(200)
      .optional()
      .openapi({ description: 'Who vouches for it; the API key’s name, where it is left out.' }),
    surplus: z.enum(['refuse', 'credit']).optional().openapi({
      description:
        'What to do with more than is owed: refuse it, as where this is left out, or save it as the customer’s credit.',
    }),
    smallRest: smallRest.openapi({
      description:
        'What to do with a part whose rest is too small to be charged by itself: refuse it, as where this is left out, or leave that rest. A rest that is left can be paid together with another invoice, be recorded as paid, or be marked uncollectible.',
    }),
    receipt: z.enum(['mail', 'none']).optional().openapi({
      description:
        'Whether its receipt is mailed to the customer, with the PDF. Where it is left out, it is, unless your settings say that Stripe sends receipts: Stripe knows nothing of this payment. `none` for one from long ago.',
    }),
  })
  .openapi('RecordPaymentInput');

export const applyCreditBody = z
  .strictObject({
    amount: minorUnits
      .min(1)
      .optional()
      .openapi({ description: 'The most to apply; by default, all that is owed.' }),
    smallRest: smallRest.openapi({
      description:
        'Whether so much credit is kept that the rest can be charged by itself, as where this is left out, or all is spent and a rest that is too small is left.',
    }),
  })
  .openapi('ApplyCreditInput');
