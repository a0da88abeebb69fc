import { z } from '@hono/zod-openapi';
import { INVOICE_SORTS } from '../../../domain/invoice/list-order.ts';
import { mapDone } from '../../../domain/outcome.ts';
import {
  ALL_INVOICES,
  type AskedInvoices,
  listInvoices,
} from '../../../operations/resources/list-invoices.ts';
import { streamInvoiceLines, streamInvoices } from '../../../operations/resources/stream-invoices.ts';
import { invoiceLinesCsv, invoicesCsv, invoiceTaxesCsv } from '../../invoices-csv.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { csvAnswer } from '../schemas/csv.ts';
import { currencyCode, idOf, instant, localDate } from '../schemas/fields.ts';
import { invoiceStatus, invoiceSummary } from '../schemas/invoice.ts';
import { listOf, pageQuery, yesOrNo } from '../schemas/lists.ts';

const minorUnits = z
  .string()
  .regex(/^-?\d{1,15}$/, 'Give a whole number of minor units.')
  .transform(Number)
  .openapi({ type: 'integer' });

const filters = {
  status: invoiceStatus.optional(),
  customerId: idOf('cus').optional(),
  overdue: yesOrNo.optional(),
  createdAfter: instant.optional().openapi({ description: 'Created at this instant or later.' }),
  createdBefore: instant.optional().openapi({ description: 'Created before this instant.' }),
  updatedAfter: instant.optional().openapi({ description: 'Changed at this instant or later.' }),
  updatedBefore: instant.optional().openapi({ description: 'Last changed before this instant.' }),
  issuedFrom: localDate.optional().openapi({ description: 'Issued on this day or later.' }),
  issuedTo: localDate.optional().openapi({ description: 'Issued on this day or earlier.' }),
  dueFrom: localDate.optional().openapi({ description: 'Due on this day or later.' }),
  dueTo: localDate.optional().openapi({ description: 'Due on this day or earlier.' }),
  totalFrom: minorUnits
    .optional()
    .openapi({ description: 'With a total of so much or more, in minor units.' }),
  totalTo: minorUnits.optional().openapi({ description: 'With a total of so much or less, in minor units.' }),
  currency: currencyCode.optional(),
  number: z.string().max(100).optional().openapi({ description: 'A number as it is printed.' }),
  text: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: 'A number as it is printed, or words of the customer.' }),
  sort: z.enum(INVOICE_SORTS).optional().openapi({
    description: 'Where it is left out: by the day or instant that is asked for, else `createdAt`.',
  }),
  order: z.enum(['asc', 'desc']).optional().openapi({ description: '`desc` where it is left out.' }),
};

const query = z.strictObject({
  ...filters,
  ...pageQuery('inv'),
  startingAfter: z
    .string()
    .max(60)
    .optional()
    .openapi({ description: 'The page after this one: the `nextCursor` of the page before.' }),
});
const exportQuery = z.strictObject(filters);

const askedOf = ({ sort, order, ...asked }: z.infer<typeof exportQuery>): AskedInvoices => ({
  ...ALL_INVOICES,
  ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
  order: {
    ...(sort !== undefined && { by: sort }),
    ...(order !== undefined && { direction: order }),
  },
});

const list = endpoint(
  {
    method: 'get',
    path: '/invoices',
    operationId: 'listInvoices',
    tag: 'Invoices',
    summary: 'List invoices, newest first or as they are sorted',
    description:
      'Invoices in lists come without their lines. To keep a copy up to date, ask with `sort=updatedAt` and `order=asc`.',
    params: NOTHING,
    query,
    body: NOTHING,
    answer: listOf(invoiceSummary).openapi('InvoiceList'),
    refuses: [],
  },
  ({ ctx, caller: { scope }, query: { startingAfter = null, limit = '20', ...asked } }) =>
    listInvoices(ctx, { scope, asked: askedOf(asked), startingAfter, limit: Number(limit) }),
);

const csv = { method: 'get', tag: 'Invoices', params: NOTHING, query: exportQuery, body: NOTHING } as const;
const ROWS = 'All of the list. Amounts are integer minor units of the currency.';

const exported = endpoint(
  {
    ...csv,
    path: '/invoices.csv',
    operationId: 'exportInvoices',
    summary: 'Export invoices as CSV',
    description: ROWS,
    answer: csvAnswer,
    media: 'text/csv',
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query: asked }) =>
    mapDone(await streamInvoices(ctx, { scope, asked: askedOf(asked) }), invoicesCsv),
);

const lines = endpoint(
  {
    ...csv,
    path: '/invoice-lines.csv',
    operationId: 'exportInvoiceLines',
    summary: 'Export the lines of invoices as CSV',
    description: ROWS,
    answer: csvAnswer,
    media: 'text/csv',
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query: asked }) =>
    mapDone(await streamInvoiceLines(ctx, { scope, asked: askedOf(asked) }), invoiceLinesCsv),
);

const taxes = endpoint(
  {
    ...csv,
    path: '/invoice-taxes.csv',
    operationId: 'exportInvoiceTaxes',
    summary: 'Export the taxes of invoices as CSV',
    description: `A row for each rate of each invoice. ${ROWS}`,
    answer: csvAnswer,
    media: 'text/csv',
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query: asked }) =>
    mapDone(await streamInvoices(ctx, { scope, asked: askedOf(asked) }), invoiceTaxesCsv),
);

export const invoiceListEndpoints = [list, exported, lines, taxes];
