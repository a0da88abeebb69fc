import { and, asc, eq, isNotNull, lte } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { connections, stripeCustomers } from '../../db/schema/index.ts';
import { takeFollow } from '../../db/writes/stripe-customers.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { followCustomer } from './follow-customer.ts';
import { REFUSED_AGAIN_MS } from './send-change.ts';

const AT_MOST = 25;

/**
 * Compares customers that are due: what Stripe refused or did not answer goes on by itself once it is mended. The next
 * comparison is set first, so that overlapping ticks share the work.
 */
export async function sweepCustomers(ctx: Context): Promise<void> {
  const now = ctx.now();
  const due = await ctx.db
    .select({ customerId: stripeCustomers.customerId, connectionId: stripeCustomers.connectionId })
    .from(stripeCustomers)
    .innerJoin(connections, eq(connections.id, stripeCustomers.connectionId))
    .where(
      and(
        lte(stripeCustomers.followAt, now),
        isNotNull(stripeCustomers.stripeCustomerId),
        isActive,
        eq(connections.livemode, ctx.livemode),
      ),
    )
    .orderBy(asc(stripeCustomers.followAt))
    .limit(AT_MOST);
  for (const row of due) {
    try {
      if (!(await takeFollow(ctx.db, row, { dueBy: now, next: now + REFUSED_AGAIN_MS }))) continue;
      await followCustomer(ctx, row);
    } catch (error) {
      ctx.log('sweep_failed', { customerId: row.customerId, ...describeError(error) });
    }
  }
}
