import { type LocalDate, parseLocalDate } from '../calendar.ts';
import { type Currency, parseCurrency } from '../currency.ts';
import type { PaymentStatus, ShownStatus } from './status.ts';

/** What a list of invoices is of. */
export const LIST_VIEWS = ['all', 'draft', 'open', 'overdue', 'paid', 'void', 'uncollectible'] as const;
export type ListView = (typeof LIST_VIEWS)[number];

/** What became of a payment, where it is not simply done. */
export const PAYMENT_FILTERS = [
  'processing',
  'failed',
  'returned',
  'disputed',
  'partially_refunded',
  'refunded',
] as const satisfies readonly PaymentStatus[];
export type PaymentFilter = (typeof PAYMENT_FILTERS)[number];

export const DAY_FILTERS = ['issued', 'due'] as const;
export type DayFilter = (typeof DAY_FILTERS)[number];

/** Longer texts are cut. */
export const LONGEST_SEARCH = 200;

/** What staff look for in the list of invoices. */
export type StaffListAsk = {
  readonly view: ListView;
  readonly payment: PaymentFilter | null;
  readonly currency: Currency | null;
  /** Which day `from` and `to` are about, both inclusive. */
  readonly by: DayFilter;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly search: string;
};

const NAMES = ['view', 'payment', 'currency', 'by', 'from', 'to', 'search'] as const;
type Typed = Partial<Readonly<Record<(typeof NAMES)[number], string>>>;

const oneOf = <T extends string>(values: readonly T[], text: string | undefined): T | null =>
  values.find((value) => value === text) ?? null;

/** The filters of an address. What is no filter of ours is left out: an old address still shows a list. */
export function readListAsk(typed: Typed): StaffListAsk {
  const search = (typed.search ?? '').replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return {
    view: oneOf(LIST_VIEWS, typed.view) ?? 'all',
    payment: oneOf(PAYMENT_FILTERS, typed.payment),
    currency: parseCurrency((typed.currency ?? '').trim().toUpperCase()),
    by: oneOf(DAY_FILTERS, typed.by) ?? 'issued',
    from: parseLocalDate(typed.from ?? ''),
    to: parseLocalDate(typed.to ?? ''),
    search: [...search].slice(0, LONGEST_SEARCH).join('').trim(),
  };
}

/** The same filters as they stand in an address, without those that say nothing; empty for all invoices. */
export function writeListAsk(ask: StaffListAsk): string {
  const hasDay = ask.from !== null || ask.to !== null;
  const said: Readonly<Record<(typeof NAMES)[number], string>> = {
    view: ask.view === 'all' ? '' : ask.view,
    payment: ask.payment ?? '',
    currency: ask.currency ?? '',
    by: hasDay && ask.by !== 'issued' ? ask.by : '',
    from: ask.from ?? '',
    to: ask.to ?? '',
    search: ask.search,
  };
  return NAMES.flatMap((name) =>
    said[name] === '' ? [] : [`${name}=${encodeURIComponent(said[name])}`],
  ).join('&');
}

/** The sums that are kept of what a list shows, so that nothing is added up; null where none are. */
export function keptSumsOf({ view, payment, by, from, to, search }: StaffListAsk): ListView | null {
  if (payment !== null || search !== '') return null;
  const hasDay = from !== null || to !== null;
  switch (view) {
    case 'all':
      return hasDay && by !== 'issued' ? null : view;
    case 'open':
    case 'overdue':
      return hasDay && by !== 'due' ? null : view;
    case 'paid':
      return hasDay ? null : view;
    case 'draft':
    case 'void':
    case 'uncollectible':
      return null;
    default:
      return view satisfies never;
  }
}

/** An invoice as a row of the staff's list. Amounts in minor units. */
export type ListedInvoice = {
  readonly id: string;
  readonly number: string | null;
  readonly customerId: string;
  readonly customer: string;
  readonly status: ShownStatus;
  readonly paymentStatus: PaymentStatus;
  readonly isOverdue: boolean;
  readonly isRefused: boolean;
  readonly currency: string;
  readonly total: number;
  readonly remaining: number;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
};

type ListSum = { readonly currency: string; readonly items: number; readonly amount: number };

export type InvoiceList = {
  readonly rows: readonly ListedInvoice[];
  /** Where the next page begins; null where this is the last. */
  readonly next: string | null;
  /** So many were looked at for the page, without filling it; null where it is full, or the list is at its end. */
  readonly lookedAt: number | null;
  /** Each currency by itself; on the first page alone. */
  readonly sums: readonly ListSum[] | null;
  /** The sums are of so many invoices, and there are more; null where they are of all. */
  readonly sumsOf: number | null;
  readonly savedViews: readonly { readonly name: string; readonly query: string }[];
};
