import type { Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import type { MoneySnapshot } from '../../db/queries/payment-money.ts';
import { refunds } from '../../db/schema/index.ts';
import type { RefundReason } from '../../domain/payment/refunds.ts';
import { type Context, effect } from '../core/context.ts';
import { SEND_CHECK_AFTER_MS } from '../facts/refund-timing.ts';
import { commitMoney, withRefund } from './money-step.ts';

export type NewRefund = {
  readonly id: string;
  readonly commandId: string;
  /** Minor units of the payment's currency, an amount that Stripe can represent exactly. */
  readonly amount: number;
  readonly reason: RefundReason | null;
  readonly purpose: 'requested' | 'surplus';
  /** A named person, or null for an automatic refund. */
  readonly requestedBy: string | null;
  /** Not sent before this instant; null for at once. */
  readonly notBefore: number | null;
  /** The credit note that it settles. */
  readonly creditNoteId?: string;
};

/**
 * A refund is a row before a call: the exact request is committed, and the payment's surplus credit is used for it, in
 * the batch that enqueues it. A worker that loses the race on the payment's stream decides again.
 */
export function commitRefund(ctx: Context, money: MoneySnapshot, refund: NewRefund) {
  const at = ctx.now();
  const { payment, credit } = money;
  const creditAmount = Math.min(refund.amount, credit?.balance ?? 0);
  const { id, amount, notBefore } = refund;
  return commitMoney(ctx, money, {
    commandId: refund.commandId,
    entry: {
      type: 'refund_requested',
      data: { refundId: id, amount, currency: payment.currency, purpose: refund.purpose },
    },
    refunds: withRefund(money, { id, state: 'requested', amount, creditAmount }),
    disputes: money.disputes,
    creditBalance: (credit?.balance ?? 0) - creditAmount,
    rows: [refundRow(ctx, money, refund, creditAmount, at)],
    effects: [sendEffect(ctx, id, notBefore ?? undefined)],
  });
}

/** The effect that sends it; the sweep catches what that misses. */
export const sendEffect = (ctx: Context, refundId: string, dueAt?: number): Effect =>
  effect(ctx, 'send_refund', { refundId }, dueAt);

/** The row of a refund with its exact request; `creditAmount` of it is taken from the payment's surplus. */
export function refundRow(
  ctx: Context,
  { payment, credit }: MoneySnapshot,
  refund: Omit<NewRefund, 'commandId'>,
  creditAmount: number,
  at: number,
): Statement {
  const { id, amount, reason, purpose, requestedBy, notBefore } = refund;
  const { merchantId, connectionId, currency } = payment;
  return ctx.db.insert(refunds).values({
    id,
    merchantId,
    connectionId,
    paymentId: payment.id,
    currency,
    amount,
    state: 'requested',
    reason,
    request: ctx.rules.refundParams({
      intentId: payment.stripePaymentIntentId ?? '',
      currency,
      amount,
      reason,
      metadata: {
        quittance_deployment: ctx.deploymentId,
        quittance_merchant: merchantId,
        quittance_payment: payment.id,
        quittance_refund: id,
      },
    }),
    purpose,
    creditId: creditAmount > 0 ? (credit?.id ?? null) : null,
    creditAmount,
    requestedBy,
    notBefore,
    creditNoteId: refund.creditNoteId ?? null,
    checkAt: (notBefore ?? at) + SEND_CHECK_AFTER_MS,
    createdAt: at,
    updatedAt: at,
  });
}
