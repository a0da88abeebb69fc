import { z } from '@hono/zod-openapi';
import { mapDone, refused } from '../../../domain/outcome.ts';
import { type PartPreview, previewPart } from '../../../operations/invoices/preview-part.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { problemOf } from '../problems.ts';
import { byId } from '../schemas/lists.ts';

const minor = z.int().min(0);

const answer = z
  .strictObject({
    object: z.literal('part_preview'),
    currency: z.string(),
    amountRemaining: minor,
    amount: minor.openapi({
      description: 'What would be paid: of credit, so much that the rest can be charged.',
    }),
    rest: minor.openapi({ description: 'What would be left.' }),
    restIsChargeable: z.boolean().openapi({
      description: 'Whether nothing would be left, or what is left could be charged by itself.',
    }),
    smallestRest: minor.nullable().openapi({
      description:
        'The smallest rest that can be charged; null where Stripe does not charge in the currency.',
    }),
    refusal: z
      .strictObject({ code: z.string(), detail: z.string() })
      .nullable()
      .openapi({ description: 'The problem that the call itself would answer, without `smallRest: leave`.' }),
  })
  .openapi('PartPreview');

const query = z.strictObject({
  from: z.enum(['outside', 'credit']).openapi({
    description: '`outside` previews `record-payment`, `credit` previews `apply-credit`.',
  }),
  amount: z
    .string()
    .regex(/^[1-9][0-9]{0,14}$/, 'Give a whole number of minor units.')
    .optional()
    .openapi({ type: 'integer', minimum: 1, description: 'In minor units; by default, all that is owed.' }),
});

const preview = endpoint(
  {
    method: 'get',
    path: '/invoices/{id}/part-preview',
    operationId: 'previewPart',
    tag: 'Invoices',
    summary: 'Preview paying a part of an invoice',
    description: 'Says what would be left before it is done. Changes nothing.',
    params: byId,
    query,
    body: NOTHING,
    answer,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params, query: { from, amount } }) => {
    const ask = { invoiceId: params.id, from, amount: amount === undefined ? null : Number(amount) };
    return mapDone(await previewPart(ctx, { scope, ...ask }), shown);
  },
);

function shown({ refusal, ...preview }: PartPreview): z.input<typeof answer> {
  if (refusal === null) return { object: 'part_preview', ...preview, refusal: null };
  const { code, detail } = problemOf(refused(refusal));
  return { object: 'part_preview', ...preview, refusal: { code, detail } };
}

export const partPreviewEndpoints = [preview];
