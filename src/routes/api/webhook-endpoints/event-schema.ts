import { z } from '@hono/zod-openapi';
import { DISPUTE_STATUSES } from '../../../domain/payment/disputes.ts';
import { CADENCE_UNITS } from '../../../domain/schedule/recurrence.ts';
import { SCHEDULE_STATUSES } from '../../../domain/schedule/status.ts';
import {
  EVENT_TYPES,
  type EventObject,
  WEBHOOK_EVENT_TYPES,
  type WebhookEventType,
} from '../../../domain/webhooks/event-types.ts';
import { minorUnits, shownInstant } from '../schemas/fields.ts';
import { paymentState, refundState, via } from '../schemas/payment.ts';

const id = (prefix: string) => z.string().openapi({ example: `${prefix}_01m8hkr57601vz1bfazqyfetzx` });
const day = z.string().openapi({ format: 'date', example: '2027-01-31' });
const currency = z.string().openapi({ example: 'USD' });
const number = z.string().openapi({ example: 'NW-0042' });
const stripeId = (prefix: string) =>
  z
    .string()
    .nullable()
    .openapi({ example: `${prefix}_3QyJ8mP1xT0aB2c` });

const invoice = z
  .strictObject({
    object: z.literal('invoice'),
    id: id('inv'),
    number: number.nullable().openapi({ description: 'Null for a draft.' }),
    status: z.enum(['draft', 'open', 'paid', 'credited', 'void', 'uncollectible']),
    customerId: id('cus'),
    currency,
    amountDue: minorUnits,
    amountPaid: minorUnits.openapi({ description: 'Credit notes included.' }),
    amountCredited: minorUnits,
    amountRemaining: minorUnits,
    issueDate: day.nullable(),
    dueDate: day.nullable(),
  })
  .openapi('InvoiceOfEvent');

const creditNote = z
  .strictObject({
    object: z.literal('credit_note'),
    id: id('cno'),
    number,
    invoiceId: id('inv'),
    customerId: id('cus'),
    currency,
    issueDate: day,
    total: minorUnits,
    payable: minorUnits,
    offDue: minorUnits,
    refunded: minorUnits,
    asCredit: minorUnits,
    outside: minorUnits,
  })
  .openapi('CreditNoteOfEvent');

const payment = z
  .strictObject({
    object: z.literal('payment'),
    id: id('pay'),
    state: paymentState,
    customerId: id('cus'),
    via,
    currency,
    amount: minorUnits,
    amountReceived: minorUnits,
    failureCode: z.string().nullable().openapi({ example: 'card_declined' }),
    methodKind: z.enum(['card', 'us_bank_account', 'other']).nullable(),
    invoices: z.array(z.strictObject({ invoiceId: id('inv'), amount: minorUnits })),
    stripePaymentIntentId: stripeId('pi'),
    createdAt: shownInstant,
    succeededAt: shownInstant.nullable(),
  })
  .openapi('PaymentOfEvent');

const refund = z
  .strictObject({
    object: z.literal('refund'),
    id: id('ref'),
    state: refundState,
    paymentId: id('pay'),
    customerId: id('cus').nullable(),
    currency,
    amount: minorUnits,
    purpose: z.enum(['requested', 'surplus', 'external']),
    creditNoteId: id('cno').nullable(),
    stripeRefundId: stripeId('re'),
    createdAt: shownInstant,
  })
  .openapi('RefundOfEvent');

const dispute = z
  .strictObject({
    object: z.literal('dispute'),
    id: id('dis'),
    state: z.enum(DISPUTE_STATUSES),
    kind: z.enum(['dispute', 'inquiry', 'return']),
    paymentId: id('pay'),
    reason: z.string().openapi({ example: 'product_not_received' }),
    currency,
    amount: minorUnits,
    evidenceDueAt: shownInstant.nullable(),
    stripeDisputeId: z.string().openapi({ example: 'dp_3QyJ8mP1xT0aB2c' }),
    closedAt: shownInstant.nullable(),
  })
  .openapi('DisputeOfEvent');

const customer = z
  .strictObject({
    object: z.literal('customer'),
    id: id('cus'),
    version: z.int().openapi({ description: 'Greater with every change.', example: 3 }),
    isErased: z.boolean(),
  })
  .openapi('CustomerOfEvent');

const schedule = z
  .strictObject({
    object: z.literal('schedule'),
    id: id('sch'),
    status: z.enum(SCHEDULE_STATUSES),
    customerId: id('cus'),
    currency,
    every: z.int().openapi({ example: 1 }),
    unit: z.enum(CADENCE_UNITS),
    startsOn: day,
    endsOn: day.nullable(),
    nextNumber: z
      .int()
      .openapi({ description: 'The first period that is neither invoiced nor left out.', example: 4 }),
    termsVersion: z.int().openapi({ example: 1 }),
  })
  .openapi('ScheduleOfEvent');

const FACTS = {
  invoice,
  credit_note: creditNote,
  payment,
  refund,
  dispute,
  customer,
  schedule,
} as const satisfies Record<EventObject, z.ZodType>;

/** Nothing else is left of what was deleted. */
const GONE: Readonly<Partial<Record<WebhookEventType, z.ZodType>>> = {
  'invoice.deleted': z.strictObject({ object: z.literal('invoice'), id: id('inv') }),
  'customer.deleted': z.strictObject({ object: z.literal('customer'), id: id('cus') }),
};

/** What is posted of an event of a type. */
export const eventSchema = (type: WebhookEventType) =>
  z.strictObject({
    id: id('evt').openapi({ description: 'Also the header `webhook-id`: the same at each attempt.' }),
    type: z.literal(type),
    timestamp: shownInstant.openapi({ description: 'When it happened.' }),
    businessId: id('mer'),
    livemode: z.boolean(),
    orderingKey: z.string().openapi({
      description: 'Events with the same key are delivered in order.',
      example: 'invoice/inv_01m8hkr57601vz1bfazqyfetzx',
    }),
    sequence: z.int().openapi({
      description: 'Among events with the same key a later one has a greater number. Gaps say nothing.',
      example: 400,
    }),
    data: GONE[type] ?? FACTS[EVENT_TYPES[type].object],
  });

/** The `webhooks` of the document: one for each type of event. */
export const eventRequests = () =>
  WEBHOOK_EVENT_TYPES.map((type) => ({
    method: 'post' as const,
    path: type,
    operationId: `on_${type.replace('.', '_')}`,
    tags: ['Webhooks'],
    summary: EVENT_TYPES[type].says,
    request: { body: { required: true, content: { 'application/json': { schema: eventSchema(type) } } } },
    responses: { 204: { description: 'Any 2xx: it was taken. Everything else is tried again.' } },
  }));
