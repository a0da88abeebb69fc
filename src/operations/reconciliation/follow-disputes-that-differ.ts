import { eq, inArray, sql } from 'drizzle-orm';
import { balanceTransactions, disputes } from '../../db/schema/index.ts';
import { type LookedAt, mayGoOn } from '../core/budget.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { recordDisputes } from '../disputes/record-disputes.ts';
import type { Found } from './check-rows.ts';

/** At most so many in one go: ids in one statement, and calls to Stripe; what is left differs the next time as well. */
const MOST = 50;

/**
 * Disputes whose balance transactions are not what their rows say: decided anew, and the events of that were lost, or
 * Stripe put the money back of one that stays lost. Each
 * one's payment is looked at through the same door as ever.
 */
export async function followDisputesThatDiffer(ctx: Context, found: readonly Found[]): Promise<LookedAt> {
  const ids = found
    .filter(({ kind, subject }) => kind === 'amount_differs' && subject.startsWith('dis_'))
    .map(({ subject }) => subject)
    .slice(0, MOST);
  if (ids.length === 0) return 'none';
  // Withdrawals against reinstatements: their number, since a converted amount comes back at another rate.
  const balance = sql<number>`sum(iif(${balanceTransactions.amount} < 0, 1, -1))`;
  const rows = await ctx.db
    .select({
      paymentId: disputes.paymentId,
      stripeDisputeId: disputes.stripeDisputeId,
      withdrawals: balance,
    })
    .from(disputes)
    .innerJoin(balanceTransactions, eq(balanceTransactions.ownerId, disputes.id))
    .where(inArray(disputes.id, ids))
    .groupBy(disputes.id);
  const booked = new Map(
    rows.map(({ stripeDisputeId, withdrawals }) => [stripeDisputeId, withdrawals > 0] as const),
  );
  for (const paymentId of new Set(rows.map((row) => row.paymentId))) {
    if (!mayGoOn()) return 'some';
    try {
      await recordDisputes(ctx, paymentId, booked);
    } catch (error) {
      ctx.log('follow_dispute_failed', { paymentId, ...describeError(error) });
    }
  }
  return 'all';
}
