import { z } from '@hono/zod-openapi';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import type { Context } from '../../../operations/core/context.ts';
import { applyImport, cancelImport } from '../../../operations/imports/decide.ts';
import { MOST_BYTES, MOST_LINES } from '../../../operations/imports/lines-of.ts';
import { listImportLines, readImport } from '../../../operations/imports/read.ts';
import { startImport } from '../../../operations/imports/start.ts';
import { streamCustomers } from '../../../operations/imports/stream-customers.ts';
import { customersCsv } from '../../customers-csv.ts';
import { searchQuery } from '../customers/list.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { csvAnswer, csvBody } from '../schemas/csv.ts';
import { byId } from '../schemas/lists.ts';
import { byOf, fileAsked, fileQuery, linesAsked, linesQuery } from './ask.ts';
import { customerImport, importLines, shownImport, shownImportLine } from './schema.ts';

type Scope = Parameters<typeof readImport>[1]['scope'];
const read = async (ctx: Context, scope: Scope, importId: string) =>
  mapDone(await readImport(ctx, { scope, importId, kind: 'customers' }), shownImport);

const start = endpoint(
  {
    method: 'post',
    path: '/customer-imports',
    operationId: 'startCustomerImport',
    tag: 'Customers',
    summary: 'Send a file of customers, to see what it would change',
    description: [
      `CSV in UTF-8 or UTF-16, of ${MOST_LINES} lines and ${MOST_BYTES / 1_000_000} MB at most, with commas, semicolons or tabs.`,
      'A line is about the customer with its `id` or one of its external ids; one that has only an address is proposed.',
      '`parent` names who pays: a customer’s id, or `KEY:ID` of one that is here or in the same file.',
      'An empty cell changes nothing. Nothing at all is changed before the import is applied.',
    ].join(' '),
    params: NOTHING,
    query: fileQuery,
    body: csvBody,
    takes: 'text/csv',
    status: 201,
    answer: customerImport,
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query, body }) => {
    const ask = { kind: 'customers', file: body, ...fileAsked(query), by: byOf(ctx) } as const;
    const started = await startImport(ctx, { scope, ...ask });
    return thenRead(started, ({ importId }) => read(ctx, scope, importId));
  },
);

const show = endpoint(
  {
    method: 'get',
    path: '/customer-imports/{id}',
    operationId: 'readCustomerImport',
    tag: 'Customers',
    summary: 'Read how far an import is',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: customerImport,
    refuses: ['not_found'],
  },
  ({ ctx, caller: { scope }, params: { id } }) => read(ctx, scope, id),
);

const lines = endpoint(
  {
    method: 'get',
    path: '/customer-imports/{id}/lines',
    operationId: 'listCustomerImportLines',
    tag: 'Customers',
    summary: 'List what each line changes, and what is wrong with it',
    params: byId,
    query: linesQuery,
    body: NOTHING,
    answer: importLines,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id }, query }) => {
    const ask = { importId: id, kind: 'customers', ...linesAsked(query) } as const;
    return mapDone(await listImportLines(ctx, { scope, ...ask }), (found) => ({
      data: found.lines.map(shownImportLine),
      hasMore: found.next !== null,
      nextCursor: found.next,
    }));
  },
);

const apply = endpoint(
  {
    method: 'post',
    path: '/customer-imports/{id}/apply',
    operationId: 'applyCustomerImport',
    tag: 'Customers',
    summary: 'Do what an import said it would change',
    params: byId,
    query: NOTHING,
    body: z.strictObject({
      proposals: z.enum(['skip', 'change', 'create']).optional().openapi({
        description:
          'What becomes of lines whose address a customer has already; without it, they are skipped.',
      }),
    }),
    bodyOptional: true,
    answer: customerImport,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id: importId }, body: { proposals = 'skip' } }) => {
    const applied = await applyImport(ctx, { scope, importId, proposals, by: byOf(ctx) });
    return thenRead(applied, () => read(ctx, scope, importId));
  },
);

const cancel = endpoint(
  {
    method: 'post',
    path: '/customer-imports/{id}/cancel',
    operationId: 'cancelCustomerImport',
    tag: 'Customers',
    summary: 'End an import where it stands',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: customerImport,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id: importId } }) =>
    thenRead(await cancelImport(ctx, { scope, importId, kind: 'customers' }), () =>
      read(ctx, scope, importId),
    ),
);

const exported = endpoint(
  {
    method: 'get',
    path: '/customers.csv',
    operationId: 'exportCustomers',
    tag: 'Customers',
    summary: 'Export customers as CSV',
    description:
      'With the columns of an import. What a spreadsheet would take for a formula has a quote before it.',
    params: NOTHING,
    query: z.strictObject({ search: searchQuery }),
    body: NOTHING,
    answer: csvAnswer,
    media: 'text/csv',
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query: { search } }) =>
    mapDone(await streamCustomers(ctx, { scope, search: search ?? null }), customersCsv),
);

export const importEndpoints = [exported, start, show, lines, apply, cancel];
