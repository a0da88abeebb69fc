import { z } from '@hono/zod-openapi';
import { DISPUTE_STATUSES } from '../../../domain/payment/disputes.ts';
import { currencyCode, minorUnits, oneLine, severalLines, shownInstant } from './fields.ts';

const amount = z.int().min(0);

export const paymentState = z.enum([
  'claimed',
  'session_open',
  'confirming',
  'authenticating',
  'verifying',
  'processing',
  'unknown',
  'succeeded',
  'failed',
  'canceled',
  'returned',
]);

export const via = z.enum(['link', 'portal', 'staff', 'autopay']).openapi({ description: 'Who began it.' });

/** How somebody paid. */
export const paidWith = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('card'), brand: z.string(), last4: z.string() }),
    z.strictObject({
      kind: z.literal('us_bank_account'),
      bankName: z.string().nullable(),
      last4: z.string(),
    }),
    z.strictObject({ kind: z.literal('other'), type: z.string() }),
  ])
  .nullable()
  .openapi({ description: 'Null until it is known.' });

const reason = z.enum(['duplicate', 'fraudulent', 'requested_by_customer']);

export const refundState = z.enum([
  'requested',
  'unknown',
  'pending',
  'requires_action',
  'succeeded',
  'failed',
  'canceled',
]);

/** A refund as it is shown. */
export const refund = z
  .strictObject({
    id: z.string(),
    object: z.literal('refund'),
    paymentId: z.string(),
    currency: z.string(),
    amount,
    state: refundState.openapi({
      description:
        '`requested` until Stripe has it; `unknown` while Stripe has not said. One that succeeded can still fail.',
    }),
    purpose: z.enum(['requested', 'surplus', 'external']).openapi({
      description:
        '`surplus` goes back by itself, since it was not meant to be collected; `external` was made in Stripe’s dashboard.',
    }),
    reason: reason.nullable(),
    requestedBy: z.string().nullable(),
    failureReason: z
      .string()
      .nullable()
      .openapi({ description: 'Stripe’s word for why it came to nothing.' }),
    heldUntil: shownInstant.nullable().openapi({
      description: 'It waits until then, since a bank debit may still be returned. It can be released.',
    }),
    stripeRefundId: z.string().nullable(),
    createdAt: shownInstant,
    updatedAt: shownInstant,
  })
  .openapi('Refund');

const dispute = z
  .strictObject({
    id: z.string(),
    object: z.literal('dispute'),
    paymentId: z.string(),
    kind: z.enum(['dispute', 'inquiry', 'return']).openapi({
      description: 'An `inquiry` has taken no money; a `return` is a bank debit that came back.',
    }),
    state: z.enum(DISPUTE_STATUSES).openapi({ description: 'Stripe’s own status.' }),
    reason: z.string(),
    currency: z.string(),
    amount,
    evidenceDueAt: shownInstant.nullable(),
    stripeDisputeId: z.string(),
    createdAt: shownInstant,
    closedAt: shownInstant.nullable(),
  })
  .openapi('Dispute');

const summary = {
  id: z.string(),
  object: z.literal('payment'),
  customerId: z.string(),
  via,
  state: paymentState,
  currency: z.string(),
  amount,
  amountReceived: amount,
  amountRefunded: amount.openapi({ description: 'On its way back, or there.' }),
  method: paidWith,
  failureCode: z.string().nullable(),
  adviceCode: z.string().nullable().openapi({
    description:
      'What Stripe advises after a decline: `do_not_try_again`, `try_again_later`, `confirm_card_data`, or a newer word.',
  }),
  invoices: z
    .array(
      z.strictObject({
        invoiceId: z.string(),
        invoiceVersion: z.int().min(1).openapi({ description: 'What its payer was shown as owed.' }),
        amount,
      }),
    )
    .readonly(),
  stripePaymentIntentId: z.string().nullable(),
  livemode: z.boolean(),
  createdAt: shownInstant,
  succeededAt: shownInstant.nullable(),
  closedAt: shownInstant.nullable(),
};

/** A payment as lists show it. */
export const paymentSummary = z.strictObject(summary).openapi('PaymentSummary');

/** A payment with its refunds and disputes. */
export const payment = z
  .strictObject({
    ...summary,
    amountRefundable: amount.openapi({ description: 'What can still be refunded.' }),
    refunds: z.array(refund).readonly(),
    disputes: z.array(dispute).readonly(),
  })
  .openapi('Payment');

/** What a refund is asked for with. */
export const refundBody = z
  .strictObject({
    amount: minorUnits
      .min(1)
      .optional()
      .openapi({ description: 'All that is left, where it is left out.', example: 2500 }),
    reason: reason.nullish(),
    requestedBy: oneLine(200)
      .optional()
      .openapi({ description: 'Who wants it; the API key’s name, where it is left out.' }),
  })
  .openapi('RefundInput');

/** What a release takes. */
export const releaseBody = z
  .strictObject({
    releasedBy: oneLine(200)
      .optional()
      .openapi({ description: 'Who answers for it; the API key’s name, where it is left out.' }),
  })
  .openapi('ReleaseInput');

/** A credit as it is shown. */
export const credit = z
  .strictObject({
    id: z.string(),
    object: z.literal('credit'),
    customerId: z.string(),
    currency: z.string(),
    amount,
    balance: amount.openapi({ description: 'What is left of it.' }),
    reason: z.enum(['overpayment', 'unintended_collection', 'credit_note', 'goodwill']).openapi({
      description: 'What was collected unintendedly goes back to the payer, and pays for nothing.',
    }),
    paymentId: z.string().nullable().openapi({ description: 'The payment that it was left over from.' }),
    issuedBy: z.string().nullable(),
    note: z.string().nullable(),
    createdAt: shownInstant,
  })
  .openapi('Credit');

/** What a credit is given with. */
export const creditBody = z
  .strictObject({
    amount: minorUnits.min(1),
    currency: currencyCode,
    note: severalLines(1000).nullish(),
    issuedBy: oneLine(200)
      .optional()
      .openapi({ description: 'Who answers for it; the API key’s name, where it is left out.' }),
  })
  .openapi('CreditInput');
