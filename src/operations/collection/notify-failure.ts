import type { Collectable } from '../../db/queries/collectable.ts';
import { needsAuthentication } from '../../domain/collection/declines.ts';
import type { Decision } from '../../domain/collection/types.ts';
import type { DeclinedMethod, InvoiceMessage } from '../../domain/message.ts';
import type { Context } from '../core/context.ts';
import {
  allOf,
  businessRecipients,
  type MessageRows,
  messageRows,
  recipientsOf,
} from '../core/queue-message.ts';

/**
 * Notifies both sides of a failed charge: which methods were declined and why, and what happens next and with which
 * method (P44). If the bank wants the payer to authenticate, only the payer is told how; the business is told that it is
 * waiting for them. If another method was charged in the meantime, that is what both are told.
 */
export function notifyFailure(
  ctx: Context,
  read: Collectable,
  notice: NonNullable<Decision['notify']>,
  at: number,
): MessageRows {
  const { invoice, merchant } = read;
  const attempt = attemptOf(read, notice.paymentId);
  // Whose method it was: who paid for others then may not be who pays now.
  const customer = read.concerned.find(({ id }) => id === attempt.customerId) ?? read.customer;
  const before = notice.before.map((paymentId) => declinedIn(attemptOf(read, paymentId)));
  const about = { merchantId: invoice.merchantId, invoiceId: invoice.id, customerId: customer.id };
  const toBoth = (paymentId: string, toCustomer: InvoiceMessage, toBusiness: InvoiceMessage): MessageRows => {
    const cause = `payment/${notice.paymentId}/failed`;
    const [theirs, ours] = [recipientsOf(customer), businessRecipients(merchant)];
    return allOf([
      messageRows(ctx, at, { ...about, paymentId, cause, recipients: theirs, message: toCustomer }),
      messageRows(ctx, at, { ...about, paymentId, cause, recipients: ours, message: toBusiness }),
    ]);
  };
  if (notice.paidBy !== null) {
    const paid = attemptOf(read, notice.paidBy);
    const declined = [...before, declinedIn(attempt)];
    const instead = { amount: paid.amount, declined, paidWith: declinedIn(paid).method };
    return toBoth(
      paid.paymentId,
      { template: 'method_declined', ...instead },
      { template: 'method_declined_business', ...instead },
    );
  }
  const failure = {
    amount: attempt.amount,
    ...declinedIn(attempt),
    nextAttemptAt: notice.nextAttemptAt,
    wasAutomatic: true,
    before,
    nextMethod: read.methods.find(({ id }) => id === notice.nextMethodId)?.summary ?? null,
  };
  const isOver = notice.isFinal || notice.nextAttemptAt === null;
  return toBoth(
    attempt.paymentId,
    needsAuthentication(attempt.failureCode)
      ? { template: 'authentication_needed', amount: failure.amount, method: failure.method }
      : { template: isOver ? 'collection_ended' : 'payment_failed', ...failure },
    { template: isOver ? 'collection_ended_business' : 'payment_failed_business', ...failure },
  );
}

type Attempted = Collectable['attempts'][number];

function attemptOf({ attempts }: Collectable, id: string): Attempted {
  const attempt = attempts.find(({ paymentId }) => paymentId === id);
  if (attempt === undefined) throw new Error('what is to be announced is not among the attempts');
  return attempt;
}

/** The method of an attempt, and why it was declined if it was. */
const declinedIn = ({ method, summary, failureCode }: Attempted): DeclinedMethod => ({
  method: method ?? summary,
  failureCode,
});
