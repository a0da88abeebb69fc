import type { Effect } from '../../db/commit.ts';
import type { Database, Statement } from '../../db/database.ts';
import { linkStripeCustomer, setExternalIds } from '../../db/queries/customers-write.ts';
import { type Context, effect } from '../core/context.ts';
import { collectionColumns } from '../facts/customer-collection.ts';
import { type CustomerInput, canonicalIds, namedStripeCustomer } from '../facts/customer-input.ts';

/** The columns that a writer decides. */
export const customerColumns = (input: CustomerInput) => {
  const { externalIds: _, collection = {}, ...columns } = input;
  return { ...columns, ...collectionColumns(collection) };
};

/** The external ids, and the link to the Stripe customer that they name. */
export function externalRows(
  db: Database,
  customerId: string,
  input: CustomerInput,
  connectionId: string | null,
  at: number,
): Statement[] {
  if (input.externalIds.length === 0) return [];
  const rows = [setExternalIds(db, customerId, canonicalIds(input.externalIds))];
  const stripeCustomerId = namedStripeCustomer(input);
  if (stripeCustomerId !== null && connectionId !== null) {
    // It exists at Stripe already: nothing has to be created, and our metadata is not put on it.
    const request = { name: input.legalName, email: null, phone: null, address: {}, metadata: {} };
    rows.push(linkStripeCustomer(db, { connectionId, customerId, stripeCustomerId, request, at }));
  }
  return rows;
}

/** A linked Stripe customer may already have methods on file: they are synced. */
export const externalEffects = (
  ctx: Context,
  customerId: string,
  input: CustomerInput,
  connectionId: string | null,
): readonly Effect[] =>
  connectionId === null || namedStripeCustomer(input) === null
    ? []
    : [effect(ctx, 'sync_methods', { customerId, connectionId })];
