import { z } from '@hono/zod-openapi';
import { isoInstant } from '../../../domain/iso-instant.ts';
import { mapDone } from '../../../domain/outcome.ts';
import { BLOCK_SUBJECTS } from '../../../domain/payment/card-testing.ts';
import { type Block, listBlocks } from '../../../operations/card-testing/list-blocks.ts';
import { releaseBlock } from '../../../operations/card-testing/release-block.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { oneLine, shownInstant } from '../schemas/fields.ts';
import { byId } from '../schemas/lists.ts';

const block = z
  .strictObject({
    id: z.string(),
    object: z.literal('payment_block'),
    subject: z.enum(BLOCK_SUBJECTS).openapi({
      description:
        '`link`: the links of an invoice. `customer`: a customer’s links and portal. `business`: all your links, not the portal.',
    }),
    subjectId: z.string().openapi({ description: 'The id of the invoice, of the customer, or your own.' }),
    declines: z.int().min(1).openapi({ description: 'How many refused cards led to it.' }),
    since: shownInstant,
    until: shownInstant.openapi({ description: 'When it ends by itself.' }),
    released: z
      .strictObject({ at: shownInstant, by: z.string(), reason: z.string() })
      .nullable()
      .openapi({ description: 'Who ended it before, and why.' }),
  })
  .openapi('PaymentBlock');

const shown = (row: Block): z.input<typeof block> => ({
  id: row.id,
  object: 'payment_block',
  subject: row.subjectType,
  subjectId: row.subjectId,
  declines: row.declines,
  since: isoInstant(row.since),
  until: isoInstant(row.until),
  released:
    row.releasedAt === null
      ? null
      : { at: isoInstant(row.releasedAt), by: row.releasedBy ?? '', reason: row.releaseReason ?? '' },
});

const list = endpoint(
  {
    method: 'get',
    path: '/payment-blocks',
    operationId: 'listPaymentBlocks',
    tag: 'Payments',
    summary: 'List what takes no card for now',
    description: [
      'Somebody tests cards: 10 were refused on a link or 20 of a customer within a day, or 50 on all your links within an',
      'hour, more than were accepted. Whoever pays there is asked to write to you; automatic charges go on. Returns the',
      'newest 200 blocks that last.',
    ].join(' '),
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: z.strictObject({ data: z.array(block) }).openapi('PaymentBlockList'),
    refuses: [],
  },
  async ({ ctx, caller: { scope } }) =>
    mapDone(await listBlocks(ctx, { scope }), (blocks) => ({ data: blocks.map(shown) })),
);

const release = endpoint(
  {
    method: 'post',
    path: '/payment-blocks/{id}/release',
    operationId: 'releasePaymentBlock',
    tag: 'Payments',
    summary: 'Release a payment block',
    description: 'Cards are taken again at once, and those refused until now count no more.',
    params: byId,
    query: NOTHING,
    body: z
      .strictObject({
        reason: oneLine(500).openapi({ example: 'It was the customer; they called.' }),
        releasedBy: oneLine(200).optional().openapi({
          description: 'Who vouches for it; the API key’s name, where it is left out.',
        }),
      })
      .openapi('ReleaseInput'),
    answer: block,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope, name }, params, body: { reason, releasedBy } }) => {
    const ask = { blockId: params.id, by: releasedBy ?? name, reason };
    return mapDone(await releaseBlock(ctx, { scope, ...ask }), shown);
  },
);

export const paymentBlockEndpoints = [list, release];
