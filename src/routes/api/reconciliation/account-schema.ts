import { z } from '@hono/zod-openapi';
import type { Requirement } from '../../../domain/account/status.ts';
import type { ConnectionView } from '../../../operations/connections/read-connection.ts';
import { shownInstant } from '../schemas/fields.ts';

const way = z.enum(['works', 'pending', 'restricted', 'off']);
const requirement = z.strictObject({
  name: z.string().openapi({ description: 'As Stripe calls it.', example: 'representative.first_name' }),
  deadline: shownInstant.nullable(),
  problem: z
    .string()
    .nullable()
    .openapi({ description: 'Why Stripe did not take what was given, in its words.' }),
});

/** An account as Stripe last described it. */
export const accountStatus = z
  .strictObject({
    accountId: z.string().openapi({ example: 'acct_1LFi224JxaT26LnI' }),
    name: z.string().nullable(),
    country: z.string().nullable(),
    currency: z.string().nullable(),
    isReady: z.boolean().openapi({
      description: 'Something can be charged. What Stripe wants later does not change that.',
    }),
    card: way,
    ach: way.openapi({ description: 'ACH is offered to payers only while this is `works`.' }),
    payouts: z.enum(['works', 'restricted']),
    chargesEnabled: z.boolean(),
    payoutsEnabled: z.boolean(),
    detailsSubmitted: z.boolean(),
    disabledReason: z.string().nullable(),
    feesPayer: z.enum(['account', 'platform', 'unknown']).openapi({
      description: 'Who pays Stripe’s fees. Payouts always go to the account’s own bank account.',
    }),
    blocking: z.array(requirement).openapi({ description: 'What keeps charges or payouts off now.' }),
    upcoming: z
      .array(requirement)
      .openapi({ description: 'What Stripe will want, the earliest deadline first.' }),
    inReview: z.array(requirement),
    webhooks: z
      .strictObject({
        isMissing: z.boolean(),
        isOwnOnly: z.boolean().openapi({
          description:
            'There is an endpoint for the own account only, and a connected account’s events need one of their own.',
        }),
        isDisabled: z.boolean(),
        missingTypes: z.array(z.string()),
      })
      .nullable()
      .openapi({ description: 'What the webhook endpoints lack; null where the key may not read them.' }),
    readAt: shownInstant,
  })
  .openapi('AccountStatus');

type Shown = z.input<typeof accountStatus>;

export function shownAccount(status: NonNullable<ConnectionView['status']>): Shown {
  const { readiness, endpoints, readAt } = status;
  return {
    accountId: status.accountId,
    name: status.name,
    country: status.country,
    currency: status.currency,
    isReady: readiness.isReady,
    card: readiness.card,
    ach: readiness.ach,
    payouts: readiness.payouts,
    chargesEnabled: status.chargesEnabled,
    payoutsEnabled: status.payoutsEnabled,
    detailsSubmitted: status.detailsSubmitted,
    disabledReason: status.disabledReason,
    feesPayer: status.feesPayer,
    blocking: readiness.blocking.map(shownRequirement),
    upcoming: readiness.upcoming.map(shownRequirement),
    inReview: readiness.inReview.map(shownRequirement),
    webhooks: endpoints && { ...endpoints, missingTypes: [...endpoints.missingTypes] },
    readAt: new Date(readAt).toISOString(),
  };
}

const shownRequirement = ({ name, deadline, problem }: Requirement): z.input<typeof requirement> => ({
  name,
  deadline: deadline === null ? null : new Date(deadline).toISOString(),
  problem,
});
