import { z } from '@hono/zod-openapi';
import type { BookLine, LinesCursor } from '../../../operations/books/list-lines.ts';
import type { BooksKey, Payout } from '../../../operations/books/list-payouts.ts';
import { localDate, shownInstant } from '../schemas/fields.ts';

const units = z.int().openapi({
  description: 'Minor units of the settlement currency as Stripe counts them, signed as the balance moves.',
});

const period = {
  from: localDate
    .optional()
    .openapi({ description: 'The first day, in your time zone; by default 30 days.' }),
  to: localDate.optional().openapi({ description: 'The last day, in your time zone; by default today.' }),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, 'Give a currency by its ISO 4217 code, such as USD.')
    .optional()
    .openapi({ description: 'One settlement currency alone.', example: 'USD' }),
  connectionId: z.string().max(40).optional().openapi({ description: 'One connection alone.' }),
};
export const booksQuery = z.strictObject(period);

const limit = (most: number) =>
  z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, 'Give a whole number.')
    .refine((text) => Number(text) <= most, `Give ${most} at most.`)
    .optional()
    .openapi({ type: 'integer', minimum: 1, maximum: most });
const cursor = (shape: RegExp) =>
  z
    .string()
    .max(200)
    .regex(shape, 'Give the `nextCursor` of the page before.')
    .optional()
    .openapi({ description: 'The page after this one: the `nextCursor` of the page before.' });

const LINE_CURSOR = /^(con_\w+)~([0-9]{1,15})~(\w+)$/;
const PAYOUT_CURSOR = /^([0-9]{1,15})~(\w+)$/;
export const linesQuery = z.strictObject({
  ...period,
  startingAfter: cursor(LINE_CURSOR),
  limit: limit(1000),
});
export const payoutsQuery = z.strictObject({
  ...period,
  startingAfter: cursor(PAYOUT_CURSOR),
  limit: limit(50),
});

export const readLinesCursor = (text: string | undefined): LinesCursor | null => {
  const [, connectionId = '', at = '', stripeId = ''] = LINE_CURSOR.exec(text ?? '') ?? [];
  return stripeId === '' ? null : { connectionId, after: { createdAt: Number(at), stripeId } };
};
export const readPayoutsCursor = (text: string | undefined): BooksKey | null => {
  const [, at = '', stripeId = ''] = PAYOUT_CURSOR.exec(text ?? '') ?? [];
  return stripeId === '' ? null : { createdAt: Number(at), stripeId };
};
export const lineCursor = (next: LinesCursor | null): string | null =>
  next === null ? null : `${next.connectionId}~${next.after.createdAt}~${next.after.stripeId}`;
export const payoutCursor = (next: BooksKey | null): string | null =>
  next === null ? null : `${next.createdAt}~${next.stripeId}`;

type Asked = z.output<typeof booksQuery>;
export const periodOf = ({ from, to, currency, connectionId }: Asked) => ({
  from: from ?? null,
  to: to ?? null,
  currency: currency?.toUpperCase() ?? null,
  connectionId: connectionId ?? null,
});

const line = z
  .strictObject({
    connectionId: z.string(),
    balanceTransaction: z.string(),
    createdAt: shownInstant,
    availableAt: shownInstant.nullable(),
    kind: z.enum(['payment', 'refund', 'dispute', 'fee', 'payout', 'other', 'unclassified']),
    reportingCategory: z.string().openapi({ description: 'Stripe’s own word for it.' }),
    ours: z
      .boolean()
      .openapi({ description: 'False for the account’s other business and for Stripe’s own.' }),
    currency: z.string(),
    amount: units,
    fee: units,
    net: units,
    source: z.string().nullable().openapi({ description: 'What it is of at Stripe, such as a charge.' }),
    payout: z
      .string()
      .nullable()
      .openapi({ description: 'The payout that it left with; null until there is one.' }),
    paymentId: z.string().nullable(),
    customerId: z.string().nullable(),
    customerName: z.string().nullable(),
    invoices: z.array(z.string()).readonly().openapi({ description: 'The numbers of what it pays.' }),
  })
  .openapi('BookLine');

const said = { from: z.string(), to: z.string(), timeZone: z.string() };
const more = { hasMore: z.boolean(), nextCursor: z.string().nullable() };
export const linesPage = z
  .strictObject({ ...said, data: z.array(line).readonly(), ...more })
  .openapi('BookLines');

const payout = z
  .strictObject({
    connectionId: z.string(),
    payout: z.string().nullable(),
    balanceTransaction: z.string(),
    currency: z.string(),
    createdAt: shownInstant,
    availableAt: shownInstant.nullable().openapi({ description: 'When it is to be at the bank.' }),
    opening: units.openapi({ description: 'What was available right after the payout before it.' }),
    lines: z
      .strictObject({
        charges: units,
        refunds: units,
        disputes: units,
        processingFees: units,
        disputeFees: units,
        stripeFees: units,
        other: units.openapi({ description: 'Top-ups, reserves, adjustments, and payouts that came back.' }),
        foreign: units.openapi({ description: 'The account’s other business, net of its fees.' }),
        unclassified: units,
      })
      .openapi({ description: 'What became available since, by what it is.' }),
    paid: units.openapi({ description: 'What left. `opening` and all lines are `paid` and `left`.' }),
    left: units.openapi({
      description:
        'What was available and stayed: nothing with automatic payouts, and not yet explained there.',
    }),
  })
  .openapi('Payout');

export const payoutsPage = z
  .strictObject({
    ...said,
    data: z.array(payout).readonly(),
    ...more,
    unexplained: z
      .array(
        z.strictObject({
          connectionId: z.string(),
          subject: z.string(),
          kind: z.string(),
          currency: z.string(),
          amount: units,
        }),
      )
      .readonly()
      .openapi({ description: 'Every item of the books that is not explained, whatever the period.' }),
  })
  .openapi('Payouts');

const instant = (ms: number): string => new Date(ms).toISOString();
const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instant(ms));

export const shownLine = (row: BookLine): z.input<typeof line> => ({
  connectionId: row.connectionId,
  balanceTransaction: row.stripeId,
  createdAt: instant(row.createdAt),
  availableAt: instantOrNull(row.availableAt),
  kind: row.kind,
  reportingCategory: row.reportingCategory,
  ours: row.isOurs,
  currency: row.currency,
  amount: row.amount,
  fee: row.fee,
  net: row.net,
  source: row.source,
  payout: row.payoutId,
  paymentId: row.paymentId,
  customerId: row.customerId,
  customerName: row.customerName,
  invoices: row.invoices,
});

export const shownPayout = (row: Payout): z.input<typeof payout> => ({
  connectionId: row.connectionId,
  payout: row.payoutId,
  balanceTransaction: row.stripeId,
  currency: row.currency,
  createdAt: instant(row.createdAt),
  availableAt: instantOrNull(row.availableAt),
  opening: row.opening,
  lines: row.lines,
  paid: row.paid,
  left: row.left,
});
