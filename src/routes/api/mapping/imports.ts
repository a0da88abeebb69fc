import { z } from '@hono/zod-openapi';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { cancelImport } from '../../../operations/mapping/cancel-import.ts';
import { listImported, readImport } from '../../../operations/mapping/read-import.ts';
import { startImport } from '../../../operations/mapping/start-import.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { shownInstant } from '../schemas/fields.ts';
import { byId, listOf, pageOf, pageQuery } from '../schemas/lists.ts';
import { clientImport, rowState, shownImport, written } from './schema.ts';

const begin = endpoint(
  {
    method: 'post',
    path: '/mapping/imports',
    operationId: 'startClientImport',
    tag: 'Customers',
    summary: 'Import: do what was decided, in the background',
    description:
      'One import runs at a time: where one is under way, it is that one (`joined`). A client is done once however often it is imported; what is on file of one that was mapped is read at once, and asks what becomes of its open invoices before anything of them is charged.',
    params: NOTHING,
    query: NOTHING,
    body: z.strictObject({
      only: z.enum(['all', 'failed']).optional().openapi({ description: 'By default, all.' }),
    }),
    bodyOptional: true,
    status: 201,
    answer: z.strictObject({ ...clientImport.shape, joined: z.boolean() }).openapi('StartedClientImport'),
    refuses: ['mapping_not_ready', 'nothing_to_import'],
  },
  async ({ ctx, caller: { scope, name }, command: { commandId }, body: { only } }) => {
    const begun = await startImport(ctx, { scope, commandId, by: name, only: only ?? 'all' });
    return thenRead(begun, async ({ importId, joined }) =>
      mapDone(await readImport(ctx, { scope, importId }), (row) => ({ ...shownImport(row), joined })),
    );
  },
);

const read = endpoint(
  {
    method: 'get',
    path: '/mapping/imports/{id}',
    operationId: 'readClientImport',
    tag: 'Customers',
    summary: 'Read how far an import is',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: clientImport,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id } }) =>
    mapDone(await readImport(ctx, { scope, importId: id }), shownImport),
);

const cancel = endpoint(
  {
    method: 'post',
    path: '/mapping/imports/{id}/cancel',
    operationId: 'cancelClientImport',
    tag: 'Customers',
    summary: 'End an import before its time',
    description: 'What was done stays done; what was not stays decided, for another import.',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: clientImport,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope, name }, command: { commandId }, params: { id } }) =>
    thenRead(await cancelImport(ctx, { scope, importId: id, commandId, by: name }), async () =>
      mapDone(await readImport(ctx, { scope, importId: id }), shownImport),
    ),
);

const rows = endpoint(
  {
    method: 'get',
    path: '/mapping/imports/{id}/clients',
    operationId: 'listClientImport',
    tag: 'Customers',
    summary: 'List an import’s clients with what came of each',
    params: byId,
    query: z.strictObject({ ...pageQuery('cus'), state: rowState }),
    body: NOTHING,
    answer: listOf(
      z.strictObject({
        id: z.string(),
        object: z.literal('imported_client'),
        name: z.string(),
        email: z.string().nullable(),
        action: z.enum(['map', 'create']),
        state: rowState,
        stripeCustomerId: z.string().nullable(),
        code: z.string().nullable().openapi({ description: 'Stripe’s code, or ours.' }),
        message: z.string().nullable(),
        endedAt: shownInstant.nullable(),
      }),
    ).openapi('ImportedClientList'),
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id }, query: { state, ...page } }) =>
    mapDone(await listImported(ctx, { scope, importId: id, state, page: pageOf(page) }), (found) => ({
      ...found,
      data: found.data.map((one) => ({
        ...one,
        object: 'imported_client' as const,
        endedAt: one.endedAt === null ? null : written(one.endedAt),
      })),
    })),
);

export const clientImportEndpoints = [begin, read, cancel, rows];
