import { instantAt, localDateAt, parseLocalDate } from '../calendar.ts';
import type { CollectPolicy, CustomerPolicy, Decider, MerchantPolicy } from './types.ts';

export type CollectChoice = { readonly policy: CollectPolicy; readonly decidedBy: Decider };

/**
 * When an invoice is charged automatically, and who decided that. A customer who opted out is never charged;
 * then the invoice's own policy counts, then the customer's choice, then what the merchant chose for this
 * customer, then the merchant's default. A customer who opted in without saying when is charged when the
 * merchant's other invoices are or, where those are not, on the due date, as autopay is understood.
 */
export function whenToCollect(
  merchant: Pick<MerchantPolicy, 'policy'>,
  customer: Pick<CustomerPolicy, 'policy' | 'autopay' | 'autopayWhen'>,
  invoicePolicy: CollectPolicy | null,
): CollectChoice {
  if (customer.autopay === 'off') return { policy: 'never', decidedBy: 'customer' };
  if (invoicePolicy !== null) return { policy: invoicePolicy, decidedBy: 'invoice' };
  if (customer.autopay === 'on' && customer.autopayWhen !== null) {
    return { policy: customer.autopayWhen, decidedBy: 'customer' };
  }
  const merchants: CollectChoice =
    customer.policy === null
      ? { policy: merchant.policy, decidedBy: 'merchant' }
      : { policy: customer.policy, decidedBy: 'merchant_for_customer' };
  return customer.autopay === 'on' && merchants.policy === 'never'
    ? { policy: 'on_due_date', decidedBy: 'customer' }
    : merchants;
}

/**
 * When a part of an invoice with a plan is charged: on its day. What is charged on send is charged then only where that
 * day has come.
 */
export const partPolicy = (
  policy: CollectPolicy,
  part: {
    readonly dueDate: string | null;
    readonly isPart?: boolean;
    readonly sentAt: number;
    readonly timeZone: string;
  },
): CollectPolicy =>
  policy === 'on_send' &&
  part.isPart === true &&
  (part.dueDate ?? '') > localDateAt(part.sentAt, part.timeZone)
    ? 'on_due_date'
    : policy;

/** The local hour and day behind an instant, stored with it so that the instant can be recomputed. */
export type CollectLocal = { readonly date: string; readonly hour: number; readonly timeZone: string };

/** When an invoice is first charged automatically; `local` is null where no local hour decided. */
export type CollectInstant = { readonly at: number; readonly local: CollectLocal | null };

/** What the instant depends on: a merchant-local hour (0–23) in a zone, and the invoice's own dates. */
export type CollectDates = {
  readonly hour: number;
  readonly timeZone: string;
  /** `YYYY-MM-DD` */
  readonly dueDate: string | null;
  /** ms since the epoch */
  readonly sentAt: number;
  readonly noticedFor: number | null;
};

/**
 * The instant (ms since the epoch) of the first charge; null for `never`. `on_send`, and an invoice without a
 * due date: when it is sent. `on_due_date`: when a clock in the zone first shows the hour on that day; an hour
 * skipped by daylight saving is the first valid instant after it, one that comes twice is the first. Never before
 * the invoice was sent, and never before what a notice announced (I10).
 */
export function collectAt(policy: CollectPolicy, dates: CollectDates): CollectInstant | null {
  if (policy === 'never') return null;
  const earliest = Math.max(dates.sentAt, dates.noticedFor ?? 0);
  const day = policy === 'on_due_date' && dates.dueDate !== null ? parseLocalDate(dates.dueDate) : null;
  if (day === null) return { at: earliest, local: null };
  const { hour, timeZone } = dates;
  const at = Math.max(earliest, instantAt(day, hour, timeZone));
  return { at, local: { date: day, hour, timeZone } };
}
