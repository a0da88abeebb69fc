import { categoryKind } from '../../domain/reconciliation/categories.ts';
import { type LookedAt, mayGoOn } from '../core/budget.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { recordDisputes } from '../disputes/record-disputes.ts';
import { recordRefunds } from '../refunds/record-refunds.ts';
import type { Unclassified } from './classify-transactions.ts';

/** The most payments per run; the rest stays a finding, and is fetched next time. */
const MOST = 50;

/**
 * Reconciliation found refunds and disputes of our payments that are not known here: their events were lost, or are
 * older than Stripe keeps them. Retrieves them through recordRefunds and recordDisputes.
 */
export async function fetchMissingRefundsAndDisputes(
  ctx: Context,
  unclassified: readonly Unclassified[],
): Promise<LookedAt> {
  const refunded = new Set<string>();
  const disputed = new Set<string>();
  for (const { paymentId, reportingCategory } of unclassified) {
    if (paymentId === null) continue;
    const kind = categoryKind(reportingCategory);
    if (kind === 'refund') refunded.add(paymentId);
    if (kind === 'dispute') disputed.add(paymentId);
  }
  const doors = [
    ...[...refunded].map((id) => ({ id, record: recordRefunds })),
    ...[...disputed].map((id) => ({ id, record: recordDisputes })),
  ].slice(0, MOST);
  for (const { id, record } of doors) {
    if (!mayGoOn()) return 'some';
    try {
      await record(ctx, id);
    } catch (error) {
      // One that fails stays a finding, and does not hold up the others.
      ctx.log('make_up_failed', { paymentId: id, ...describeError(error) });
    }
  }
  return doors.length > 0 ? 'all' : 'none';
}
