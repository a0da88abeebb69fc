import { readPaymentMoney } from '../../db/queries/payment-money.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { type RefundReason, refundable, refuseRefund } from '../../domain/payment/refunds.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { commitRefund } from '../money/insert-refund.ts';
import { moneyStanding } from '../money/money-step.ts';

export type RefundAsk = {
  readonly paymentId: string;
  /** Chosen by the caller, so that a retry requests the same one. */
  readonly refundId: string;
  readonly commandId: string;
  /** Minor units of the payment's currency; null for the whole remainder. */
  readonly amount: number | null;
  readonly reason: RefundReason | null;
  /** The named person who requests it. */
  readonly requestedBy: string;
};

/**
 * Requests a refund of a payment, in full or in part. Concurrent requests are served one after the other, and never
 * refund more than was paid. Rejects with `not_found`, `payment_not_refundable`, `payment_disputed`,
 * `amount_exceeds_refundable`, and `invalid` for an amount that Stripe cannot represent in this currency.
 */
export const requestRefund = (
  ctx: Context,
  { scope, ...ask }: Scoped<RefundAsk>,
): Promise<Outcome<{ readonly refundId: string }>> => retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { paymentId, refundId, commandId, reason, requestedBy, ...ask }: RefundAsk,
): Promise<ConflictOr<Outcome<{ readonly refundId: string }>>> {
  const money = await readPaymentMoney(ctx.db, paymentId);
  const payment = money?.payment;
  if (
    payment === undefined ||
    payment.merchantId !== scope.merchantId ||
    payment.livemode !== scope.livemode
  ) {
    return decided(refused({ code: 'not_found', what: 'payment' }));
  }
  if (money === null) return decided(refused({ code: 'not_found', what: 'payment' }));
  if (money.refunds.some(({ id }) => id === refundId)) return decided(done({ refundId }));
  const refusal = refuseRefund(moneyStanding(money), ask.amount);
  if (refusal !== null) return decided(refused(refusal));
  const amount = ask.amount ?? refundable(moneyStanding(money));
  const sayable = ctx.rules.sayableAmount(payment.currency, amount);
  if (sayable !== amount) {
    const message = `Stripe does not count ${payment.currency} that finely. Give ${sayable} or another multiple.`;
    return decided(refused({ code: 'invalid', problems: [{ path: 'amount', message }] }));
  }
  const committed = await commitRefund(ctx, money, {
    id: refundId,
    commandId,
    amount,
    reason,
    purpose: 'requested',
    requestedBy,
    notBefore: null,
  });
  return committed.kind === 'committed' ? decided(done({ refundId })) : CONFLICT;
}
