import { z } from '@hono/zod-openapi';
import { mapDone } from '../../../domain/outcome.ts';
import {
  disconnectByStaff,
  pauseByStaff,
  readAccountByStaff,
  resumeByStaff,
} from '../../../operations/connections/by-staff.ts';
import { readConnection } from '../../../operations/connections/read-connection.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { connection, shownConnection } from './connection-schema.ts';

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

const refresh = endpoint(
  {
    method: 'post',
    path: '/connection/refresh',
    operationId: 'refreshConnection',
    tag: 'Reconciliation',
    summary: 'Read the Stripe account now',
    description:
      'It is read by itself whenever Stripe tells of a change, and once an hour. What was read seconds ago is not read again: `readAt` says when it was.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: connection,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope } }) =>
    mapDone(await readAccountByStaff(ctx, { scope }), ({ view }) => shownConnection(view)),
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

export const connectionEndpoints = [show, refresh, pause, resume, end];
