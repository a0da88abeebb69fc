import { bare, type Header, type HeaderRules, readHeadings } from './header.ts';

/**
 * The headings of the file that Stripe's dashboard exports of subscriptions, by what is read of them.
 *
 * Stripe documents what the fields of a subscription mean (https://docs.stripe.com/api/subscriptions/object), and that lists can be
 * exported; of this file's headings there is no reference. Those here are the ones that programs in the open read it by. What follows
 * is assumed, and told beside each row where it matters: `Amount` is the price of one in major units, without tax and coupon, as
 * the plan has it; instants are UTC, as headings say; `Interval` is a word of the API such as `month`, with a count before it where
 * it is not one; several items of a subscription are rows with one id, one below the other; `Canceled At` of one that is
 * active says that it is not renewed, as `canceled_at` does with `cancel_at_period_end`. Whatever other columns there are, such as
 * `… (metadata)`, is not kept.
 */
export const STRIPE_COLUMNS = {
  id: 'id',
  customerId: 'Customer ID',
  email: 'Customer Email',
  plan: 'Plan',
  product: 'Product',
  quantity: 'Quantity',
  currency: 'Currency',
  interval: 'Interval',
  intervalCount: 'Interval Count',
  amount: 'Amount',
  status: 'Status',
  startDate: 'Start Date (UTC)',
  periodStart: 'Current Period Start (UTC)',
  periodEnd: 'Current Period End (UTC)',
  coupon: 'Coupon',
  taxPercent: 'Tax Percent',
  canceledAt: 'Canceled At (UTC)',
  endedAt: 'Ended At (UTC)',
} as const;

type Known = (typeof STRIPE_COLUMNS)[keyof typeof STRIPE_COLUMNS];
type SubscriptionColumn = Known | `other:${string}`;
export type SubscriptionCells = Readonly<Partial<Record<Known, string>>>;

const ALSO: Readonly<Record<string, Known>> = {
  subscriptionid: 'id',
  customer: 'Customer ID',
  price: 'Plan',
  productname: 'Product',
};

const BY_NAME = new Map<string, Known>([
  ...Object.entries(ALSO),
  ...Object.values(STRIPE_COLUMNS).map((heading): [string, Known] => [bare(heading), heading]),
]);

const NEEDED = [
  'id',
  'Customer ID',
  'Currency',
  'Interval',
  'Amount',
  'Status',
  'Current Period End (UTC)',
] as const;

const RULES: HeaderRules<SubscriptionColumn> = {
  known: `Columns that are read are ${Object.values(STRIPE_COLUMNS).join(', ')}.`,
  columnOf: (heading) => BY_NAME.get(bare(heading)) ?? `other:${heading.trim()}`,
  missing: (columns) => {
    const lacking = NEEDED.filter((column) => !columns.includes(column));
    return lacking.length === 0
      ? null
      : `This is no export of subscriptions from Stripe’s dashboard: it has no column ${lacking.join(', ')}. Export it with all columns.`;
  },
};

/** The columns that the first line of Stripe's file names, each once. */
export const readSubscriptionHeader = (headings: readonly string[]): Header<SubscriptionColumn> =>
  readHeadings(headings, RULES);
