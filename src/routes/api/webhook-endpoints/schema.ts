import { z } from '@hono/zod-openapi';
import { isoInstant, isoOrNull } from '../../../domain/iso-instant.ts';
import { DELIVERY_STATES, OFF_REASONS } from '../../../domain/webhooks/delivery.ts';
import { WEBHOOK_EVENT_TYPES } from '../../../domain/webhooks/event-types.ts';
import type { EndpointView } from '../../../operations/webhooks/endpoint-view.ts';
import type { DeliveryRecord, DeliveryView } from '../../../operations/webhooks/list-deliveries.ts';
import type { EndpointStanding } from '../../../operations/webhooks/read-endpoint.ts';
import { instant, oneLine, shownInstant } from '../schemas/fields.ts';
import { listOf } from '../schemas/lists.ts';

const eventType = z.enum(WEBHOOK_EVENT_TYPES);
const shownTypes = z.array(z.string()).readonly().nullable();

const fields = {
  id: z.string().openapi({ example: 'whe_01kqf1qz8r0000000000000000' }),
  object: z.literal('webhook_endpoint'),
  url: z.string().openapi({ format: 'uri' }),
  description: z.string().nullable(),
  types: shownTypes.openapi({
    description: 'Null: every type, also those that are added later.',
    example: ['invoice.paid', 'payment.failed'],
  }),
  livemode: z.boolean(),
  state: z.enum(['on', 'off']),
  offReason: z.enum(OFF_REASONS).nullable().openapi({
    description:
      'Why it is off: `by_hand`; `failing`: nothing got through for three days; `gone`: it answered 410.',
  }),
  offAt: shownInstant.nullable(),
  failingSince: shownInstant.nullable().openapi({ description: 'Since when nothing has got through.' }),
  lastSuccessAt: shownInstant.nullable(),
  previousSecretUntil: shownInstant.nullable().openapi({
    description: 'Until when the secret before the last rotation signs, too.',
  }),
  createdAt: shownInstant,
  updatedAt: shownInstant,
};

export const webhookEndpoint = z.strictObject(fields).openapi('WebhookEndpoint');

export const endpointList = z
  .strictObject({ data: z.array(webhookEndpoint).readonly() })
  .openapi('WebhookEndpointList');

export const endpointStanding = z
  .strictObject({
    ...fields,
    pending: z.int().openapi({ description: 'Events that wait for it.' }),
    failed: z.int().openapi({ description: 'Events that were given up, and can be sent again.' }),
  })
  .openapi('WebhookEndpointStanding');

export const endpointWithSecret = z
  .strictObject({
    ...fields,
    secret: z.string().nullable().openapi({
      description:
        'What deliveries are signed with. It is shown this once: a retry with the same `Idempotency-Key` answers null.',
      example: 'whsec_…',
    }),
  })
  .openapi('WebhookEndpointWithSecret');

const url = oneLine(2000).openapi({
  description: 'Where events are posted: https, on the public internet; in test mode also http.',
  example: 'https://erp.example.com/quittance',
});
const description = oneLine(200).nullable();
const types = z
  .array(eventType)
  .min(1)
  .max(WEBHOOK_EVENT_TYPES.length)
  .refine((given) => new Set(given).size === given.length, 'Give each type once.')
  .nullable();

export const createBody = z
  .strictObject({
    url,
    description: description.optional(),
    types: types.optional().openapi({ description: 'Every type where it is left out or null.' }),
  })
  .openapi('WebhookEndpointInput');

export const changeBody = z
  .strictObject({
    url: url.optional(),
    description: description.optional(),
    types: types.optional(),
    state: z.enum(['on', 'off']).optional(),
  })
  .openapi('WebhookEndpointChange');

const DAY_S = 86_400;
export const OVERLAP_S = DAY_S;

export const rotateBody = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(90 * DAY_S)
      .optional()
      .openapi({
        description:
          'How long deliveries are signed by the secret of now, too; a day where it is left out. 0 ends it at once.',
      }),
  })
  .openapi('WebhookSecretRotation');

export const replayBody = z
  .strictObject({
    since: instant.openapi({ description: 'Events that were noted from then on and were not taken.' }),
  })
  .openapi('WebhookReplay');

export const replayed = z
  .strictObject({ events: z.int().openapi({ description: 'How many are on their way again.' }) })
  .openapi('WebhookReplayed');

export const tested = z
  .strictObject({
    object: z.literal('webhook_test'),
    eventId: z
      .string()
      .openapi({ description: 'Its `webhook-id`.', example: 'evt_01kqf1qz8r0000000000000000' }),
    taken: z.boolean().openapi({ description: 'Whether it was answered with 2xx in time.' }),
    status: z.int().nullable().openapi({ description: 'Null where nothing answered.', example: 204 }),
    durationMs: z.int(),
    error: z.string().nullable().openapi({ description: 'Why it was not posted, or not answered.' }),
  })
  .openapi('WebhookTest');

const deliveryFields = {
  id: z.string().openapi({ description: 'The event’s.', example: 'evt_01kqf1qz8r0000000000000000' }),
  object: z.literal('webhook_delivery'),
  type: z.string().openapi({ example: 'invoice.paid' }),
  objectId: z.string().openapi({ example: 'inv_01kqf1qz8r0000000000000000' }),
  orderingKey: z.string(),
  sequence: z.int(),
  createdAt: shownInstant,
  state: z.enum(DELIVERY_STATES).openapi({
    description: '`failed`: given up after three days, or when the endpoint was switched off.',
  }),
  attempts: z.int(),
  nextAttemptAt: shownInstant.nullable().openapi({
    description: 'Null where it waits for an earlier event with the same key, and once it is over.',
  }),
  lastAttemptAt: shownInstant.nullable(),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
};

export const delivery = z.strictObject(deliveryFields).openapi('WebhookDelivery');
export const deliveryList = listOf(delivery).openapi('WebhookDeliveryList');

export const deliveryRecord = z
  .strictObject({
    ...deliveryFields,
    payload: z.string().openapi({ description: 'The exact body, as JSON.' }),
    tried: z.array(
      z.strictObject({
        at: shownInstant,
        status: z.int().nullable().openapi({ description: 'Null where there was no answer.' }),
        durationMs: z.int(),
        error: z.string().nullable(),
        answer: z.string().nullable().openapi({
          description: 'Of a refusal in plain text or JSON the first 200 characters.',
        }),
      }),
    ),
  })
  .openapi('WebhookDeliveryRecord');

export const shownEndpoint = (view: EndpointView) => ({
  id: view.id,
  object: 'webhook_endpoint' as const,
  url: view.url,
  description: view.description,
  types: view.types,
  livemode: view.livemode,
  state: view.state,
  offReason: view.offReason,
  offAt: isoOrNull(view.offAt),
  failingSince: isoOrNull(view.failingSince),
  lastSuccessAt: isoOrNull(view.lastSuccessAt),
  previousSecretUntil: isoOrNull(view.previousUntil),
  createdAt: isoInstant(view.createdAt),
  updatedAt: isoInstant(view.updatedAt),
});

export const shownStanding = ({ endpoint, backlog }: EndpointStanding) => ({
  ...shownEndpoint(endpoint),
  ...backlog,
});

export const shownDelivery = (view: DeliveryView) => ({
  id: view.id,
  object: 'webhook_delivery' as const,
  type: view.type,
  objectId: view.objectId,
  orderingKey: view.orderingKey,
  sequence: view.sequence,
  createdAt: isoInstant(view.at),
  state: view.state,
  attempts: view.attempts,
  nextAttemptAt: isoOrNull(view.nextAt),
  lastAttemptAt: isoOrNull(view.lastAt),
  lastStatus: view.lastStatus,
  lastError: view.lastError,
});

export const shownRecord = ({ payload, tried, ...view }: DeliveryRecord) => ({
  ...shownDelivery(view),
  payload,
  tried: tried.map(({ at, ...attempt }) => ({ at: isoInstant(at), ...attempt })),
});
