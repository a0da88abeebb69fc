import { z } from '@hono/zod-openapi';
import { parentChangeText } from '../../../domain/customer/parent-words.ts';
import { mapDone } from '../../../domain/outcome.ts';
import { previewParent } from '../../../operations/customers/preview-parent.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId } from '../schemas/lists.ts';

const named = z.strictObject({ id: z.string(), name: z.string() }).nullable();
const paidBy = z.enum(['itself', 'parent', 'nobody']);

export const parentChange = endpoint(
  {
    method: 'get',
    path: '/customers/{id}/parent-change',
    operationId: 'readParentChange',
    tag: 'Customers',
    summary: 'Read what another parent, or none, would mean for planned charges',
    description: 'Changes nothing: the change is made by `parentId` of the customer.',
    params: byId,
    query: z.strictObject({
      parentId: z
        .string()
        .max(60)
        .optional()
        .openapi({ description: 'Who would pay for it; nobody where it is left out.' }),
    }),
    body: NOTHING,
    answer: z
      .strictObject({
        customerId: z.string(),
        from: named,
        to: named,
        paidByNow: paidBy,
        paidByThen: paidBy.openapi({
          description: '`itself`: it has a method of its own that is charged automatically.',
        }),
        invoices: z
          .array(
            z.strictObject({
              id: z.string(),
              number: z.string().nullable(),
              currency: z.string(),
              amountRemaining: z.int(),
              chargeAt: z
                .string()
                .nullable()
                .openapi({ format: 'date-time', description: 'As it is planned now.' }),
            }),
          )
          .readonly()
          .openapi({ description: 'The first fifty that are open and were sent.' }),
        openInvoices: z.int(),
        stopped: z.int().openapi({ description: 'Payments under way that are closed.' }),
        moving: z.int().openapi({ description: 'Bank debits on their way: they go on.' }),
        means: z.string().openapi({ description: 'The same in words.' }),
      })
      .openapi('ParentChange'),
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id }, query: { parentId = null } }) =>
    mapDone(await previewParent(ctx, { scope, customerId: id, parentId }), (change) => ({
      ...change,
      invoices: change.invoices.map((invoice) => ({
        ...invoice,
        chargeAt: invoice.chargeAt === null ? null : new Date(invoice.chargeAt).toISOString(),
      })),
      means: parentChangeText(change),
    })),
);
