import { selectCustomers } from '../../db/queries/customers.ts';
import { type FigureRow, readFigures } from '../../db/queries/figures.ts';
import { done, mapDone, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { type AskedCustomers, customerFilters } from './list-customers.ts';
import { readCustomer } from './read-customer.ts';

/** Instants are ISO 8601 in UTC. */
export type Figures = Omit<FigureRow, 'customerId' | 'lastPaidAt'> & { readonly lastPaidAt: string | null };

/** A customer with what was billed, paid, is processing, overdue and failed, each currency by itself. */
export type CustomerFigures = {
  readonly id: string;
  readonly legalName: string;
  readonly email: string | null;
  readonly figures: readonly Figures[];
};

/** The customers of a list with their figures, newest first. */
export async function listFigures(
  ctx: Context,
  { scope, filters, page }: Scoped<{ readonly filters: AskedCustomers; readonly page: Page }>,
): Promise<Outcome<ListOf<CustomerFigures>>> {
  const asked = await customerFilters(ctx, scope, filters);
  const rows = await selectCustomers(ctx.db, scope, asked, page);
  const customerIds = rows.map(({ customer }) => customer.id);
  const all = await readFigures(ctx.db, scope, { customerIds, now: ctx.now() });
  const byId = Map.groupBy(all, ({ customerId }) => customerId);
  const found = rows.map(({ customer: { id, legalName, email } }) => ({
    id,
    legalName,
    email,
    figures: (byId.get(id) ?? []).map(figuresOf),
  }));
  return done(toPage(found, page.limit));
}

/** One customer's figures. Rejects with `not_found`. */
export async function readCustomerFigures(
  ctx: Context,
  { scope, customerId }: Scoped<{ readonly customerId: string }>,
): Promise<Outcome<CustomerFigures>> {
  const [found, figures] = await Promise.all([
    readCustomer(ctx, { scope, customerId }),
    readFigures(ctx.db, scope, { customerIds: [customerId], now: ctx.now() }),
  ]);
  return mapDone(found, ({ id, legalName, email }) => ({
    id,
    legalName,
    email,
    figures: figures.map(figuresOf),
  }));
}

export const figuresOf = ({ customerId: _, lastPaidAt, ...figures }: FigureRow): Figures => ({
  ...figures,
  lastPaidAt: lastPaidAt === null ? null : new Date(lastPaidAt).toISOString(),
});
