import { z } from '@hono/zod-openapi';
import { ROW_STATES } from '../../../domain/imports/states.ts';
import type { Context } from '../../../operations/core/context.ts';

/** Whoever sends or applies a file, as its import names them. */
export const byOf = (ctx: Context): string => ctx.actor?.name ?? 'API';

/** What is said of a file beside it. */
export const fileQuery = z.strictObject({
  fileName: z.string().max(200).optional(),
  separator: z.enum(['comma', 'semicolon', 'tab']).optional().openapi({
    description: 'What stands between the columns; without it, what the first line says.',
  }),
});

const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const;

/** The same as an import takes it: null for what is not said. */
export const fileAsked = ({ fileName, separator }: z.output<typeof fileQuery>) => ({
  fileName: fileName ?? null,
  separator: separator === undefined ? null : SEPARATORS[separator],
});

/** Which lines of an import are listed. */
export const linesQuery = z.strictObject({
  state: z.enum(ROW_STATES).optional(),
  startingAfter: z
    .string()
    .regex(/^[0-9]{1,9}$/, 'Give the `nextCursor` of the page before.')
    .optional(),
  limit: z
    .string()
    .regex(/^(?:[1-9][0-9]?|[1-4][0-9]{2}|500)$/, 'Give a whole number from 1 to 500.')
    .optional()
    .openapi({ type: 'integer', minimum: 1, maximum: 500 }),
});

/** The same as the list takes it. */
export const linesAsked = ({ state, startingAfter, limit }: z.output<typeof linesQuery>) => ({
  state: state ?? null,
  after: Number(startingAfter ?? 0),
  limit: Number(limit ?? 100),
});
