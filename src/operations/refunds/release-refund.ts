import { and, eq } from 'drizzle-orm';
import { readPaymentMoney } from '../../db/queries/payment-money.ts';
import { payments, refunds } from '../../db/schema/index.ts';
import { findCommand } from '../../db/streams.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { SEND_CHECK_AFTER_MS } from '../facts/refund-timing.ts';
import { sendEffect } from '../money/insert-refund.ts';
import { commitMoney } from '../money/money-step.ts';

type Ask = { readonly refundId: string; readonly commandId: string; readonly releasedBy: string };

/**
 * A named person releases a refund that is held for a bank debit's risk window, so that it is sent at once. Rejects
 * with `not_found`, and `refund_not_held`.
 */
export const releaseRefund = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ readonly refundId: string }>> => retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { refundId, commandId, releasedBy }: Ask,
): Promise<ConflictOr<Outcome<{ readonly refundId: string }>>> {
  const [named] = await ctx.db
    .select({ paymentId: refunds.paymentId })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(
      and(
        eq(refunds.id, refundId),
        eq(payments.merchantId, scope.merchantId),
        eq(payments.livemode, scope.livemode),
      ),
    );
  if (named === undefined) return decided(refused({ code: 'not_found', what: 'refund' }));
  const stream = { type: 'payment', id: named.paymentId } as const;
  if ((await findCommand(ctx.db, stream, commandId)) !== undefined) return decided(done({ refundId }));
  const money = await readPaymentMoney(ctx.db, named.paymentId);
  const refund = money?.refunds.find(({ id }) => id === refundId);
  if (money === null || refund === undefined) throw new Error('refund without its payment');
  const at = ctx.now();
  const isHeld = refund.state === 'requested' && refund.sentAt === null && (refund.notBefore ?? 0) > at;
  if (!isHeld) return decided(refused({ code: 'refund_not_held', state: refund.state }));
  const committed = await commitMoney(ctx, money, {
    commandId,
    entry: { type: 'refund_released', data: { refundId, releasedBy } },
    refunds: money.refunds,
    disputes: money.disputes,
    creditBalance: money.credit?.balance ?? 0,
    rows: [
      ctx.db
        .update(refunds)
        .set({ notBefore: null, checkAt: at + SEND_CHECK_AFTER_MS, requestedBy: releasedBy, updatedAt: at })
        .where(eq(refunds.id, refundId)),
    ],
    effects: [sendEffect(ctx, refundId)],
  });
  return committed.kind === 'committed' ? decided(done({ refundId })) : CONFLICT;
}
