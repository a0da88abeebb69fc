import { setFollowed } from '../../db/queries/customers-write.ts';
import type { customers, stripeCustomers } from '../../db/schema/index.ts';
import { changedHere } from '../../domain/customer/follow.ts';
import { fieldsThatDiffer, type SharedColumns, sharedOf } from '../../domain/customer/shared-fields.ts';
import type { TaxId } from '../../domain/tax-id/kinds.ts';
import { type Context, effect } from '../core/context.ts';
import { followedOf } from './read-followed.ts';

type Ask = {
  readonly before: typeof customers.$inferSelect;
  readonly after: SharedColumns & { readonly taxIds?: readonly TaxId[] | undefined };
  /** Their customers at Stripe that follow the change. */
  readonly atStripe: readonly (typeof stripeCustomers.$inferSelect)[];
  /** The connection on which it is sent now. */
  readonly connectionId: string | undefined;
  readonly at: number;
};

/** What a change of a customer's shared fields adds to its commit, so that Stripe's customers follow. */
export function sendChangeRows(ctx: Context, { before, after, atStripe, connectionId, at }: Ask) {
  const changed = fieldsThatDiffer(sharedOf(before), sharedOf(after));
  const hasOthers = JSON.stringify(after.taxIds ?? before.taxIds) !== JSON.stringify(before.taxIds);
  const follows = atStripe.filter(
    ({ stripeCustomerId }) => (changed.length > 0 || hasOthers) && stripeCustomerId !== null,
  );
  return {
    changed,
    rows: follows.map((row) =>
      setFollowed(ctx.db, row, changedHere(followedOf(row, before), changed, at), at),
    ),
    effects: follows
      .filter((row) => row.connectionId === connectionId)
      .map((row) =>
        effect(ctx, 'follow_customer', { customerId: before.id, connectionId: row.connectionId }),
      ),
  };
}
