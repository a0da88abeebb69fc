import { z } from '@hono/zod-openapi';
import type { Reconciliation } from '../../../operations/reconciliation/read-reconciliation.ts';
import { localDate, shownInstant } from '../schemas/fields.ts';

const stripeUnits = z.int().openapi({
  description: 'Minor units of the settlement currency as Stripe counts them, signed as the balance moves.',
});
const currency = z.string().openapi({ description: 'The settlement currency, ISO 4217.', example: 'USD' });
const connectionId = z.string();

export const periodQuery = z.strictObject({
  from: localDate
    .optional()
    .openapi({ description: 'The first day, by UTC; without it, 30 days before `to`.' }),
  to: localDate.optional().openapi({ description: 'The last day, by UTC; without it, today.' }),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, 'Give a currency by its ISO 4217 code, such as USD.')
    .optional()
    .openapi({ description: 'One settlement currency alone.', example: 'USD' }),
});

const day = z.strictObject({
  connectionId,
  date: z.string().openapi({ format: 'date', description: 'A day by UTC, as in Stripe’s own reports.' }),
  currency,
  opening: stripeUnits,
  charges: stripeUnits,
  refunds: stripeUnits,
  disputes: stripeUnits,
  processingFees: stripeUnits.openapi({ description: 'Stripe’s fees for your charges and refunds.' }),
  disputeFees: stripeUnits,
  stripeFees: stripeUnits.openapi({ description: 'Fees and taxes that Stripe books by themselves.' }),
  payouts: stripeUnits,
  other: stripeUnits.openapi({ description: 'Top-ups, reserves, adjustments and loans.' }),
  foreign: stripeUnits.openapi({ description: 'The account’s other business, net of its fees.' }),
  unclassified: stripeUnits,
  closing: stripeUnits.openapi({ description: '`opening` and all lines together.' }),
});

const item = z
  .strictObject({
    connectionId,
    kind: z
      .enum([
        'unclassified',
        'ours_without_row',
        'row_without_transaction',
        'amount_differs',
        'balance_differs',
      ])
      .openapi({
        description: [
          '`unclassified`: of a category that is not known here.',
          '`ours_without_row`: a transaction that is about us, and no payment, refund or dispute here.',
          '`row_without_transaction`: the reverse. `amount_differs`: both are there, over different amounts.',
          '`balance_differs`: the transactions do not add up to the balance that Stripe states.',
        ].join(' '),
      }),
    subject: z.string().openapi({ description: 'A balance transaction, or an id of ours, or a currency.' }),
    currency,
    amount: stripeUnits,
    at: shownInstant,
    foundAt: shownInstant,
  })
  .openapi('ReconciliationItem');

export const reconciliation = z
  .strictObject({
    object: z.literal('reconciliation'),
    from: z.string(),
    to: z.string(),
    days: z.array(day.openapi('ReconciliationDay')).readonly(),
    unexplained: z.array(item).readonly().openapi({ description: 'All of them, whatever the period.' }),
    waiting: z.array(item).readonly().openapi({ description: 'Late, but unexplained for less than a day.' }),
    balances: z
      .array(
        z.strictObject({
          connectionId,
          currency,
          stated: stripeUnits.openapi({ description: 'Stripe’s own balance, available and pending.' }),
          reckoned: stripeUnits.openapi({ description: 'The sum of its transactions.' }),
          difference: stripeUnits,
          checkedAt: shownInstant,
        }),
      )
      .readonly(),
  })
  .openapi('Reconciliation');

const written = (ms: number): string => new Date(ms).toISOString();

export const shownReconciliation = ({
  from,
  to,
  days,
  unexplained,
  waiting,
  balances,
}: Reconciliation): z.input<typeof reconciliation> => {
  const shown = (items: Reconciliation['unexplained']) =>
    items.map(({ at, foundAt, ...rest }) => ({ ...rest, at: written(at), foundAt: written(foundAt) }));
  return {
    object: 'reconciliation',
    from,
    to,
    days: [...days],
    unexplained: shown(unexplained),
    waiting: shown(waiting),
    balances: balances.map(({ checkedAt, ...rest }) => ({ ...rest, checkedAt: written(checkedAt) })),
  };
};
