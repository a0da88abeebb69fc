import { z } from '@hono/zod-openapi';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { type Deciding, decide, type Which } from '../../../operations/mapping/decide.ts';
import { listCandidates } from '../../../operations/mapping/list-candidates.ts';
import { listClients } from '../../../operations/mapping/list-clients.ts';
import { listStripeCustomers } from '../../../operations/mapping/list-stripe-customers.ts';
import { readMapping } from '../../../operations/mapping/read-mapping.ts';
import { startReading } from '../../../operations/mapping/start-reading.ts';
import { undoLastDecision } from '../../../operations/mapping/undo.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { idOf, oneLine, shownInstant } from '../schemas/fields.ts';
import { byId, listOf, pageOf, pageQuery, yesOrNo } from '../schemas/lists.ts';
import { methodCard } from '../schemas/payment-method.ts';
import {
  atStripe,
  clientMapping,
  clientStatus,
  mappedClient,
  proposedBy,
  shownClient,
  shownMapping,
  written,
} from './schema.ts';

const search = z
  .string()
  .max(200)
  .optional()
  .openapi({ description: 'The beginning of words of a name or an address, or an id.' });

const read = endpoint(
  {
    method: 'get',
    path: '/mapping',
    operationId: 'readMapping',
    tag: 'Customers',
    summary: 'Read how far clients are mapped to Stripe’s customers',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: clientMapping,
    refuses: [],
  },
  async ({ ctx, caller: { scope } }) => mapDone(await readMapping(ctx, { scope }), shownMapping),
);

const refresh = endpoint(
  {
    method: 'post',
    path: '/mapping/refresh',
    operationId: 'refreshMapping',
    tag: 'Customers',
    summary: 'Have the account’s customers read and compared with the clients',
    description:
      'In the background: `GET /mapping` says how far it is. Proposals are made by external id, mail address, name and mail domain, and none is applied by itself.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: clientMapping,
    refuses: [],
  },
  async ({ ctx, caller: { scope } }) =>
    thenRead(await startReading(ctx, { scope }), async () =>
      mapDone(await readMapping(ctx, { scope }), shownMapping),
    ),
);

const clients = endpoint(
  {
    method: 'get',
    path: '/mapping/clients',
    operationId: 'listMappedClients',
    tag: 'Customers',
    summary: 'List clients with what is proposed for each, decided and done',
    params: NOTHING,
    query: z.strictObject({ ...pageQuery('cus'), status: clientStatus.optional(), search }),
    body: NOTHING,
    answer: listOf(mappedClient).openapi('MappedClientList'),
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query: { status, search: typed, ...page } }) => {
    const filter = { status: status ?? null, search: typed ?? null };
    return mapDone(await listClients(ctx, { scope, filter, page: pageOf(page) }), (found) => ({
      ...found,
      data: found.data.map(shownClient),
    }));
  },
);

const { limit } = pageQuery('cus');

const stripeCustomers = endpoint(
  {
    method: 'get',
    path: '/mapping/stripe-customers',
    operationId: 'listMappableStripeCustomers',
    tag: 'Customers',
    summary: 'List the account’s customers, as they were read, with the client that has each',
    params: NOTHING,
    query: z.strictObject({
      startingAfter: z.string().max(255).optional(),
      limit,
      search,
      free: yesOrNo.optional().openapi({ description: 'Only those that no client has.' }),
    }),
    body: NOTHING,
    answer: listOf(
      z.strictObject({
        ...atStripe.shape,
        object: z.literal('mappable_stripe_customer'),
        createdAt: shownInstant,
        heldBy: z.strictObject({ customerId: z.string(), name: z.string() }).nullable(),
      }),
    ).openapi('MappableStripeCustomerList'),
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query: { search: typed, free, ...page } }) => {
    const ask = { search: typed ?? null, free: free ?? false, page: pageOf(page) };
    return mapDone(await listStripeCustomers(ctx, { scope, ...ask }), (found) => ({
      ...found,
      data: found.data.map((one) => ({
        ...one,
        object: 'mappable_stripe_customer' as const,
        createdAt: written(one.createdAt),
      })),
    }));
  },
);

const candidates = endpoint(
  {
    method: 'get',
    path: '/mapping/clients/{id}/candidates',
    operationId: 'listMappingCandidates',
    tag: 'Customers',
    summary: 'List the Stripe customers that a client may be, with what each has on file',
    description: 'Asked of Stripe now: `methods` and `lastPayment` are null where it did not answer.',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: z
      .strictObject({
        customerId: z.string(),
        data: z.array(
          z.strictObject({
            ...atStripe.shape,
            reasons: z.array(proposedBy).readonly(),
            createdAt: shownInstant,
            methods: z.array(methodCard).readonly().nullable(),
            lastPayment: z
              .strictObject({ currency: z.string(), amount: z.int(), at: shownInstant })
              .nullable(),
          }),
        ),
      })
      .openapi('MappingCandidates'),
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id } }) =>
    mapDone(await listCandidates(ctx, { scope, customerId: id }), ({ customerId, candidates: found }) => ({
      customerId,
      data: found.map(({ lastPayment, ...one }) => ({
        ...one,
        createdAt: written(one.createdAt),
        lastPayment: lastPayment == null ? null : { ...lastPayment, at: written(lastPayment.at) },
      })),
    })),
);

const decisionBody = z
  .strictObject({
    clients: z.array(idOf('cus')).min(1).max(1_000).optional().openapi({ description: 'These.' }),
    all: z
      .strictObject({ status: clientStatus.optional(), search })
      .optional()
      .openapi({ description: 'Instead: all that a list with this filter shows.' }),
    decision: z
      .enum(['map', 'accept', 'create', 'ignore', 'undecided'])
      .openapi({ description: '`accept`: each is mapped to what is proposed for it.' }),
    stripeCustomerId: oneLine(255).optional().openapi({ description: 'With `map`, for one client.' }),
    acceptPossible: z
      .boolean()
      .optional()
      .openapi({ description: 'With `accept`: also what is proposed by a name or a domain alone.' }),
  })
  .superRefine((body, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if ((body.clients === undefined) === (body.all === undefined))
      issue('clients', 'Give either clients or all.');
    if ((body.decision === 'map') !== (body.stripeCustomerId !== undefined))
      issue('stripeCustomerId', 'Give it with map, and only with map.');
    if (body.decision === 'map' && body.clients?.length !== 1)
      issue('clients', 'A Stripe customer is mapped to one client: give one.');
  })
  .openapi('MappingDecisionInput');

const decisions = endpoint(
  {
    method: 'post',
    path: '/mapping/decisions',
    operationId: 'decideMapping',
    tag: 'Customers',
    summary: 'Decide what is to become of clients: of one, of several, or of all that match',
    description:
      'Nothing is done at Stripe before an import. Clients that are linked, without a proposal to accept, or whose proposal another has stay as they are.',
    params: NOTHING,
    query: NOTHING,
    body: decisionBody,
    answer: z.strictObject({ decisionId: z.string(), clients: z.int() }).openapi('MappingDecision'),
    refuses: ['mapping_not_ready', 'not_found', 'client_linked', 'stripe_customer_taken'],
  },
  ({ ctx, caller: { scope }, body }) =>
    decide(ctx, { scope, which: whichOf(body), deciding: decidingOf(body) }),
);

const undone = endpoint(
  {
    method: 'post',
    path: '/mapping/decisions/undo',
    operationId: 'undoMappingDecision',
    tag: 'Customers',
    summary: 'Undo the last decision as one',
    params: NOTHING,
    query: NOTHING,
    body: z.strictObject({
      decisionId: idOf('bat').optional().openapi({ description: 'Refused where it is not the last one.' }),
    }),
    bodyOptional: true,
    answer: z.strictObject({ clients: z.int() }),
    refuses: ['nothing_to_undo'],
  },
  ({ ctx, caller: { scope }, body: { decisionId } }) =>
    undoLastDecision(ctx, { scope, decisionId: decisionId ?? null }),
);

type Body = z.output<typeof decisionBody>;

const whichOf = ({ clients: ids = [], all }: Body): Which =>
  all === undefined
    ? { kind: 'these', customerIds: ids }
    : { kind: 'all', status: all.status ?? null, search: all.search ?? null };

function decidingOf({ decision, stripeCustomerId = '', acceptPossible = false }: Body): Deciding {
  switch (decision) {
    case 'map':
      return { kind: 'map', target: stripeCustomerId };
    case 'accept':
      return { kind: 'accept', possible: acceptPossible };
    case 'create':
    case 'ignore':
    case 'undecided':
      return { kind: decision };
  }
}

export const mappingEndpoints = [read, refresh, clients, stripeCustomers, candidates, decisions, undone];
