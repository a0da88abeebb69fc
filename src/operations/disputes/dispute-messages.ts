import type { DisputeFacts } from '../../adapters/stripe/port-refunds.ts';
import type { MoneySnapshot } from '../../db/queries/payment-money.ts';
import type { DisputeMove } from '../../domain/payment/follow-disputes.ts';
import type { Context } from '../core/context.ts';
import { aboutPayment, businessRecipients, type MessageRows, recipientsOf } from '../core/queue-message.ts';
import { disputedAmount } from '../facts/disputed-amount.ts';

/**
 * Who is notified of what: the business of each stage of a dispute, both sides if money was taken back and its invoice
 * is open again. A returned debit has its own message.
 */
export function disputeMessages(
  ctx: Context,
  at: number,
  money: MoneySnapshot,
  { found, kind, stages, isInquiry, takes }: DisputeMove<DisputeFacts>,
): MessageRows[] {
  const { customer, merchant } = money;
  const { reason, evidenceDueAt } = found;
  const amount = disputedAmount(money.payment, found);
  const { method } = money.payment;
  // A dispute may be decided more than once: each decision is told of.
  const cause = (stage: string) => `dispute/${found.stripeDisputeId}/${money.head.seq}/${stage}`;
  const business = businessRecipients(merchant);
  const messages = stages.map((stage) =>
    aboutPayment(ctx, at, money, cause(stageName(stage, isInquiry)), business, {
      template: 'dispute_business',
      stage,
      isInquiry,
      amount,
      reason,
      evidenceDueAt: stage === 'opened' ? evidenceDueAt : null,
    }),
  );
  if (!takes) return messages;
  messages.push(
    aboutPayment(ctx, at, money, cause('returned'), recipientsOf(customer), {
      template: 'payment_returned',
      amount,
      method,
    }),
  );
  if (kind === 'return') {
    messages.push(
      aboutPayment(ctx, at, money, cause('returned'), business, {
        template: 'payment_returned_business',
        amount,
        method,
        reason,
      }),
    );
  }
  return messages;
}

/** An inquiry and the dispute that it becomes are notified separately. */
const stageName = (stage: string, isInquiry: boolean): string => (isInquiry ? `inquiry_${stage}` : stage);
