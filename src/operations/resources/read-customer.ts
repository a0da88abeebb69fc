import { selectCustomer, selectExternalIds } from '../../db/queries/customers.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type CustomerResource, customerResource } from './customers.ts';

/** One customer of the merchant, in one round trip. Rejects with `not_found`. */
export async function readCustomer(
  ctx: Context,
  { scope, customerId }: Scoped<{ readonly customerId: string }>,
): Promise<Outcome<CustomerResource>> {
  const [[found], externalIds] = await ctx.db.batch([
    selectCustomer(ctx.db, scope, customerId),
    selectExternalIds(ctx.db, customerId),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'customer' });
  return done(customerResource(found, externalIds));
}
