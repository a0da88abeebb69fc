import { and, asc, eq, isNotNull, lte } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { someOf } from '../../db/queries/waiting-parts.ts';
import { connections, stripeCustomers } from '../../db/schema/index.ts';
import { holdFollows, takeFollow } from '../../db/writes/stripe-customers.ts';
import { sweepWithinBudget } from '../core/budget.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { followCustomer } from '../customers/follow-customer.ts';
import { REFUSED_AGAIN_MS } from '../customers/send-change.ts';
import { syncMethods } from '../methods/sync-methods.ts';

const AT_MOST = 500;

const selectDue = (ctx: ReadContext) =>
  ctx.db
    .select({ customerId: stripeCustomers.customerId, connectionId: stripeCustomers.connectionId })
    .from(stripeCustomers)
    .innerJoin(connections, eq(connections.id, stripeCustomers.connectionId))
    .where(
      and(
        lte(stripeCustomers.followAt, ctx.now()),
        isNotNull(stripeCustomers.stripeCustomerId),
        isActive,
        eq(connections.livemode, ctx.livemode),
      ),
    );

/** Whether a customer is due to be compared. */
export const customersWait = (ctx: ReadContext) => someOf(selectDue(ctx));

/**
 * Compares customers that are due, fields and methods on file: what Stripe refused or did not answer goes on by itself
 * once it is mended, and what happened longer ago than Stripe keeps events is found. The next comparison is set first,
 * so that overlapping ticks share the work.
 */
export async function sweepCustomers(ctx: Context): Promise<void> {
  const now = ctx.now();
  const due = await selectDue(ctx).orderBy(asc(stripeCustomers.followAt)).limit(AT_MOST);
  await sweepWithinBudget(ctx, {
    of: 'stripe_customer',
    due,
    idOf: ({ connectionId, customerId }) => `${connectionId}/${customerId}`,
    ownerOf: ({ connectionId }) => connectionId,
    atOnce: 1,
    work: (row) => compare(ctx, row, now),
    hold: (pairs, until) => holdFollows(ctx.db, { pairs, dueBy: now, until }),
  });
}

/** Compares a customer that was handed over, named `connection/customer`, unless another worker did. */
export async function compareHandedOver(ctx: Context, pair: string, until: number): Promise<void> {
  const [connectionId = '', customerId = ''] = pair.split('/');
  await compare(ctx, { connectionId, customerId }, until);
}

type Due = { readonly connectionId: string; readonly customerId: string };

async function compare(ctx: Context, row: Due, dueBy: number): Promise<void> {
  const now = ctx.now();
  const taken = { dueBy: Math.max(now, dueBy), next: now + REFUSED_AGAIN_MS };
  if (!(await takeFollow(ctx.db, row, taken))) return;
  await followCustomer(ctx, row);
  await syncMethods(ctx, row);
}
