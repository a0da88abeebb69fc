import { selectCustomer, selectCustomerIds, selectCustomers } from '../../db/queries/customers.ts';
import { type FigureRow, selectFigures } from '../../db/queries/figures.ts';
import { listed } from '../../db/queries/listed.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { type AskedCustomers, customerFilters } from './list-customers.ts';

/** Instants are ISO 8601 in UTC. */
export type Figures = Omit<FigureRow, 'customerId' | 'lastPaidAt'> & { readonly lastPaidAt: string | null };

/** A customer with what was billed, paid, is processing, overdue and failed, each currency by itself. */
export type CustomerFigures = {
  readonly id: string;
  readonly legalName: string;
  readonly email: string | null;
  readonly figures: readonly Figures[];
};

/** The customers of a list with their figures, newest first, in one round trip, or in two where they are searched. */
export async function listFigures(
  ctx: Context,
  { scope, filters, page }: Scoped<{ readonly filters: AskedCustomers; readonly page: Page }>,
): Promise<Outcome<ListOf<CustomerFigures>>> {
  const asked = await customerFilters(ctx, scope, filters);
  const [rows, all] = await ctx.db.batch([
    selectCustomers(ctx.db, scope, asked, page),
    selectFigures(ctx.db, scope, selectCustomerIds(ctx.db, scope, asked, page), ctx.now()),
  ]);
  const byId = Map.groupBy(all, ({ customerId }) => customerId);
  const found = rows.map(({ customer: { id, legalName, email } }) => ({
    id,
    legalName,
    email,
    figures: (byId.get(id) ?? []).map(figuresOf),
  }));
  return done(toPage(found, page.limit));
}

/** One customer's figures, in one round trip. Rejects with `not_found`. */
export async function readCustomerFigures(
  ctx: Context,
  { scope, customerId }: Scoped<{ readonly customerId: string }>,
): Promise<Outcome<CustomerFigures>> {
  const [[found], figures] = await ctx.db.batch([
    selectCustomer(ctx.db, scope, customerId),
    selectFigures(ctx.db, scope, listed([customerId]), ctx.now()),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'customer' });
  const { id, legalName, email } = found.customer;
  return done({ id, legalName, email, figures: figures.map(figuresOf) });
}

export const figuresOf = ({ customerId: _, lastPaidAt, ...figures }: FigureRow): Figures => ({
  ...figures,
  lastPaidAt: lastPaidAt === null ? null : new Date(lastPaidAt).toISOString(),
});
