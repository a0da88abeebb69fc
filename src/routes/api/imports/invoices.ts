import { z } from '@hono/zod-openapi';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import type { Context } from '../../../operations/core/context.ts';
import type { Scope } from '../../../operations/core/scope.ts';
import { cancelImport, takeOver } from '../../../operations/imports/decide.ts';
import { MOST_BYTES, MOST_LINES } from '../../../operations/imports/lines-of.ts';
import { listImportLines } from '../../../operations/imports/read.ts';
import { readInvoiceImport } from '../../../operations/imports/read-invoice-import.ts';
import { startImport } from '../../../operations/imports/start.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { csvBody } from '../schemas/csv.ts';
import { byId } from '../schemas/lists.ts';
import { byOf, fileAsked, fileQuery, linesAsked, linesQuery } from './ask.ts';
import {
  invoiceImport,
  invoiceImportLines,
  shownInvoiceImport,
  shownInvoiceLine,
  takenInvoices,
} from './invoice-schema.ts';
import { takenCsv } from './taken-csv.ts';

const kind = 'invoices';

const read = async (ctx: Context, scope: Scope, importId: string) =>
  mapDone(await readInvoiceImport(ctx, { scope, importId }), shownInvoiceImport);

const start = endpoint(
  {
    method: 'post',
    path: '/invoice-imports',
    operationId: 'startInvoiceImport',
    tag: 'Invoices',
    summary: 'Send a file of another system’s invoices, to see what would be taken over',
    description: [
      `CSV in UTF-8 or UTF-16, of ${MOST_LINES} lines and ${MOST_BYTES / 1_000_000} MB at most, with commas, semicolons or tabs.`,
      'A line is a line of an invoice, and those with one `number` stand together. Amounts are in major units and stay as they are:',
      '`net` and `tax` have to come to `gross`, and lines to `total`. `customerId`, `externalId:NAME`, `customerEmail` or `customerName` says whose it is.',
      'Nothing is taken over before the import is applied. The same file twice makes nothing twice.',
    ].join(' '),
    params: NOTHING,
    query: fileQuery,
    body: csvBody,
    takes: 'text/csv',
    status: 201,
    answer: invoiceImport,
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query, body }) => {
    const ask = { kind, file: body, ...fileAsked(query), by: byOf(ctx) } as const;
    const started = await startImport(ctx, { scope, ...ask });
    return thenRead(started, ({ importId }) => read(ctx, scope, importId));
  },
);

const startFromJson = endpoint(
  {
    method: 'post',
    path: '/invoice-imports/from-json',
    operationId: 'startInvoiceImportFromJson',
    tag: 'Invoices',
    summary: 'Send another system’s invoices as JSON, to see what would be taken over',
    description:
      'As a file of them, up to 1000 at once. Line 2 of the report is the first line of the first invoice, and each line after it the next.',
    params: NOTHING,
    query: NOTHING,
    body: takenInvoices,
    status: 201,
    answer: invoiceImport,
    refuses: [],
  },
  async ({ ctx, caller: { scope }, body: { source, invoices } }) => {
    const file = takenCsv(invoices);
    const ask = { kind, file, fileName: source ?? null, separator: ',', by: byOf(ctx) } as const;
    const started = await startImport(ctx, { scope, ...ask });
    return thenRead(started, ({ importId }) => read(ctx, scope, importId));
  },
);

const show = endpoint(
  {
    method: 'get',
    path: '/invoice-imports/{id}',
    operationId: 'readInvoiceImport',
    tag: 'Invoices',
    summary: 'Read how far an import of invoices is',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: invoiceImport,
    refuses: ['not_found'],
  },
  ({ ctx, caller: { scope }, params: { id } }) => read(ctx, scope, id),
);

const lines = endpoint(
  {
    method: 'get',
    path: '/invoice-imports/{id}/lines',
    operationId: 'listInvoiceImportLines',
    tag: 'Invoices',
    summary: 'List what each line makes, and what is wrong with it',
    params: byId,
    query: linesQuery,
    body: NOTHING,
    answer: invoiceImportLines,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id }, query }) => {
    const ask = { importId: id, kind, ...linesAsked(query) } as const;
    return mapDone(await listImportLines(ctx, { scope, ...ask }), (found) => ({
      data: found.lines.map(shownInvoiceLine),
      hasMore: found.next !== null,
      nextCursor: found.next,
    }));
  },
);

const apply = endpoint(
  {
    method: 'post',
    path: '/invoice-imports/{id}/apply',
    operationId: 'applyInvoiceImport',
    tag: 'Invoices',
    summary: 'Take over the invoices of an import',
    description:
      'They keep their numbers and dates, nothing is mailed, and no receipt goes out. Open ones have a page, a link and a row in the portal; none is charged or reminded of by itself unless you say so here, or later for one of them.',
    params: byId,
    query: NOTHING,
    body: z.strictObject({
      wrongLines: z.enum(['refuse', 'leave_out']).optional().openapi({
        description:
          'What to do where lines are wrong: `refuse` takes nothing over, and is meant where it is omitted; `leave_out` takes the others.',
      }),
      collect: z.boolean().optional().openapi({
        description:
          'Whether open invoices are charged and reminded of, as any that was sent. Off if omitted.',
      }),
    }),
    bodyOptional: true,
    answer: invoiceImport,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id: importId }, body }) => {
    const { wrongLines = 'refuse', collect = false } = body;
    const applied = await takeOver(ctx, { scope, importId, kind, wrongLines, collect, by: byOf(ctx) });
    return thenRead(applied, () => read(ctx, scope, importId));
  },
);

const cancel = endpoint(
  {
    method: 'post',
    path: '/invoice-imports/{id}/cancel',
    operationId: 'cancelInvoiceImport',
    tag: 'Invoices',
    summary: 'End an import of invoices where it stands',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: invoiceImport,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id: importId } }) =>
    thenRead(await cancelImport(ctx, { scope, importId, kind }), () => read(ctx, scope, importId)),
);

export const invoiceImportEndpoints = [start, startFromJson, show, lines, apply, cancel];
