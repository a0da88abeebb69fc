import type { InvoiceFilters } from '../../db/queries/invoice-conditions.ts';
import { selectInvoices } from '../../db/queries/invoices.ts';
import { searchTerms } from '../../domain/customer/search-words.ts';
import { type InvoiceOrder, NEWEST_FIRST, placeCursor, readPlace } from '../../domain/invoice/list-order.ts';
import { readNumber } from '../../domain/invoice/read-number.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { ListOf } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { type InvoiceSummary, invoiceSummary } from './invoices.ts';

/** Filters as they are asked for, with texts as they were typed. */
export type AskedInvoices = Omit<InvoiceFilters, 'numbers' | 'text'> & {
  readonly number: string | null;
  readonly text: string | null;
  /** Null where nobody says: by the day or instant that is asked for, else newest first. */
  readonly order: Partial<InvoiceOrder>;
};

/** Whatever there is, newest first. */
export const ALL_INVOICES: AskedInvoices = {
  status: null,
  customerId: null,
  overdue: null,
  createdAfter: null,
  createdBefore: null,
  updatedAfter: null,
  updatedBefore: null,
  issuedFrom: null,
  issuedTo: null,
  dueFrom: null,
  dueTo: null,
  totalFrom: null,
  totalTo: null,
  currency: null,
  number: null,
  text: null,
  order: {},
};

/** What is asked for → how the database is asked. */
export function invoiceFilters({ number, text, order: _, ...rest }: AskedInvoices): InvoiceFilters {
  const typed = text?.trim() ?? '';
  return {
    ...rest,
    numbers: number === null ? null : readNumber(number),
    text: typed === '' ? null : { terms: searchTerms(typed), numbers: readNumber(typed) },
  };
}

/** The order of a list: of one that is asked for by a day, by that day, so that only those of the range are read. */
export function invoiceOrder({ order, ...asked }: AskedInvoices): InvoiceOrder {
  const isAsked = (...names: readonly (keyof typeof asked)[]) => names.some((name) => asked[name] !== null);
  const by = isAsked('updatedAfter', 'updatedBefore')
    ? 'updatedAt'
    : isAsked('issuedFrom', 'issuedTo')
      ? 'issueDate'
      : isAsked('dueFrom', 'dueTo')
        ? 'dueDate'
        : NEWEST_FIRST.by;
  return { by: order.by ?? by, direction: order.direction ?? NEWEST_FIRST.direction };
}

type Ask = {
  readonly asked: AskedInvoices;
  readonly startingAfter: string | null;
  readonly limit: number;
};

/**
 * A page of the merchant's invoices, in one round trip. Rejects with `invalid` a cursor of a list that is sorted otherwise.
 */
export async function listInvoices(
  ctx: Context,
  { scope, asked, startingAfter, limit }: Scoped<Ask>,
): Promise<Outcome<ListOf<InvoiceSummary>>> {
  const order = invoiceOrder(asked);
  const after = startingAfter === null ? null : readPlace(startingAfter, order.by);
  if (startingAfter !== null && after === null) return refused({ code: 'invalid', problems: [OTHER_ORDER] });
  const page = { order, after, limit };
  const rows = await selectInvoices(ctx.db, scope, invoiceFilters(asked), page, ctx.now());
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return done({
    data: await Promise.all(shown.map((row) => invoiceSummary(ctx, row))),
    hasMore: last !== undefined,
    nextCursor: last === undefined ? null : placeCursor(last.invoice, order.by),
  });
}

const OTHER_ORDER = {
  path: 'startingAfter',
  message: 'Give the `nextCursor` of the page before, with the same sorting.',
} as const;
