import type { MoneySnapshot } from '../../db/queries/payment-money.ts';
import { readStoredRequest } from '../../domain/payment/stored-request.ts';
import type { Context } from '../core/context.ts';
import {
  aboutPayment,
  businessRecipients,
  type MessageRows,
  NO_MESSAGES,
  recipientsOf,
} from '../core/queue-message.ts';

/** Notifies the payer that money is on its way back, once per refund, unless Stripe does. */
export function refundMade(
  ctx: Context,
  at: number,
  money: MoneySnapshot,
  refund: { readonly id: string; readonly amount: number; readonly isSurplus: boolean },
): MessageRows {
  const { payment, customer } = money;
  if (readStoredRequest(payment.request).stripeSendsReceipt) return NO_MESSAGES;
  return aboutPayment(ctx, at, money, `refund/${refund.id}`, recipientsOf(customer, 'receipts'), {
    template: 'refund_made',
    amount: refund.amount,
    method: payment.method,
    refundId: refund.id,
    isSurplus: refund.isSurplus,
  });
}

/**
 * Notifies the business that a refund failed: the money is still here, and owed to the payer. A refund that we gave up,
 * and that was made after all, can still fail at Stripe, which is a message of its own.
 */
export const refundFailed = (
  ctx: Context,
  at: number,
  money: MoneySnapshot,
  refund: {
    readonly id: string;
    readonly amount: number;
    readonly reason: string | null;
    readonly by: 'stripe' | 'us';
  },
): MessageRows =>
  aboutPayment(
    ctx,
    at,
    money,
    `refund/${refund.id}/failed/${refund.by}`,
    businessRecipients(money.merchant),
    {
      template: 'refund_failed_business',
      amount: refund.amount,
      refundId: refund.id,
      reason: refund.reason,
    },
  );
