import { z } from '@hono/zod-openapi';
import { mapDone } from '../../../domain/outcome.ts';
import { DELIVERY_STATES } from '../../../domain/webhooks/delivery.ts';
import { createEndpoint } from '../../../operations/webhooks/create-endpoint.ts';
import { deleteEndpoint } from '../../../operations/webhooks/delete-endpoint.ts';
import type { EndpointWithSecret } from '../../../operations/webhooks/endpoint-view.ts';
import { listDeliveries, readDelivery } from '../../../operations/webhooks/list-deliveries.ts';
import { listEndpoints, readEndpoint } from '../../../operations/webhooks/read-endpoint.ts';
import { replayEvent, replayMissed } from '../../../operations/webhooks/replay.ts';
import { rotateSecret } from '../../../operations/webhooks/rotate-secret.ts';
import { testEndpoint } from '../../../operations/webhooks/test-endpoint.ts';
import { updateEndpoint } from '../../../operations/webhooks/update-endpoint.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId, deleted, pageOf, pageQuery } from '../schemas/lists.ts';
import {
  changeBody,
  createBody,
  deliveryList,
  deliveryRecord,
  endpointList,
  endpointStanding,
  endpointWithSecret,
  OVERLAP_S,
  replayBody,
  replayed,
  rotateBody,
  shownDelivery,
  shownEndpoint,
  shownRecord,
  shownStanding,
  tested,
  webhookEndpoint,
} from './schema.ts';

const withSecret = (made: EndpointWithSecret) => ({ ...shownEndpoint(made), secret: made.secret });
const byEvent = byId.extend({ eventId: z.string().openapi({ description: 'The id of the event.' }) });
const tag = 'Webhooks';

const list = endpoint(
  {
    method: 'get',
    path: '/webhook-endpoints',
    operationId: 'listWebhookEndpoints',
    tag,
    summary: 'List your webhook endpoints, newest first',
    description: 'Those of the mode of the key that asks. No secret is in it.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: endpointList,
    refuses: [],
  },
  async ({ ctx, caller: { scope } }) =>
    mapDone(await listEndpoints(ctx, { scope }), (rows) => ({ data: rows.map(shownEndpoint) })),
);

const read = endpoint(
  {
    method: 'get',
    path: '/webhook-endpoints/{id}',
    operationId: 'readWebhookEndpoint',
    tag,
    summary: 'Read a webhook endpoint, with what waits for it',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: endpointStanding,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id } }) =>
    mapDone(await readEndpoint(ctx, { scope, endpointId: id }), shownStanding),
);

const create = endpoint(
  {
    method: 'post',
    path: '/webhook-endpoints',
    operationId: 'createWebhookEndpoint',
    tag,
    summary: 'Add a webhook endpoint',
    description: [
      'Events of your business in the mode of the key that asks are posted there, signed as Standard Webhooks says',
      '(https://www.standardwebhooks.com). The address is checked, and what its name leads to: only the public internet is posted to.',
    ].join(' '),
    params: NOTHING,
    query: NOTHING,
    body: createBody,
    status: 201,
    answer: endpointWithSecret,
    shownOnce: ['secret'],
    refuses: [],
  },
  async ({ ctx, caller: { scope }, command: { commandId, seed }, body }) => {
    const { url, description = null, types = null } = body;
    const ask = { endpointId: `whe_${seed}`, url, description, types, commandId };
    return mapDone(await createEndpoint(ctx, { scope, ...ask }), withSecret);
  },
);

const change = endpoint(
  {
    method: 'patch',
    path: '/webhook-endpoints/{id}',
    operationId: 'changeWebhookEndpoint',
    tag,
    summary: 'Change a webhook endpoint, or switch it off or on',
    description: [
      'What is left out stays. When it is switched off, what waits is given up; events are still kept, and what of them is sent',
      'once it is on again, you say by `…/replay`.',
    ].join(' '),
    params: byId,
    query: NOTHING,
    body: changeBody,
    answer: webhookEndpoint,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params: { id }, body }) => {
    const { url, description, types, state } = body;
    const ask = { endpointId: id, url, description, types, state, commandId };
    return mapDone(await updateEndpoint(ctx, { scope, ...ask }), shownEndpoint);
  },
);

const remove = endpoint(
  {
    method: 'delete',
    path: '/webhook-endpoints/{id}',
    operationId: 'deleteWebhookEndpoint',
    tag,
    summary: 'Delete a webhook endpoint',
    description: 'Nothing is posted there any more, and what waits for it is given up.',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: deleted,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params: { id } }) =>
    mapDone(await deleteEndpoint(ctx, { scope, endpointId: id, commandId }), () => ({
      id,
      object: 'webhook_endpoint' as const,
      deleted: true as const,
    })),
);

const rotate = endpoint(
  {
    method: 'post',
    path: '/webhook-endpoints/{id}/rotate',
    operationId: 'rotateWebhookSecret',
    tag,
    summary: 'Give a webhook endpoint a new secret',
    description:
      'For a stated time each delivery is signed by the old secret, too: `webhook-signature` holds both.',
    params: byId,
    query: NOTHING,
    body: rotateBody,
    bodyOptional: true,
    answer: endpointWithSecret,
    shownOnce: ['secret'],
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params: { id }, body }) => {
    const { overlapSeconds = OVERLAP_S } = body;
    const ask = { endpointId: id, overlapMs: overlapSeconds * 1000, commandId };
    return mapDone(await rotateSecret(ctx, { scope, ...ask }), withSecret);
  },
);

const test = endpoint(
  {
    method: 'post',
    path: '/webhook-endpoints/{id}/test',
    operationId: 'testWebhookEndpoint',
    tag,
    summary: 'Send a test delivery, and read how it was taken',
    description: [
      'An event of the type `endpoint.test`, signed as every other. It is posted once, at once, also to an endpoint that is off or takes',
      'other types; it is not kept, and counts as no failure.',
    ].join(' '),
    params: byId,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: tested,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params: { id } }) =>
    mapDone(await testEndpoint(ctx, { scope, endpointId: id, commandId }), (value) => ({
      object: 'webhook_test' as const,
      ...value,
    })),
);

const deliveries = endpoint(
  {
    method: 'get',
    path: '/webhook-endpoints/{id}/deliveries',
    operationId: 'listWebhookDeliveries',
    tag,
    summary: 'List the deliveries to a webhook endpoint, newest first',
    description: 'They are kept for 30 days, unless your deployment says otherwise.',
    params: byId,
    query: z.strictObject({ ...pageQuery('evt'), state: z.enum(DELIVERY_STATES).optional() }),
    body: NOTHING,
    answer: deliveryList,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id }, query }) => {
    const ask = { endpointId: id, state: query.state ?? null, page: pageOf(query) };
    return mapDone(await listDeliveries(ctx, { scope, ...ask }), (page) => ({
      ...page,
      data: page.data.map(shownDelivery),
    }));
  },
);

const oneDelivery = endpoint(
  {
    method: 'get',
    path: '/webhook-endpoints/{id}/deliveries/{eventId}',
    operationId: 'readWebhookDelivery',
    tag,
    summary: 'Read a delivery, with each attempt',
    params: byEvent,
    query: NOTHING,
    body: NOTHING,
    answer: deliveryRecord,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id, eventId } }) =>
    mapDone(await readDelivery(ctx, { scope, endpointId: id, eventId }), shownRecord),
);

const replayOne = endpoint(
  {
    method: 'post',
    path: '/webhook-endpoints/{id}/deliveries/{eventId}/replay',
    operationId: 'replayWebhookEvent',
    tag,
    summary: 'Send an event again',
    description: 'Whether it was taken or not, under the same id. An endpoint that is off takes none.',
    params: byEvent,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: replayed,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params: { id, eventId } }) =>
    replayEvent(ctx, { scope, endpointId: id, eventId, commandId }),
);

const replay = endpoint(
  {
    method: 'post',
    path: '/webhook-endpoints/{id}/replay',
    operationId: 'replayWebhookEvents',
    tag,
    summary: 'Send what was not taken since an instant',
    description:
      'What was given up, and what was noted while the endpoint was off; in order for each object, the oldest 10,000 at most.',
    params: byId,
    query: NOTHING,
    body: replayBody,
    answer: replayed,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params: { id }, body }) =>
    replayMissed(ctx, { scope, endpointId: id, since: body.since, commandId }),
);

export const webhookEndpointCalls = [
  list,
  read,
  create,
  change,
  remove,
  rotate,
  test,
  deliveries,
  oneDelivery,
  replayOne,
  replay,
];
