import { z } from '@hono/zod-openapi';
import { mapDone } from '../../../domain/outcome.ts';
import { disconnectByStaff, pauseByStaff, resumeByStaff } from '../../../operations/connections/by-staff.ts';
import { readConnection } from '../../../operations/connections/read-connection.ts';
import { dismissUnknownObject, listUnknownObjects } from '../../../operations/recovery/unknown-objects.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { connection, shownConnection, shownUnknown, unknownObject } from './connection-schema.ts';

const show = endpoint(
  {
    method: 'get',
    path: '/connection',
    operationId: 'readConnection',
    tag: 'Reconciliation',
    summary: 'Read your connection to Stripe',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: connection,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope } }) => mapDone(await readConnection(ctx, { scope }), shownConnection),
);

const pause = endpoint(
  {
    method: 'post',
    path: '/connection/pause',
    operationId: 'pauseMoney',
    tag: 'Reconciliation',
    summary: 'Pause money',
    description:
      'Nothing is charged and no new payment starts until you resume. Payments in progress continue.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: connection,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope, name } }) =>
    mapDone(await pauseByStaff(ctx, { scope, by: name }), shownConnection),
);

const resume = endpoint(
  {
    method: 'post',
    path: '/connection/resume',
    operationId: 'resumeMoney',
    tag: 'Reconciliation',
    summary: 'Resume money',
    description:
      'Objects created at Stripe in the meantime are read first (`catching_up`), which takes a minute or two. A pause for a rebuild ends automatically once it is complete: resume it only if you know why it lasts.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: connection,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope, name } }) =>
    mapDone(await resumeByStaff(ctx, { scope, by: name }), shownConnection),
);

const end = endpoint(
  {
    method: 'post',
    path: '/connection/disconnect',
    operationId: 'disconnect',
    tag: 'Reconciliation',
    summary: 'End your connection to Stripe',
    description: [
      'Nothing new begins, every open payment is closed at Stripe, and then the connection ends. A bank debit that is',
      'on its way cannot be stopped, and is still recorded. Refunds of what was paid through it stay possible. Where',
      'Stripe cannot be reached, money stays paused and it is finished by itself.',
    ].join(' '),
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: z.strictObject({ connectionId: z.string() }),
    refuses: ['not_found', 'stripe_unavailable', 'busy'],
  },
  ({ ctx, caller: { scope, name } }) => disconnectByStaff(ctx, { scope, by: name }),
);

const listUnknown = endpoint(
  {
    method: 'get',
    path: '/connection/unknown-objects',
    operationId: 'listUnknownObjects',
    tag: 'Reconciliation',
    summary: 'List payments at Stripe that are not known here',
    description: 'Their metadata names you. Returns the oldest 200; the invoices that they name are frozen.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: z.strictObject({ data: z.array(unknownObject) }).openapi('UnknownObjectList'),
    refuses: [],
  },
  async ({ ctx, caller: { scope } }) =>
    mapDone(await listUnknownObjects(ctx, { scope }), (found) => ({ data: found.map(shownUnknown) })),
);

const dismiss = endpoint(
  {
    method: 'post',
    path: '/connection/unknown-objects/{paymentId}/dismiss',
    operationId: 'dismissUnknownObject',
    tag: 'Reconciliation',
    summary: 'Dismiss a payment at Stripe that is not known here',
    description: 'You have reviewed it: its invoice is unfrozen. It stays unexplained in the books.',
    params: z.strictObject({ paymentId: z.string().openapi({ description: 'As it is listed.' }) }),
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: unknownObject,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope, name }, params: { paymentId } }) =>
    mapDone(await dismissUnknownObject(ctx, { scope, paymentId, by: name }), shownUnknown),
);

export const connectionEndpoints = [show, pause, resume, end, listUnknown, dismiss];
