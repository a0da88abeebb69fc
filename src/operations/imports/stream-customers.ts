import { selectCustomers, selectExternalIdsOfPage } from '../../db/queries/customers.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Page } from '../core/page.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { type CustomerResource, customerResource } from '../resources/customers.ts';
import { type AskedCustomers, customerFilters } from '../resources/list-customers.ts';

/** A hundred thousand customers are two hundred statements. */
const AT_ONCE = 1000;

/** All customers of a search, newest first, page by page as they are asked for. */
export async function streamCustomers(
  ctx: Context,
  { scope, search }: Scoped<{ readonly search: string | null }>,
): Promise<Outcome<AsyncGenerator<readonly CustomerResource[]>>> {
  return done(pagesOf(ctx, scope, { email: null, externalId: null, alias: null, search }));
}

async function* pagesOf(
  ctx: Context,
  scope: Scope,
  asked: AskedCustomers,
): AsyncGenerator<readonly CustomerResource[]> {
  const filters = await customerFilters(ctx, scope, asked);
  for (let startingAfter: string | null = null; ; ) {
    const page: Page = { startingAfter, limit: AT_ONCE - 1 };
    const [rows, ids] = await ctx.db.batch([
      selectCustomers(ctx.db, scope, filters, page),
      selectExternalIdsOfPage(ctx.db, scope, filters, page),
    ]);
    const idsOf = Map.groupBy(ids, ({ customerId }) => customerId);
    const shown = rows.slice(0, page.limit);
    yield shown.map((row) => customerResource(row, idsOf.get(row.customer.id) ?? []));
    const last: string | undefined = shown.at(-1)?.customer.id;
    if (rows.length <= page.limit || last === undefined) return;
    startingAfter = last;
  }
}
