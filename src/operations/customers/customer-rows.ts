import type { Effect } from '../../db/commit.ts';
import type { Database, Statement } from '../../db/database.ts';
import { linkStripeCustomer, removeExternalIds, setExternalIds } from '../../db/queries/customers-write.ts';
import { beginFollowing } from '../../domain/customer/follow.ts';
import { searchWords } from '../../domain/customer/search-words.ts';
import { type Shared, sharedOf } from '../../domain/customer/shared-fields.ts';
import { type Context, effect } from '../core/context.ts';
import { collectionColumns } from '../facts/customer-collection.ts';
import { type CustomerInput, canonicalIds } from '../facts/customer-input.ts';

/** The columns that a writer decides. */
export const customerColumns = (input: CustomerInput) => {
  const { externalIds: _, removedIds: __, collection = {}, ...columns } = input;
  return { ...columns, ...collectionColumns(collection), searchWords: searchWords(input) };
};

/** A Stripe customer that a writer names, as it is at Stripe; null where none is linked anew. */
export type Link = {
  readonly connectionId: string;
  readonly stripeCustomerId: string;
  readonly there: Shared;
};

/** The external ids, and the link to the Stripe customer that they name. */
export function externalRows(
  db: Database,
  customerId: string,
  input: CustomerInput,
  link: Link | null,
  at: number,
): Statement[] {
  const { removedIds = [] } = input;
  const rows = [
    ...(removedIds.length === 0 ? [] : [removeExternalIds(db, customerId, removedIds)]),
    ...(input.externalIds.length === 0
      ? []
      : [setExternalIds(db, customerId, canonicalIds(input.externalIds))]),
  ];
  if (link !== null) {
    const { connectionId, stripeCustomerId, there } = link;
    // It exists at Stripe already: nothing has to be created, and our metadata is not put on it. Where the two differ,
    // nobody has changed anything since.
    const request = { name: input.legalName, email: null, phone: null, address: {}, metadata: {} };
    const followed = beginFollowing(sharedOf(input), there, at);
    const hasMore = (input.taxIds ?? []).length > 0;
    rows.push(
      linkStripeCustomer(db, { connectionId, customerId, stripeCustomerId, request, followed, hasMore, at }),
    );
  }
  return rows;
}

/** A linked Stripe customer may already have methods on file: they are synced. */
export const externalEffects = (ctx: Context, customerId: string, link: Link | null): readonly Effect[] =>
  link === null ? [] : [effect(ctx, 'sync_methods', { customerId, connectionId: link.connectionId })];
