import { z } from '@hono/zod-openapi';
import { BITE, STOPPED_KINDS } from '../../../domain/watch/stopped.ts';
import type { StoppedWork } from '../../../operations/watch/stopped-work.ts';
import { oneLine, shownInstant } from '../schemas/fields.ts';

export const workKind = z.enum(STOPPED_KINDS).openapi({
  description: [
    '`dead_effect`: a job that was given up. `quarantined_event`: an event of Stripe’s that cannot be worked on.',
    '`stuck_effect`, `stuck_event`: retried and still failing after an hour, or due for a quarter of one.',
    '`unknown_object`: a payment at Stripe that names you and is not known here.',
    '`dead_letter`: a message that the queue gave up on; only the operator sees these.',
  ].join(' '),
});

export const workCount = z
  .strictObject({
    kind: workKind,
    reason: z.string().nullable(),
    count: z.int(),
    oldestAt: shownInstant,
  })
  .openapi('WorkCount');

export const work = z
  .strictObject({
    object: z.literal('work'),
    kind: workKind,
    id: z.string(),
    merchantId: z.string().nullable(),
    what: z.string().openapi({ description: 'The kind of job, or the type of the event.', example: 'email' }),
    reason: z.string().nullable().openapi({ description: 'Why it stopped, or why it failed last.' }),
    attempts: z.int(),
    failedAt: shownInstant.openapi({ description: 'When it first failed. A retry does not change it.' }),
    names: z.record(z.string(), z.string()).openapi({ description: 'The ids that it is about.' }),
  })
  .openapi('Work');

export const workQuery = z.strictObject({
  reason: oneLine(200).optional().openapi({ description: 'Only what stopped for this reason.' }),
  startingAfter: oneLine(300)
    .optional()
    .openapi({ description: 'The page after this one: the `nextCursor` of the page before.' }),
});

export const runAgainBody = z
  .strictObject({
    id: oneLine(300).optional().openapi({ description: 'Only this one.' }),
    reason: oneLine(200).optional().openapi({ description: 'Only what stopped for this reason.' }),
    before: z.iso.datetime().optional().openapi({
      description: 'Only what stopped before this, so that what stops again is not run in a circle.',
    }),
  })
  .openapi('RunAgainInput');

export const ranAgain = z
  .strictObject({
    again: z.int().openapi({ description: `How many were enqueued now, ${BITE} at most.` }),
    left: z.int().openapi({ description: 'How many of those that were asked for are left: ask again.' }),
  })
  .openapi('RanAgain');

const written = (ms: number): string => new Date(ms).toISOString();

export const shownWork = ({ since, stoppedAt: _, ...row }: StoppedWork): z.input<typeof work> => ({
  ...row,
  object: 'work',
  failedAt: written(since),
});

/** As the operation takes it. */
export const filterOf = (body: z.output<typeof runAgainBody>) => ({
  id: body.id ?? null,
  reason: body.reason ?? null,
  before: body.before === undefined ? null : Date.parse(body.before),
});

export const shownCount = ({
  oldest,
  ...of
}: {
  readonly kind: z.output<typeof workKind>;
  readonly reason: string | null;
  readonly count: number;
  readonly oldest: number;
}): z.input<typeof workCount> => ({ ...of, oldestAt: written(oldest) });
