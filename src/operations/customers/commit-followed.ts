import { and, eq, ne } from 'drizzle-orm';
import type { Committed } from '../../db/commit.ts';
import { updateCustomer } from '../../db/queries/customers-write.ts';
import { type CustomerChange, stripeCustomers } from '../../db/schema/index.ts';
import { ofStripeCustomer } from '../../db/writes/stripe-customers.ts';
import type { Followed } from '../../domain/customer/follow.ts';
import type { SharedColumns, SharedField } from '../../domain/customer/shared-fields.ts';
import { type Context, commitChange, newId } from '../core/context.ts';
import type { FollowedCustomer } from './read-followed.ts';

export type FollowStep = {
  readonly followed: Followed;
  readonly change: CustomerChange | null;
  /** When both sides are compared next (ms); null where they agree. */
  readonly followAt: number | null;
  readonly taken?: readonly SharedField[];
  readonly sends?: readonly SharedField[];
  readonly sent?: readonly SharedField[];
  readonly leftOut?: readonly SharedField[];
  /** The customer, where something was taken over from Stripe. */
  readonly columns?: SharedColumns;
};

/** Commits a step of keeping a customer the same on both sides, with who wrote what last. */
export function commitFollowed(
  ctx: Context,
  { row, customer, head }: FollowedCustomer,
  step: FollowStep,
): Promise<Committed> {
  const { customerId, connectionId } = row;
  const { taken = [], sends = [], sent = [], leftOut = [], columns } = step;
  const at = ctx.now();
  const here = ofStripeCustomer(row);
  return commitChange(ctx, {
    merchantId: customer.merchantId,
    commandId: `customer_followed/${newId(ctx, 'req')}`,
    at,
    appends: [
      {
        stream: { type: 'customer', id: customerId },
        head,
        type: 'customer_followed',
        data: { connectionId, taken, sends, sent, leftOut },
      },
    ],
    rows: [
      ctx.db
        .update(stripeCustomers)
        .set({
          followed: step.followed,
          change: step.change,
          changes: step.change?.number ?? row.changes,
          followAt: step.followAt,
        })
        .where(here),
      ...(columns === undefined || taken.length === 0
        ? []
        : [
            updateCustomer(ctx.db, customerId, { ...customer, ...columns, updatedAt: at }),
            // What it is called elsewhere follows when that is connected.
            ctx.db
              .update(stripeCustomers)
              .set({ followAt: at })
              .where(
                and(
                  eq(stripeCustomers.customerId, customerId),
                  ne(stripeCustomers.connectionId, connectionId),
                ),
              ),
          ]),
    ],
    effects: [],
    result: null,
  });
}
