import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { createDraft } from '../../../operations/invoices/create-draft.ts';
import { deleteDraft } from '../../../operations/invoices/delete-draft.ts';
import { replaceDraft } from '../../../operations/invoices/update-draft.ts';
import { readInvoice } from '../../../operations/resources/read-invoice.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { invoice } from '../schemas/invoice.ts';
import { draftInput, invoiceBody } from '../schemas/invoice-input.ts';
import { byId, deleted } from '../schemas/lists.ts';

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

export const invoiceEndpoints = [create, read, replace, remove];
