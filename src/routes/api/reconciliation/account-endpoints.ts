import { z } from '@hono/zod-openapi';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { connectAgain, listConnections } from '../../../operations/connections/connect-again.ts';
import { createAccount, createOnboardingLink } from '../../../operations/connections/create-account.ts';
import { readConnection } from '../../../operations/connections/read-connection.ts';
import { readCopying } from '../../../operations/connections/read-copying.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { shownInstant } from '../schemas/fields.ts';
import { connection, shownConnection } from './connection-schema.ts';

const anyConnection = z
  .strictObject({
    id: z.string(),
    object: z.literal('past_or_present_connection'),
    account: z.string(),
    name: z.string().nullable(),
    isActive: z.boolean(),
    createdAt: shownInstant,
    disconnectedAt: shownInstant.nullable(),
  })
  .openapi('AnyConnection');

const list = endpoint(
  {
    method: 'get',
    path: '/connections',
    operationId: 'listConnections',
    tag: 'Reconciliation',
    summary: 'List the accounts that you are and were connected to',
    description:
      'An invoice is charged through the account that is connected when it is charged, whichever it was when it was finalized. Refunds go through the account that took the payment.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: z.strictObject({ data: z.array(anyConnection) }),
    refuses: [],
  },
  async ({ ctx, caller: { scope } }) =>
    mapDone(await listConnections(ctx, { scope }), (found) => ({
      data: found.map(({ accountId: _, ...each }) => ({
        ...each,
        object: 'past_or_present_connection' as const,
        createdAt: new Date(each.createdAt).toISOString(),
        disconnectedAt: each.disconnectedAt === null ? null : new Date(each.disconnectedAt).toISOString(),
      })),
    })),
);

const again = endpoint(
  {
    method: 'post',
    path: '/connections/{id}/connect',
    operationId: 'connectAgain',
    tag: 'Reconciliation',
    summary: 'Connect an earlier account again',
    description:
      'Its customers, their mapping and their payment methods are there as before, once they were compared with Stripe. Nothing is charged until all that happened at Stripe meanwhile is known.',
    params: z.object({ id: z.string() }),
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: connection,
    refuses: [
      'not_found',
      'already_connected',
      'account_taken',
      'account_not_reachable',
      'stripe_unavailable',
    ],
  },
  async ({ ctx, caller: { scope, name }, params: { id } }) =>
    mapDone(
      await thenRead(await connectAgain(ctx, { scope, connectionId: id, by: name }), () =>
        readConnection(ctx, { scope }),
      ),
      shownConnection,
    ),
);

const create = endpoint(
  {
    method: 'post',
    path: '/connection/account',
    operationId: 'createStripeAccount',
    tag: 'Reconciliation',
    summary: 'Create a new Stripe account and connect it',
    description: [
      'The account is yours: you have Stripe’s Dashboard, pay Stripe’s fees and get the payouts. It can take no charge before',
      'you have completed it on Stripe’s pages (`POST /connection/onboarding-link`); incomplete business information risks',
      'suspension or interrupted payouts. Asked again after a lost answer, it is the same account. An existing account is',
      'connected in the dashboard, since its owner signs in at Stripe for that.',
    ].join(' '),
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: connection,
    refuses: [
      'connect_not_set_up',
      'already_connected',
      'account_taken',
      'account_not_made',
      'not_found',
      'stripe_unavailable',
    ],
  },
  async ({ ctx, caller: { scope, name } }) =>
    mapDone(
      await thenRead(await createAccount(ctx, { scope, by: name }), () => readConnection(ctx, { scope })),
      shownConnection,
    ),
);

const onboard = endpoint(
  {
    method: 'post',
    path: '/connection/onboarding-link',
    operationId: 'createOnboardingLink',
    tag: 'Reconciliation',
    summary: 'Make a link to Stripe’s onboarding',
    description:
      'It works once and for minutes: make it when its reader is there. It is not kept, so a retry with the same key gets null. Stripe returns to the Stripe page of the dashboard.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: z.strictObject({ url: z.string().nullable(), expiresAt: shownInstant }),
    shownOnce: ['url'],
    refuses: ['invalid', 'connect_not_set_up', 'account_not_made', 'stripe_unavailable'],
  },
  async ({ ctx, caller: { scope } }) =>
    mapDone(
      await createOnboardingLink(ctx, { scope, page: `/dashboard/${scope.merchantId}/stripe/back` }),
      ({ url, expiresAt }) => ({ url, expiresAt: new Date(expiresAt).toISOString() }),
    ),
);

const copying = endpoint(
  {
    method: 'get',
    path: '/connection/copied-customers',
    operationId: 'readCopiedCustomers',
    tag: 'Reconciliation',
    summary: 'See how many copied customers have arrived',
    description:
      'Of the account’s newest hundred customers: how many are mapped, and how many were copied there or made by somebody else.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: z.strictObject({
      connectionId: z.string(),
      arrived: z.int(),
      hasMore: z.boolean(),
      mapped: z.int(),
    }),
    refuses: ['invalid', 'stripe_refuses', 'stripe_unavailable'],
  },
  ({ ctx, caller: { scope } }) => readCopying(ctx, { scope }),
);

export const accountEndpoints = [list, again, create, onboard, copying];
