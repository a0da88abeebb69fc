import { inArray } from 'drizzle-orm';
import { disputes } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { recordDisputes } from '../disputes/record-disputes.ts';
import type { Found } from './check-rows.ts';

/** At most so many in one go: ids in one statement, and calls to Stripe; what is left differs the next time as well. */
const MOST = 50;

/**
 * Disputes whose balance transactions are not what their rows say: decided anew, and the events of that were lost. Each
 * one's payment is looked at through the same door as ever. True where that may have explained something.
 */
export async function followDisputesThatDiffer(ctx: Context, found: readonly Found[]): Promise<boolean> {
  const ids = found
    .filter(({ kind, subject }) => kind === 'amount_differs' && subject.startsWith('dis_'))
    .map(({ subject }) => subject)
    .slice(0, MOST);
  if (ids.length === 0) return false;
  const rows = await ctx.db
    .selectDistinct({ paymentId: disputes.paymentId })
    .from(disputes)
    .where(inArray(disputes.id, ids));
  for (const { paymentId } of rows) {
    try {
      await recordDisputes(ctx, paymentId);
    } catch (error) {
      ctx.log('follow_dispute_failed', { paymentId, ...describeError(error) });
    }
  }
  return true;
}
