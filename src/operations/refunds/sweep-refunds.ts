import { asc, lte } from 'drizzle-orm';
import { refunds } from '../../db/schema/index.ts';
import { takeRefundCheck } from '../../db/writes/checks.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { PENDING_POLL_EVERY_MS, SEND_CHECK_AFTER_MS } from '../facts/refund-timing.ts';
import { recordRefunds } from './record-refunds.ts';
import { sendRefund } from './send-refund.ts';

const AT_MOST = 50;

/**
 * Checks open refunds when they are due: sends, searches or polls them. The next check is set first, so that
 * overlapping ticks share the work, and one that fails does not hold up the others.
 */
export async function sweepRefunds(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: refunds.id, paymentId: refunds.paymentId, state: refunds.state })
    .from(refunds)
    .where(lte(refunds.checkAt, ctx.now()))
    .orderBy(asc(refunds.checkAt))
    .limit(AT_MOST);
  for (const refund of due) await check(ctx, refund);
}

async function check(
  ctx: Context,
  { id, paymentId, state }: Pick<typeof refunds.$inferSelect, 'id' | 'paymentId' | 'state'>,
): Promise<void> {
  const now = ctx.now();
  const isSent = state !== 'requested' && state !== 'unknown';
  try {
    const next = now + (isSent ? PENDING_POLL_EVERY_MS : SEND_CHECK_AFTER_MS);
    if (!(await takeRefundCheck(ctx.db, { id, dueBy: now, next }))) return;
    if (isSent) await recordRefunds(ctx, paymentId);
    else await sendRefund(ctx, { refundId: id });
  } catch (error) {
    ctx.log('sweep_failed', { refundId: id, ...describeError(error) });
  }
}
