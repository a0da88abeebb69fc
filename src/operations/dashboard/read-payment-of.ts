import { type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import type { PaymentResource } from '../resources/payments.ts';
import { readPaymentResource } from '../resources/read-payment.ts';
import { type RefundResource, readRefund } from '../resources/refunds.ts';

type Ask = { readonly invoiceId: string; readonly paymentId: string };

/** A payment that was made for an invoice. Rejects with `not_found`, also where it was made for others. */
export async function readPaymentOf(
  ctx: Context,
  { scope, invoiceId, paymentId }: Scoped<Ask>,
): Promise<Outcome<PaymentResource>> {
  const found = await readPaymentResource(ctx, { scope, paymentId });
  const isOf = found.kind === 'done' && found.value.invoices.some((each) => each.invoiceId === invoiceId);
  return found.kind !== 'done' || isOf ? found : refused({ code: 'not_found', what: 'payment' });
}

/** A refund of a payment that was made for an invoice. Rejects with `not_found`. */
export async function readRefundOf(
  ctx: Context,
  { scope, invoiceId, refundId }: Scoped<{ readonly invoiceId: string; readonly refundId: string }>,
): Promise<Outcome<RefundResource>> {
  const found = await readRefund(ctx, { scope, refundId });
  if (found.kind !== 'done') return found;
  const payment = await readPaymentOf(ctx, { scope, invoiceId, paymentId: found.value.paymentId });
  return payment.kind === 'done' ? found : refused({ code: 'not_found', what: 'refund' });
}
