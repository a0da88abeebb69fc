/** What stands in the way of erasing somebody's data: something is still to come of it. */
export type Unerasable =
  | 'payment_under_way'
  | 'refund_under_way'
  | 'dispute_open'
  | 'invoice_open'
  | 'credit_left'
  | 'method_being_added'
  | 'pays_for_others'
  | 'schedule_running';

type Standing = { readonly [K in Unerasable]: boolean };

const ORDER: readonly Unerasable[] = [
  'payment_under_way',
  'refund_under_way',
  'dispute_open',
  'invoice_open',
  'credit_left',
  'method_being_added',
  'pays_for_others',
  'schedule_running',
];

/** The first thing that stands in the way; null where nothing does. */
export const whyNotErasable = (standing: Standing): Unerasable | null =>
  ORDER.find((why) => standing[why]) ?? null;

/** In words, with what ends it. */
export const UNERASABLE: Readonly<Record<Unerasable, string>> = {
  payment_under_way: 'A payment of this customer is under way. Wait until it has ended.',
  refund_under_way: 'A refund to this customer is under way. Wait until it has arrived.',
  dispute_open: 'A dispute about a payment of this customer is open. Wait until it is decided.',
  invoice_open:
    'An invoice of this customer is a draft or open. Delete the draft; have the invoice paid, void it or mark it uncollectible.',
  credit_left: 'This customer has credit. Spend it on an invoice, or refund the payment that it came from.',
  method_being_added:
    'A payment method of this customer is being added. Wait until that has ended, for a day at most.',
  pays_for_others:
    'This customer pays for others. Give these another parent, or none: what that means for planned charges is said before.',
  schedule_running: 'A billing schedule makes invoices for this customer. End it first.',
};

/**
 * The years for which an issued invoice is kept after the one in which it was issued: the longest that a common rule asks
 * for (ten: France, Code de commerce L123-22; Germany had ten and has eight since 2025, § 14b UStG).
 */
const YEARS_KEPT = 10;

/** The last day on which invoices are kept by law, for the newest of them; null where none was issued. */
export const keptUntil = (lastIssued: string | null): string | null =>
  lastIssued === null ? null : `${Number(lastIssued.slice(0, 4)) + YEARS_KEPT}-12-31`;
