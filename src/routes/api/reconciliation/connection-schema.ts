import { z } from '@hono/zod-openapi';
import type { ConnectionView } from '../../../operations/healing/read-connection.ts';
import { shownInstant } from '../schemas/fields.ts';

export const connection = z
  .strictObject({
    id: z.string(),
    object: z.literal('connection'),
    account: z.string().openapi({ description: '`self`, or an account that is connected to it, `acct_…`.' }),
    livemode: z.boolean(),
    pausedAt: shownInstant.nullable(),
    pauseReason: z
      .enum(['catching_up', 'restored', 'staff'])
      .nullable()
      .openapi({
        description: [
          '`catching_up`: nobody looked at Stripe for a while. `restored`: payments at Stripe are not known here.',
          'Both end by themselves when everything at Stripe is known again. `staff`: somebody paused it.',
        ].join(' '),
      }),
    eventsReadUntil: shownInstant.nullable().openapi({
      description: 'Everything that happened at Stripe before is known here.',
    }),
    unknownObjects: z.int().openapi({
      description:
        'Payments at Stripe that say they are yours and are not known here. Their invoices are frozen.',
    }),
    unexplained: z
      .int()
      .openapi({ description: 'How much is unexplained in the books: see the reconciliation.' }),
  })
  .openapi('Connection');

const REASONS = ['catching_up', 'restored', 'staff'] as const;
const written = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A connection as it is answered. */
export const shownConnection = (view: ConnectionView): z.input<typeof connection> => ({
  ...view,
  object: 'connection',
  pausedAt: written(view.pausedAt),
  pauseReason: REASONS.find((reason) => reason === view.pauseReason) ?? null,
  eventsReadUntil: written(view.eventsReadUntil),
});
