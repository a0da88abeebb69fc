import { z } from '@hono/zod-openapi';
import { parsePlace } from '../../../domain/timeline.ts';
import { shownInstant } from '../schemas/fields.ts';
import { pageOf, pageQuery } from '../schemas/lists.ts';

const place = z
  .string()
  .refine((id) => parsePlace(id) !== null, 'Give the nextCursor of the page before.')
  .openapi({ example: 'inv_01kqf1qz8r0000000000000000.12' });

/** The part of a query that says which page of a timeline. */
export const timelineQuery = z.strictObject({
  limit: pageQuery('inv').limit,
  startingAfter: place
    .optional()
    .openapi({ description: 'The page after this one: the `nextCursor` of the page before.' }),
});

/** The page that a parsed query asks for. */
export const timelinePage = (query: z.output<typeof timelineQuery>) => ({
  limit: pageOf({ limit: query.limit }).limit,
  startingAfter: query.startingAfter === undefined ? null : parsePlace(query.startingAfter),
});

export const timelineEntry = z
  .strictObject({
    id: z.string(),
    object: z.literal('timeline_entry'),
    subject: z
      .strictObject({ type: z.string(), id: z.string() })
      .openapi({ description: 'What it happened to: an `invoice`, a `payment` or a `customer`.' }),
    seq: z
      .int()
      .openapi({ description: 'Its number among the entries of its subject, from 1, without a gap.' }),
    at: shownInstant,
    code: z.string().openapi({
      description: 'What happened, for programs. `unknown` for an entry that another version recorded.',
      example: 'payment.claimed',
    }),
    text: z.string().openapi({
      description: 'The same in plain English, for people. The words may change; the code does not.',
      example:
        'Automatic charge of $420.00 started because: on due date, set by the customer on 3 Mar 2026, ' +
        'announced on 5 Mar 2026, second attempt, due 11 Mar 2026, Visa •••• 4242.',
    }),
    data: z.record(z.string(), z.unknown()).nullable().openapi({
      description: 'What was recorded with it. Amounts in minor units, instants in milliseconds.',
    }),
  })
  .openapi('TimelineEntry');
