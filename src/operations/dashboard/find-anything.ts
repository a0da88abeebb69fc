import { rankTerms } from '../../db/queries/customer-search.ts';
import { selectCustomers } from '../../db/queries/customers.ts';
import { planList, selectListed } from '../../db/queries/staff-invoices.ts';
import { addDays, localDateAt } from '../../domain/calendar.ts';
import { searchTerms } from '../../domain/customer/search-words.ts';
import { readNumber } from '../../domain/invoice/read-number.ts';
import { type ListedInvoice, readListAsk } from '../../domain/invoice/staff-list.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { listedInvoice } from './list-invoices.ts';

type Ask = { readonly typed: string; readonly limit: number; readonly timeZone: string };

export type Found = {
  readonly invoices: readonly ListedInvoice[];
  readonly customers: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
  }[];
};

/** The first invoices and customers of a business that what was typed may mean, in two round trips; none for nothing. */
export async function findAnything(
  ctx: Context,
  { scope, typed, limit, timeZone }: Scoped<Ask>,
): Promise<Outcome<Found>> {
  const { db } = ctx;
  const ask = readListAsk({ search: typed });
  if (ask.search === '') return done({ invoices: [], customers: [] });
  const now = ctx.now();
  const ranked = await rankTerms(db, scope, searchTerms(ask.search));
  const search = { ...ranked, text: ask.search, numbers: readNumber(ask.search) };
  const plan = planList(scope, ask, search, { now, tomorrow: addDays(localDateAt(now, timeZone), 2) });
  const filters = { email: null, externalId: null, alias: null, search };
  const [invoices, customers] = await db.batch([
    selectListed(db, plan, { after: null, limit }),
    selectCustomers(db, scope, filters, { startingAfter: null, limit }),
  ]);
  return done({
    invoices: invoices.slice(0, limit).map((row) => listedInvoice(row, now)),
    customers: customers
      .slice(0, limit)
      .map(({ customer: { id, legalName, email } }) => ({ id, name: legalName, email })),
  });
}
