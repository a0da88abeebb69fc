import {
  type CustomerFilters,
  selectCustomers,
  selectExternalIdsOfPage,
} from '../../db/queries/customers.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { isStripeKey, STRIPE_KEY } from '../facts/customer-input.ts';
import { type CustomerResource, customerResource } from './customers.ts';

export type { CustomerFilters } from '../../db/queries/customers.ts';

/** The merchant's customers, newest first, in one round trip. */
export async function listCustomers(
  ctx: Context,
  { scope, filters: asked, page }: Scoped<{ readonly filters: CustomerFilters; readonly page: Page }>,
): Promise<Outcome<ListOf<CustomerResource>>> {
  const { externalId } = asked;
  const filters =
    externalId !== null && isStripeKey(externalId.key)
      ? { ...asked, externalId: { key: STRIPE_KEY, value: externalId.value } }
      : asked;
  const [rows, ids] = await ctx.db.batch([
    selectCustomers(ctx.db, scope, filters, page),
    selectExternalIdsOfPage(ctx.db, scope, filters, page),
  ]);
  const idsOf = Map.groupBy(ids, ({ customerId }) => customerId);
  const found = rows.map((row) => customerResource(row, idsOf.get(row.customer.id) ?? []));
  return done(toPage(found, page.limit));
}
