import { rankTerms } from '../../db/queries/customer-search.ts';
import { type SumSpan, selectSums } from '../../db/queries/money-sums.ts';
import { selectSavedViews } from '../../db/queries/saved-views.ts';
import {
  MOST_LOOKED_AT,
  planList,
  selectEdges,
  selectListed,
  selectListedSums,
  type TextSearch,
} from '../../db/queries/staff-invoices.ts';
import { addDays, addDaysWithin, localDateAt } from '../../domain/calendar.ts';
import { searchTerms } from '../../domain/customer/search-words.ts';
import { placeCursor, readPlace } from '../../domain/invoice/list-order.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { readNumber } from '../../domain/invoice/read-number.ts';
import {
  type InvoiceList,
  keptSumsOf,
  type ListedInvoice,
  type StaffListAsk,
} from '../../domain/invoice/staff-list.ts';
import { amountRemaining, isOverdue, shownStatus } from '../../domain/invoice/state.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

type Ask = {
  readonly ask: StaffListAsk;
  readonly after: string | null;
  readonly limit: number;
  readonly timeZone: string;
};

/**
 * A page of a business's invoices for its staff, in one round trip, or two with words to look for. Sums are kept ones where
 * the filters allow it; otherwise both look at no more than {@link MOST_LOOKED_AT} at once, and say so.
 */
export async function listStaffInvoices(
  ctx: Context,
  { scope, ask, after: cursor, limit, timeZone }: Scoped<Ask>,
): Promise<Outcome<InvoiceList>> {
  const { db } = ctx;
  const now = ctx.now();
  const today = localDateAt(now, timeZone);
  const search = await searchOf(ctx, { scope, typed: ask.search });
  const plan = planList(scope, ask, search, { now, tomorrow: addDays(today, 2) });
  // A cursor of another list begins at the beginning.
  const after = cursor === null ? null : readPlace(cursor, plan.order.by);
  const span = spanOf(ask, today);
  // What is read by an index alone ends with its page, and what is kept is summed whole: neither looks further.
  const looked = [...(plan.asked.length === 0 ? [] : [after]), ...(span === null ? [null] : [])];
  const places = [...new Set(looked)];
  const [found, sums, savedViews, ...edges] = await db.batch([
    selectListed(db, plan, { after, limit }),
    span === null ? selectListedSums(db, plan) : selectSums(db, scope, span),
    selectSavedViews(db, scope),
    ...selectEdges(db, plan, places),
  ]);
  const edgeFrom = (place: typeof after) => edges[places.indexOf(place)]?.[0];
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : plan.asked.length === 0 ? undefined : edgeFrom(after);
  const isShort = found.length <= limit && last !== undefined;
  const isPartial = search?.isCommon === true || (span === null && edgeFrom(null) !== undefined);
  return done({
    rows: rows.map((row) => listedInvoice(row, now)),
    next: last === undefined ? null : placeCursor(last, plan.order.by),
    lookedAt: isShort ? MOST_LOOKED_AT : null,
    sums: after === null ? sums.filter(({ items, amount }) => items !== 0 || amount !== 0) : null,
    sumsOf: isPartial ? MOST_LOOKED_AT : null,
    savedViews,
  });
}

async function searchOf(
  ctx: Context,
  { scope, typed }: Scoped<{ readonly typed: string }>,
): Promise<(TextSearch & { readonly isCommon: boolean }) | null> {
  if (typed === '') return null;
  const ranked = await rankTerms(ctx.db, scope, searchTerms(typed));
  return { ...ranked, numbers: readNumber(typed) };
}

function spanOf(ask: StaffListAsk, today: string): SumSpan | null {
  const { from, to, currency } = ask;
  // What is due on the calendar's last day is before no other.
  const before = to === null || addDaysWithin(to, 1) === to ? null : addDays(to, 1);
  const kept = keptSumsOf(ask);
  switch (kept) {
    case 'all':
      return { kind: 'billed', from, before, currency };
    case 'open':
      return { kind: 'open', from, before, currency };
    case 'overdue':
      // What has no day is never overdue.
      return { kind: 'open', from: from ?? '0', before: earlier(before, today), currency };
    case 'paid':
      return { kind: 'paid', currency };
    default:
      return null;
  }
}

const earlier = (one: string | null, other: string): string => (one === null || other < one ? other : one);

type Row = Awaited<ReturnType<typeof selectListed>>[number];

/** A row of the list → what its page shows. */
export function listedInvoice(row: Row, now: number): ListedInvoice {
  const { id, customerId, customer, currency, amountDue, amountCredited } = row;
  return {
    id,
    number: invoiceNumber(row),
    customerId,
    customer,
    status: shownStatus(row),
    paymentStatus: row.paymentStatus,
    isOverdue: isOverdue(row, now),
    isRefused: row.status === 'open' && row.refusal !== null,
    currency,
    total: amountDue - amountCredited,
    remaining: row.status === 'open' ? amountRemaining(row) : 0,
    issueDate: row.issueDate,
    dueDate: row.dueDate,
  };
}
