import { selectListed } from '../../db/queries/mapping-listed.ts';
import { isCommonAtStripe } from '../../db/queries/mapping-search.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { connectionOf } from './connection-of.ts';
import type { AtStripe } from './list-clients.ts';
import { readSearch } from './read-search.ts';

/** A customer of the account, and the client that has it. */
export type ListedView = AtStripe & {
  readonly createdAt: number;
  readonly heldBy: { readonly customerId: string; readonly name: string } | null;
};

type Ask = {
  readonly search: string | null;
  /** Only those that no client has. */
  readonly free: boolean;
  readonly page: { readonly startingAfter: string | null; readonly limit: number };
};

/** A page of the account's customers as they were listed, the newest first. Rejects with `not_connected`. */
export async function listStripeCustomers(
  ctx: Context,
  { scope, search, free, page }: Scoped<Ask>,
): Promise<Outcome<ListOf<ListedView>>> {
  const connection = await connectionOf(ctx, scope);
  if (connection.kind !== 'done') return connection;
  const { value: of } = connection;
  const asked = await readSearch(ctx, of, search, isCommonAtStripe);
  const rows = await selectListed(ctx.db, of, { search: asked, free }, page);
  const found = rows.map(({ listed, heldBy, holderName }) => ({
    id: listed.stripeCustomerId,
    name: listed.name,
    email: listed.email,
    createdAt: listed.createdAt,
    heldBy: heldBy === null ? null : { customerId: heldBy, name: holderName ?? '' },
  }));
  return done(toPage(found, page.limit));
}
