import { planIds, selectSeqs } from '../../db/queries/bulk-acts.ts';
import { rankTerms } from '../../db/queries/customer-search.ts';
import { planList, selectListed } from '../../db/queries/staff-invoices.ts';
import { addDays, localDateAt } from '../../domain/calendar.ts';
import { searchTerms } from '../../domain/customer/search-words.ts';
import { type BulkAct, type BulkSkip, MOST_AT_ONCE, whyPassedOver } from '../../domain/invoice/bulk.ts';
import { readNumber } from '../../domain/invoice/read-number.ts';
import type { StaffListAsk } from '../../domain/invoice/staff-list.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';

/** Some invoices by their ids, or all of a list, as many as are done at once. */
export type BulkChoice = { readonly ids: readonly string[] } | { readonly filter: StaffListAsk };

type Ask = { readonly act: BulkAct; readonly choice: BulkChoice; readonly timeZone: string };

export type ChosenInvoice = {
  readonly invoiceId: string;
  readonly seq: number;
  readonly currency: string;
  /** What is due, minor units. */
  readonly amount: number;
  /** Null for one that the act will be done to. */
  readonly passedOver: BulkSkip | null;
};

export type BulkChosen = {
  readonly chosen: readonly ChosenInvoice[];
  /** There are more of the list than are done at once. */
  readonly hasMore: boolean;
};

/** What an act would be done to, and what it would pass over and why. Rejects with `not_found` where an id is another's. */
export async function chooseBulk(
  ctx: Context,
  { scope, act, choice, timeZone }: Scoped<Ask>,
): Promise<Outcome<BulkChosen>> {
  const plan =
    'ids' in choice ? planIds(scope, choice.ids) : await planOf(ctx, scope, choice.filter, timeZone);
  const rows = await selectListed(ctx.db, plan, { after: null, limit: MOST_AT_ONCE });
  if ('ids' in choice && rows.length < new Set(choice.ids).size) {
    return refused({ code: 'not_found', what: 'invoice' });
  }
  const page = rows.slice(0, MOST_AT_ONCE);
  const seqs = new Map(
    (
      await selectSeqs(
        ctx.db,
        page.map(({ id }) => id),
      )
    ).map(({ id, seq }) => [id, seq]),
  );
  return done({
    chosen: page.map((row) => ({
      invoiceId: row.id,
      seq: seqs.get(row.id) ?? 0,
      currency: row.currency,
      amount: row.amountDue - row.amountCredited,
      passedOver: whyPassedOver(act, {
        status: row.status,
        paymentStatus: row.paymentStatus,
        isSent: row.sentAt !== null,
        hasPendingVerb: row.pendingVerb !== null,
        amountPaid: row.amountPaid,
      }),
    })),
    hasMore: rows.length > MOST_AT_ONCE,
  });
}

async function planOf(ctx: Context, scope: Scope, filter: StaffListAsk, timeZone: string) {
  const now = ctx.now();
  const search =
    filter.search === ''
      ? null
      : {
          ...(await rankTerms(ctx.db, scope, searchTerms(filter.search))),
          numbers: readNumber(filter.search),
        };
  return planList(scope, filter, search, { now, tomorrow: addDays(localDateAt(now, timeZone), 2) });
}
