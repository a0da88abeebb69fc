import {
  selectDisputes,
  selectPayment,
  selectRefunds,
  selectTargets,
} from '../../db/queries/payments-read.ts';
import { selectGivenReceipt } from '../../db/queries/receipts.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { refundable } from '../../domain/payment/refunds.ts';
import { receiptNumber } from '../../domain/receipt/number.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { disputedAmount } from '../facts/disputed-amount.ts';
import { type PaymentResource, paymentSummary } from './payments.ts';
import { disputeResource, refundResource } from './refunds.ts';

/** One payment of the merchant with its refunds and disputes, in one round trip. Rejects with `not_found`. */
export async function readPaymentResource(
  ctx: Context,
  { scope, paymentId }: Scoped<{ readonly paymentId: string }>,
): Promise<Outcome<PaymentResource>> {
  const [[found], targets, refunds, disputes, [receipt]] = await ctx.db.batch([
    selectPayment(ctx.db, scope, paymentId),
    selectTargets(ctx.db, paymentId),
    selectRefunds(ctx.db, paymentId),
    selectDisputes(ctx.db, paymentId),
    selectGivenReceipt(ctx.db, [paymentId]),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'payment' });
  const standing = disputes.map((row) => ({
    status: row.state,
    amount: disputedAmount(found, row),
    isTaken: row.takenAmount !== null,
  }));
  return done({
    ...paymentSummary(found, targets),
    amountRefundable: refundable({ ...found, refunds, disputes: standing }),
    receiptNumber: receipt === undefined ? null : receiptNumber(receipt),
    refunds: refunds.map(refundResource),
    disputes: disputes.map(disputeResource),
  });
}
