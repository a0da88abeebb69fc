import { asc, eq, lte } from 'drizzle-orm';
import { someRow } from '../../db/queries/waiting-parts.ts';
import { refunds } from '../../db/schema/index.ts';
import { holdRefundChecks, takeRefundCheck } from '../../db/writes/checks.ts';
import { sweepWithinBudget } from '../core/budget.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { PENDING_POLL_EVERY_MS, SEND_CHECK_AFTER_MS } from '../facts/refund-timing.ts';
import { recordRefunds } from './record-refunds.ts';
import { sendRefund } from './send-refund.ts';

const AT_MOST = 500;

/** Whether a refund is due to be checked. */
export const refundsWait = (ctx: ReadContext) => someRow(refunds, lte(refunds.checkAt, ctx.now()));

/**
 * Checks open refunds when they are due: sends, searches or polls them. The next check is set first, so that
 * overlapping ticks share the work, and one that fails does not hold up the others.
 */
export async function sweepRefunds(ctx: Context): Promise<void> {
  const now = ctx.now();
  const due = await ctx.db
    .select(COLUMNS)
    .from(refunds)
    .where(lte(refunds.checkAt, now))
    .orderBy(asc(refunds.checkAt))
    .limit(AT_MOST);
  await sweepWithinBudget(ctx, {
    of: 'refund',
    due,
    idOf: ({ id }) => id,
    ownerOf: ({ connectionId }) => connectionId,
    atOnce: 1,
    work: (refund) => check(ctx, refund, now),
    hold: (ids, until) => holdRefundChecks(ctx.db, { ids, dueBy: now, until }),
  });
}

/** Checks a refund that was handed over, unless another worker did. */
export async function checkRefund(ctx: Context, refundId: string, until: number): Promise<void> {
  const [refund] = await ctx.db.select(COLUMNS).from(refunds).where(eq(refunds.id, refundId));
  if (refund !== undefined) await check(ctx, refund, until);
}

const COLUMNS = {
  id: refunds.id,
  paymentId: refunds.paymentId,
  connectionId: refunds.connectionId,
  state: refunds.state,
};
type Due = Pick<typeof refunds.$inferSelect, keyof typeof COLUMNS>;

async function check(ctx: Context, { id, paymentId, state }: Due, dueBy: number): Promise<void> {
  const now = ctx.now();
  const isSent = state !== 'requested' && state !== 'unknown';
  const next = now + (isSent ? PENDING_POLL_EVERY_MS : SEND_CHECK_AFTER_MS);
  if (!(await takeRefundCheck(ctx.db, { id, dueBy: Math.max(now, dueBy), next }))) return;
  if (isSent) await recordRefunds(ctx, paymentId);
  else await sendRefund(ctx, { refundId: id });
}
