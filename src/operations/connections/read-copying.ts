import { mappedAmong } from '../../db/queries/accounts.ts';
import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

/** How far the copying of customers from an older account has come. */
export type Copying = {
  readonly connectionId: string;
  /** Customers on the account that are mapped to none of ours: copied, or made there by somebody else. */
  readonly arrived: number;
  /** There are more than were looked at. */
  readonly hasMore: boolean;
  readonly mapped: number;
};

/** Looks at the account's newest customers. Rejects with `not_connected` and `stripe_refuses`. */
export async function readCopying(ctx: Context, { scope }: Scoped<unknown>): Promise<Outcome<Copying>> {
  const [active] = await selectActiveConnection(ctx.db, scope);
  if (active === undefined) return refused({ code: 'not_connected' });
  const stripe = await ctx.stripe(active.account);
  const listed = await stripe.listNewestCustomers();
  if (listed.kind === 'unknown') return STRIPE_UNAVAILABLE;
  if (listed.kind === 'refused') return refused({ code: 'stripe_refuses' });
  const { ids, hasMore } = listed.value;
  const mapped = await mappedAmong(ctx.db, active.id, ids);
  return done({ connectionId: active.id, arrived: ids.length - mapped, hasMore, mapped });
}
