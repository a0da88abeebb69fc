import type { Collectable } from '../../db/queries/collectable.ts';
import { needsAuthentication } from '../../domain/collection/declines.ts';
import type { Decision } from '../../domain/collection/types.ts';
import type { InvoiceMessage } from '../../domain/message.ts';
import type { Context } from '../core/context.ts';
import {
  allOf,
  businessRecipients,
  type MessageRows,
  messageRows,
  recipientsOf,
} from '../core/queue-message.ts';

/**
 * Notifies both sides of a failed charge: why, and what happens next (P44). If the bank wants the payer to
 * authenticate, only the payer is told how; the business is told that it is waiting for them.
 */
export function notifyFailure(
  ctx: Context,
  read: Collectable,
  notice: NonNullable<Decision['notify']>,
  at: number,
): MessageRows {
  const { invoice, merchant, customer } = read;
  const attempt = read.attempts.find(({ paymentId }) => paymentId === notice.paymentId);
  if (attempt === undefined) throw new Error('the failure to announce is not among the attempts');
  const method = attempt.method ?? attempt.summary;
  const { amount } = attempt;
  const failure = {
    amount,
    method,
    failureCode: attempt.failureCode,
    nextAttemptAt: notice.nextAttemptAt,
    wasAutomatic: true,
  };
  const isOver = notice.isFinal || notice.nextAttemptAt === null;
  const toCustomer: InvoiceMessage = needsAuthentication(attempt.failureCode)
    ? { template: 'authentication_needed', amount, method }
    : { template: isOver ? 'collection_ended' : 'payment_failed', ...failure };
  const about = {
    merchantId: invoice.merchantId,
    invoiceId: invoice.id,
    paymentId: attempt.paymentId,
    cause: `payment/${attempt.paymentId}/failed`,
  };
  return allOf([
    messageRows(ctx, at, { ...about, recipients: recipientsOf(customer), message: toCustomer }),
    messageRows(ctx, at, {
      ...about,
      recipients: businessRecipients(merchant),
      message: { template: isOver ? 'collection_ended_business' : 'payment_failed_business', ...failure },
    }),
  ]);
}
