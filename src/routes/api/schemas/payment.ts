import { z } from '@hono/zod-openapi';
import { DISPUTE_STATUSES } from '../../../domain/payment/disputes.ts';
import { VIAS } from '../../../domain/payment/via.ts';
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

export const via = z.enum(VIAS).openapi({ description: 'Who began it.' });

/** What a card and a bank account are known by, wherever one is shown. */
export const cardOrAccount = [
  z.strictObject({ kind: z.literal('card'), brand: z.string(), last4: z.string() }),
  z.strictObject({ kind: z.literal('us_bank_account'), bankName: z.string().nullable(), last4: z.string() }),
] as const;

export const paidWith = z
  .discriminatedUnion('kind', [
    ...cardOrAccount,
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
    failureReason: z.string().nullable().openapi({ description: 'Stripe’s reason for the failure.' }),
    heldUntil: shownInstant.nullable().openapi({
      description: 'Held until then, since the bank debit may still be returned. It can be released earlier.',
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
  amountRefunded: amount.openapi({ description: 'Refunded, or being refunded.' }),
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
        invoiceVersion: z
          .int()
          .min(1)
          .openapi({ description: 'The invoice version that the payer was shown.' }),
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

/** A payment in a list, without refunds and disputes. */
export const paymentSummary = z.strictObject(summary).openapi('PaymentSummary');

export const payment = z
  .strictObject({
    ...summary,
    amountRefundable: amount.openapi({ description: 'What can still be refunded.' }),
    receiptNumber: z.string().nullable().openapi({
      description: 'The number of its receipt; null where none was asked for yet.',
      example: 'R-NW-0012-7KQ4M',
    }),
    refunds: z.array(refund).readonly(),
    disputes: z.array(dispute).readonly(),
  })
  .openapi('Payment');

export const refundBody = z
  .strictObject({
    amount: minorUnits
      .min(1)
      .optional()
      .openapi({ description: 'By default, all that is left.', example: 2500 }),
    reason: reason.nullish(),
    requestedBy: oneLine(200)
      .optional()
      .openapi({ description: 'Who requests it; by default, the API key’s name.' }),
  })
  .openapi('RefundInput');

export const closeBody = z
  .strictObject({
    reason: severalLines(500).openapi({
      description: 'Why it is over, such as what Stripe’s dashboard says.',
    }),
    closedBy: oneLine(200)
      .optional()
      .openapi({ description: 'Who answers for it; the API key’s name, where it is left out.' }),
  })
  .openapi('CloseInput');

export const releaseBody = z
  .strictObject({
    releasedBy: oneLine(200)
      .optional()
      .openapi({ description: 'Who answers for it; the API key’s name, where it is left out.' }),
  })
  .openapi('RefundReleaseInput');

export const credit = z
  .strictObject({
    id: z.string(),
    object: z.literal('credit'),
    customerId: z.string(),
    currency: z.string(),
    amount,
    balance: amount.openapi({ description: 'The unspent part.' }),
    reason: z.enum(['overpayment', 'unintended_collection', 'credit_note', 'goodwill']).openapi({
      description: 'A credit from an unintended collection is refunded to the payer and cannot be spent.',
    }),
    paymentId: z.string().nullable().openapi({ description: 'The payment that it was left over from.' }),
    issuedBy: z.string().nullable(),
    note: z.string().nullable(),
    createdAt: shownInstant,
  })
  .openapi('Credit');

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
