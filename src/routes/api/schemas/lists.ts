import { z } from '@hono/zod-openapi';
import type { IdPrefix } from '../../../domain/ids.ts';
import { idOf } from './fields.ts';

const DEFAULT_LIMIT = 20;

/** The pagination part of a query. */
export const pageQuery = (prefix: IdPrefix) => ({
  startingAfter: idOf(prefix)
    .optional()
    .openapi({ description: 'The page after this one: the `nextCursor` of the page before.' }),
  limit: z
    .string()
    .regex(/^(?:[1-9][0-9]?|100)$/, 'Give a whole number from 1 to 100.')
    .optional()
    .openapi({
      type: 'integer',
      minimum: 1,
      maximum: 100,
      description: `${DEFAULT_LIMIT} where it is left out.`,
    }),
});

export const pageOf = (query: { startingAfter?: string | undefined; limit?: string | undefined }) => ({
  startingAfter: query.startingAfter ?? null,
  limit: Number(query.limit ?? DEFAULT_LIMIT),
});

export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    data: z.array(item).readonly(),
    hasMore: z.boolean(),
    nextCursor: z.string().nullable().openapi({ description: 'The `startingAfter` of the next page.' }),
  });

export const yesOrNo = z.enum(['true', 'false']).transform((text) => text === 'true');

export const deleted = z.strictObject({
  id: z.string(),
  object: z.enum(['customer', 'invoice', 'webhook_endpoint']),
  deleted: z.literal(true),
});

export const byId = z.strictObject({ id: z.string().openapi({ description: 'The id of it.' }) });
