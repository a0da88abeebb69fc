import type { MoneySnapshot } from '../../db/queries/payment-money.ts';
import type { InvoiceMessage } from '../../domain/message.ts';
import { stripeSendsReceipt } from '../../domain/payment/receipt.ts';
import type { Context } from '../context.ts';
import { businessRecipients, type MessageRows, messageRows, recipientsOf } from '../recipients.ts';

const NOTHING: MessageRows = { rows: [], effects: [] };

/** Tells the payer that money is on its way back, once for a refund, unless Stripe does. */
export function refundMade(
  ctx: Context,
  at: number,
  money: MoneySnapshot,
  refund: { readonly id: string; readonly amount: number; readonly isSurplus: boolean },
): MessageRows {
  const { payment, customer } = money;
  if (stripeSendsReceipt(payment.request)) return NOTHING;
  return aboutFirst(ctx, at, money, `refund/${refund.id}`, recipientsOf(customer), {
    template: 'refund_made',
    amount: refund.amount,
    method: payment.method,
    refundId: refund.id,
    isSurplus: refund.isSurplus,
  });
}

/**
 * Tells the business that a refund came to nothing: its money is still there, and owed to the payer. One that we gave up
 * and that was made after all can still fail at Stripe, which is another thing to tell.
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
  aboutFirst(ctx, at, money, `refund/${refund.id}/failed/${refund.by}`, businessRecipients(money.merchant), {
    template: 'refund_failed_business',
    amount: refund.amount,
    refundId: refund.id,
    reason: refund.reason,
  });

/** A message about a payment's money goes with the first invoice that it was for. */
export function aboutFirst(
  ctx: Context,
  at: number,
  { payment, merchant, targets }: MoneySnapshot,
  cause: string,
  recipients: readonly string[],
  message: InvoiceMessage,
): MessageRows {
  const [first] = targets;
  if (first === undefined) return NOTHING;
  return messageRows(ctx, at, {
    merchantId: merchant.id,
    invoiceId: first.invoice.id,
    paymentId: payment.id,
    cause,
    recipients,
    message,
  });
}

/** Several messages as one. */
export const allOf = (messages: readonly MessageRows[]): MessageRows => ({
  rows: messages.flatMap(({ rows }) => rows),
  effects: messages.flatMap(({ effects }) => effects),
});
