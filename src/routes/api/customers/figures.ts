import { z } from '@hono/zod-openapi';
import { listFigures, readCustomerFigures } from '../../../operations/resources/list-figures.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId, listOf, pageOf, pageQuery } from '../schemas/lists.ts';
import { searchQuery } from './list.ts';

const minor = z.int();
const figures = z
  .strictObject({
    id: z.string(),
    legalName: z.string(),
    email: z.string().nullable(),
    figures: z
      .array(
        z.strictObject({
          currency: z.string(),
          invoices: z.int().openapi({ description: 'How many were issued and not voided.' }),
          billed: minor,
          paid: minor,
          open: minor.openapi({
            description: 'What remains of open invoices; the next three are parts of it.',
          }),
          processing: minor.openapi({ description: 'What is on its way from a bank.' }),
          overdue: minor,
          failed: minor.openapi({
            description: 'What remains where the last payment failed or was returned.',
          }),
          credit: minor.openapi({ description: 'What is kept for later invoices.' }),
          lastPaidAt: z.string().nullable().openapi({ format: 'date-time' }),
          daysToPay: z
            .int()
            .nullable()
            .openapi({ description: 'From issue to payment on average, in full days.' }),
        }),
      )
      .readonly()
      .openapi({ description: 'By currency, in its minor units; currencies are never added up.' }),
  })
  .openapi('CustomerFigures');

const list = endpoint(
  {
    method: 'get',
    path: '/customer-figures',
    operationId: 'listCustomerFigures',
    tag: 'Customers',
    summary: 'List what customers were billed, paid and owe',
    params: NOTHING,
    query: z.strictObject({ ...pageQuery('cus'), search: searchQuery }),
    body: NOTHING,
    answer: listOf(figures).openapi('CustomerFiguresList'),
    refuses: [],
  },
  ({ ctx, caller: { scope }, query: { search, ...page } }) => {
    const filters = { email: null, externalId: null, alias: null, search: search ?? null };
    return listFigures(ctx, { scope, filters, page: pageOf(page) });
  },
);

const read = endpoint(
  {
    method: 'get',
    path: '/customers/{id}/figures',
    operationId: 'readCustomerFigures',
    tag: 'Customers',
    summary: 'Read what a customer was billed, paid and owes',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: figures,
    refuses: ['not_found'],
  },
  ({ ctx, caller: { scope }, params: { id } }) => readCustomerFigures(ctx, { scope, customerId: id }),
);

export const figureEndpoints = [list, read];
