import { z } from '@hono/zod-openapi';
import { readNumber } from '../../../domain/invoice/read-number.ts';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { createDraft } from '../../../operations/invoices/create-draft.ts';
import { deleteDraft } from '../../../operations/invoices/delete-draft.ts';
import { replaceDraft } from '../../../operations/invoices/update-draft.ts';
import { listInvoices } from '../../../operations/resources/list-invoices.ts';
import { readInvoice } from '../../../operations/resources/read-invoice.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { idOf, instant } from '../schemas/fields.ts';
import { invoice, invoiceStatus, invoiceSummary } from '../schemas/invoice.ts';
import { draftInput, invoiceBody } from '../schemas/invoice-input.ts';
import { byId, deleted, listOf, pageOf, pageQuery, yesOrNo } from '../schemas/lists.ts';

const create = endpoint(
  {
    method: 'post',
    path: '/invoices',
    operationId: 'createInvoice',
    tag: 'Invoices',
    summary: 'Create a draft',
    description: 'Amounts are integer minor units of the currency as ISO 4217 counts them.',
    params: NOTHING,
    query: NOTHING,
    body: invoiceBody,
    status: 201,
    answer: invoice,
    refuses: ['customer_erased'],
  },
  async ({ ctx, caller: { scope }, command: { commandId, seed }, body }) => {
    const ask = { invoiceId: `inv_${seed}`, commandId, draft: draftInput(body) };
    const created = await createDraft(ctx, { scope, ...ask });
    return thenRead(created, ({ invoiceId }) => readInvoice(ctx, { scope, invoiceId }));
  },
);

const query = z.strictObject({
  ...pageQuery('inv'),
  status: invoiceStatus.optional(),
  customerId: idOf('cus').optional(),
  overdue: yesOrNo.optional(),
  createdAfter: instant.optional().openapi({ description: 'Created at this instant or later.' }),
  createdBefore: instant.optional().openapi({ description: 'Created before this instant.' }),
  number: z.string().max(100).optional().openapi({ description: 'A number as it is printed.' }),
});

const list = endpoint(
  {
    method: 'get',
    path: '/invoices',
    operationId: 'listInvoices',
    tag: 'Invoices',
    summary: 'List invoices, newest first',
    description: 'Invoices in lists come without their lines.',
    params: NOTHING,
    query,
    body: NOTHING,
    answer: listOf(invoiceSummary).openapi('InvoiceList'),
    refuses: [],
  },
  ({ ctx, caller, query: asked }) => {
    const filters = {
      status: asked.status ?? null,
      customerId: asked.customerId ?? null,
      overdue: asked.overdue ?? null,
      createdAfter: asked.createdAfter ?? null,
      createdBefore: asked.createdBefore ?? null,
      numbers: asked.number === undefined ? null : readNumber(asked.number),
    };
    return listInvoices(ctx, { scope: caller.scope, filters, page: pageOf(asked) });
  },
);

const read = endpoint(
  {
    method: 'get',
    path: '/invoices/{id}',
    operationId: 'readInvoice',
    tag: 'Invoices',
    summary: 'Read an invoice',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: invoice,
    refuses: ['not_found'],
  },
  ({ ctx, caller, params }) => readInvoice(ctx, { scope: caller.scope, invoiceId: params.id }),
);

const replace = endpoint(
  {
    method: 'put',
    path: '/invoices/{id}',
    operationId: 'replaceInvoice',
    tag: 'Invoices',
    summary: 'Replace a draft',
    description: 'Omitted fields are cleared. A finalized invoice never changes: void it and issue another.',
    params: byId,
    query: NOTHING,
    body: invoiceBody,
    answer: invoice,
    refuses: ['not_found', 'invoice_not_draft'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params, body }) => {
    const ask = { invoiceId: params.id, commandId, draft: draftInput(body) };
    const replaced = await replaceDraft(ctx, { scope, ...ask });
    return thenRead(replaced, ({ invoiceId }) => readInvoice(ctx, { scope, invoiceId }));
  },
);

const remove = endpoint(
  {
    method: 'delete',
    path: '/invoices/{id}',
    operationId: 'deleteInvoice',
    tag: 'Invoices',
    summary: 'Delete a draft',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: deleted,
    refuses: ['not_found', 'invoice_not_draft'],
  },
  async ({ ctx, caller, command: { commandId }, params: { id } }) => {
    const removed = await deleteDraft(ctx, { scope: caller.scope, invoiceId: id, commandId });
    return mapDone(removed, () => ({ id, object: 'invoice' as const, deleted: true as const }));
  },
);

export const invoiceEndpoints = [create, list, read, replace, remove];
