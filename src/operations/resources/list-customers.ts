import { type CustomerSearch, rankTerms } from '../../db/queries/customer-search.ts';
import {
  type CustomerFilters,
  selectCustomers,
  selectExternalIdsOfPage,
} from '../../db/queries/customers.ts';
import { searchTerms } from '../../domain/customer/search-words.ts';
import { readNumber } from '../../domain/invoice/read-number.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { isStripeKey, STRIPE_KEY } from '../facts/customer-input.ts';
import { type CustomerResource, customerResource } from './customers.ts';

export type AskedCustomers = Omit<CustomerFilters, 'search'> & {
  /** As it was typed. */
  readonly search: string | null;
};

/** What is asked for → how the database is asked. */
export async function customerFilters(
  ctx: Context,
  scope: Scope,
  { search, externalId, ...rest }: AskedCustomers,
): Promise<CustomerFilters> {
  return {
    ...rest,
    externalId:
      externalId !== null && isStripeKey(externalId.key) ? { ...externalId, key: STRIPE_KEY } : externalId,
    search: await customerSearch(ctx, scope, search?.trim() ?? ''),
  };
}

async function customerSearch(ctx: Context, scope: Scope, text: string): Promise<CustomerSearch | null> {
  if (text === '') return null;
  return { ...(await rankTerms(ctx.db, scope, searchTerms(text))), text, numbers: readNumber(text) };
}

/** The merchant's customers, newest first, in one round trip, or in two where they are searched. */
export async function listCustomers(
  ctx: Context,
  { scope, filters: asked, page }: Scoped<{ readonly filters: AskedCustomers; readonly page: Page }>,
): Promise<Outcome<ListOf<CustomerResource>>> {
  const filters = await customerFilters(ctx, scope, asked);
  const [rows, ids] = await ctx.db.batch([
    selectCustomers(ctx.db, scope, filters, page),
    selectExternalIdsOfPage(ctx.db, scope, filters, page),
  ]);
  const idsOf = Map.groupBy(ids, ({ customerId }) => customerId);
  const found = rows.map((row) => customerResource(row, idsOf.get(row.customer.id) ?? []));
  return done(toPage(found, page.limit));
}
