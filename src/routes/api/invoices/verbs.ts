import type { z } from '@hono/zod-openapi';
import { type Outcome, thenRead } from '../../../domain/outcome.ts';
import {
  applyCredit,
  markUncollectible,
  reversePayment,
  voidInvoice,
} from '../../../operations/invoices/apply-when-no-payment-open.ts';
import { finalizeInvoice } from '../../../operations/invoices/finalize.ts';
import { recordOfflinePayment } from '../../../operations/invoices/offline-payment.ts';
import { rotateLink } from '../../../operations/invoices/rotate-link.ts';
import { sendInvoice } from '../../../operations/invoices/send.ts';
import { startCollecting } from '../../../operations/invoices/start-collecting.ts';
import { readInvoice } from '../../../operations/resources/read-invoice.ts';
import { type Call, type Endpoint, endpoint, NOTHING } from '../endpoint.ts';
import type { UndoneCode } from '../problem-catalogue.ts';
import { invoice } from '../schemas/invoice.ts';
import {
  applyCreditBody,
  datingOf,
  finalizeBody,
  recordPaymentBody,
  reversePaymentBody,
  sendBody,
} from '../schemas/invoice-input.ts';
import { byId } from '../schemas/lists.ts';

type VerbCall<B> = Call<{ id: string }, Record<string, never>, B>;

/** Builds an endpoint that runs a verb on an invoice and returns the invoice as it is afterwards. */
function verb<B extends z.ZodType>(
  name: string,
  words: {
    readonly operationId: string;
    readonly summary: string;
    readonly description?: string;
    readonly body: B;
    readonly refuses: readonly UndoneCode[];
  },
  act: (call: VerbCall<z.output<B>>) => Promise<Outcome<unknown>>,
): Endpoint {
  return endpoint(
    {
      method: 'post',
      path: `/invoices/{id}/${name}`,
      tag: 'Invoices',
      ...words,
      refuses: ['not_found', ...words.refuses],
      params: byId,
      query: NOTHING,
      bodyOptional: true,
      answer: invoice,
    },
    async (call) => {
      const { ctx, caller, params } = call;
      return thenRead(await act(call), () => readInvoice(ctx, { scope: caller.scope, invoiceId: params.id }));
    },
  );
}

const finalize = verb(
  'finalize',
  {
    operationId: 'finalizeInvoice',
    summary: 'Finalize a draft',
    description:
      'It gets its number and its links, and never changes again. A total of zero is paid at once. The customer’s credit is applied; where it does not cover all of it, so much is kept that the rest can be charged. Where you send e-invoices it has to hold to their rules: each that is broken is named by its number, with the field and what to do.',
    body: finalizeBody,
    refuses: ['invoice_not_draft', 'invoice_without_lines'],
  },
  ({ ctx, caller, command: { commandId }, params, body }) =>
    finalizeInvoice(ctx, {
      scope: caller.scope,
      invoiceId: params.id,
      commandId,
      dating: datingOf(body),
    }),
);

const send = verb(
  'send',
  {
    operationId: 'sendInvoice',
    summary: 'Send an invoice',
    description:
      'A draft is finalized first, and refused as by finalizing. An invoice can be sent again, to a corrected address as well.',
    body: sendBody,
    refuses: ['invoice_not_open', 'invoice_without_lines', 'no_recipient', 'verb_pending', 'too_many_mails'],
  },
  ({ ctx, caller: { scope, apiKeyId }, command: { commandId }, params, body }) =>
    sendInvoice(ctx, {
      scope,
      invoiceId: params.id,
      commandId,
      to: body.to ?? null,
      byKey: apiKeyId,
      dating: datingOf(body),
    }),
);

const collecting = verb(
  'start-collecting',
  {
    operationId: 'startCollecting',
    summary: 'Collect an open invoice without mailing it',
    description:
      'For an invoice that its customer has from elsewhere, such as one that was taken over: from now on it is charged and reminded of, as one that was sent. A charge is announced before.',
    body: NOTHING,
    refuses: ['invoice_not_open', 'verb_pending'],
  },
  ({ ctx, caller, command: { commandId }, params }) =>
    startCollecting(ctx, { scope: caller.scope, invoiceId: params.id, commandId }),
);

const forbidding = [
  'invoice_not_open',
  'verb_pending',
  'payment_in_progress',
  'payments_being_restored',
  'stripe_unavailable',
] as const;

const voiding = verb(
  'void',
  {
    operationId: 'voidInvoice',
    summary: 'Void an invoice',
    description: 'It can no longer be paid. A customer who was sent it is notified.',
    body: NOTHING,
    refuses: [...forbidding, 'invoice_part_paid'],
  },
  ({ ctx, caller, command: { commandId }, params }) =>
    voidInvoice(ctx, { scope: caller.scope, invoiceId: params.id, commandId }),
);

const uncollectible = verb(
  'mark-uncollectible',
  {
    operationId: 'markInvoiceUncollectible',
    summary: 'Mark an invoice as uncollectible',
    body: NOTHING,
    refuses: forbidding,
  },
  ({ ctx, caller, command: { commandId }, params }) =>
    markUncollectible(ctx, { scope: caller.scope, invoiceId: params.id, commandId }),
);

const record = verb(
  'record-payment',
  {
    operationId: 'recordPayment',
    summary: 'Record a payment that came around Stripe',
    description: [
      'A part is refused if its rest would be too small to be charged by itself, unless `smallRest` says that you know.',
      '`GET /invoices/{id}/part-preview` says it before. Its receipt is mailed, unless `receipt` says otherwise.',
    ].join(' '),
    body: recordPaymentBody,
    refuses: [...forbidding, 'amount_exceeds_remaining', 'rest_too_small'],
  },
  ({ ctx, caller: { scope, name }, command: { commandId }, params, body }) =>
    recordOfflinePayment(ctx, {
      scope,
      invoiceId: params.id,
      commandId,
      given: {
        amount: body.amount ?? null,
        method: body.method ?? 'bank_transfer',
        reference: body.reference ?? null,
        receivedOn: body.receivedOn ?? null,
        recordedBy: body.recordedBy ?? name,
      },
      ...(body.surplus === 'credit' && { surplus: body.surplus }),
      ...(body.smallRest === 'leave' && { smallRest: body.smallRest }),
      ...(body.receipt !== undefined && { receipt: body.receipt }),
    }),
);

const reversed = verb(
  'reverse-payment',
  {
    operationId: 'reversePayment',
    summary: 'Reverse a payment that was recorded',
    description: [
      'Its money never came, such as by a check that bounced, or was for another invoice. Nothing is deleted: a counter-entry makes',
      'the invoice owed again, its receipt says so, and what became credit of it is taken back. The invoice is neither charged nor',
      'reminded of by itself after that, since its customer had been told that it was paid.',
    ].join(' '),
    body: reversePaymentBody,
    refuses: [...forbidding, 'payment_reversed', 'credit_used', 'gave_back'],
  },
  ({ ctx, caller: { scope, name }, command: { commandId }, params, body }) =>
    reversePayment(ctx, {
      scope,
      invoiceId: params.id,
      commandId,
      offlinePaymentId: body.offlinePaymentId,
      by: body.reversedBy ?? name,
    }),
);

const credited = verb(
  'apply-credit',
  {
    operationId: 'applyCredit',
    summary: 'Pay an invoice out of its customer’s credit',
    description: [
      'The oldest credit in its currency goes first. An open payment is closed before. Where credit does not cover all',
      'that is owed, so much of it is kept that the rest can be charged; `GET /invoices/{id}/part-preview` says how much.',
    ].join(' '),
    body: applyCreditBody,
    refuses: [...forbidding, 'no_credit', 'rest_too_small'],
  },
  ({ ctx, caller, command: { commandId }, params, body }) =>
    applyCredit(ctx, {
      scope: caller.scope,
      invoiceId: params.id,
      commandId,
      amount: body.amount ?? null,
      ...(body.smallRest === 'leave' && { smallRest: body.smallRest }),
    }),
);

const rotate = verb(
  'rotate-link',
  {
    operationId: 'rotateInvoiceLink',
    summary: 'Replace an invoice’s links',
    description:
      'Links that were given out before answer 410 from then on. A payment block of the old ones does not hold for the new.',
    body: NOTHING,
    refuses: ['invoice_not_open'],
  },
  ({ ctx, caller, command: { commandId }, params }) =>
    rotateLink(ctx, { scope: caller.scope, invoiceId: params.id, commandId }),
);

export const invoiceVerbs = [
  finalize,
  send,
  collecting,
  voiding,
  uncollectible,
  record,
  reversed,
  credited,
  rotate,
];
