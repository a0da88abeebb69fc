import { z } from '@hono/zod-openapi';
import { PAUSE_REASONS } from '../../../domain/connection.ts';
import type { ConnectionView } from '../../../operations/connections/read-connection.ts';
import { shownInstant, stripeRefusal } from '../schemas/fields.ts';
import { accountStatus, shownAccount } from './account-schema.ts';

export const connection = z
  .strictObject({
    id: z.string(),
    object: z.literal('connection'),
    account: z.string().openapi({ description: '`self`, or an account that is connected to it, `acct_…`.' }),
    livemode: z.boolean(),
    pausedAt: shownInstant.nullable(),
    pauseReason: z
      .enum(PAUSE_REASONS)
      .nullable()
      .openapi({
        description: [
          '`catching_up`: Stripe was not polled for a while. `restored`: payments at Stripe are not known here.',
          'Both end automatically once everything at Stripe is known. `staff`: you paused it. `disconnecting`: the connection is being ended.',
        ].join(' '),
      }),
    eventsReadUntil: shownInstant.nullable().openapi({
      description: 'Everything that happened at Stripe before this instant is known here.',
    }),
    eventsFailure: z.string().nullable().openapi({
      description:
        'Why Stripe’s events cannot be read: the permission that a restricted key lacks, or Stripe’s code. Money moves on; webhooks and other lists stand in. Null where they can be read.',
      example: 'Events: Read',
    }),
    booksFailure: z.string().nullable().openapi({
      description:
        'Why the balance or its transactions cannot be read. Nothing is reconciled until they can be.',
      example: 'Balance: Read',
    }),
    unknownObjects: z.int().openapi({
      description:
        'Payments at Stripe that are not known here, or that Stripe cannot be asked about: see `GET /findings`. Their invoices are frozen.',
    }),
    stripeRefusal: stripeRefusal.nullable(),
    heldSince: shownInstant.nullable().openapi({
      description:
        'Since when Stripe says that the account cannot take charges. Nothing is charged meanwhile, payers are told, and all of it goes on by itself.',
    }),
    accountStatus: accountStatus.nullable().openapi({ description: 'Null until the account was read.' }),
    accountFailure: z.string().nullable().openapi({
      description: 'Why the account could not be read the last time, as Stripe’s code.',
    }),
    unexplained: z
      .int()
      .openapi({ description: 'How many items in the books are unexplained: see the reconciliation.' }),
  })
  .openapi('Connection');

const written = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export const shownConnection = ({ status, ...view }: ConnectionView): z.input<typeof connection> => ({
  ...view,
  heldSince: written(view.heldSince),
  accountStatus: status && shownAccount(status),
  object: 'connection',
  pausedAt: written(view.pausedAt),
  pauseReason: PAUSE_REASONS.find((reason) => reason === view.pauseReason) ?? null,
  eventsReadUntil: written(view.eventsReadUntil),
  stripeRefusal: view.stripeRefusal && {
    ...view.stripeRefusal,
    since: new Date(view.stripeRefusal.since).toISOString(),
  },
});
