import {
  selectBookedOf,
  selectPaidInvoices,
  selectPaymentBackground,
} from '../../db/queries/payments-shown.ts';
import { classifyFailure } from '../../domain/collection/declines.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import type { PaymentResource } from '../resources/payments.ts';
import { readPaymentResource } from '../resources/read-payment.ts';

type Background = Awaited<ReturnType<typeof selectPaymentBackground>>[number];
type Booked = Awaited<ReturnType<typeof selectBookedOf>>[number];

export type PaymentPage = {
  readonly payment: PaymentResource;
  readonly background: Background;
  readonly invoices: readonly {
    readonly invoiceId: string;
    readonly number: string | null;
    readonly amount: number;
  }[];
  /** What Stripe booked of it, in its own minor units. */
  readonly booked: readonly Booked[];
  /** What its failure means for what can be tried next; null where it did not fail. */
  readonly verdict: ReturnType<typeof classifyFailure> | null;
};

/** All that a payment's page shows, in two round trips. Rejects with `not_found`. */
export async function readPaymentPage(
  ctx: Context,
  { scope, paymentId }: Scoped<{ readonly paymentId: string }>,
): Promise<Outcome<PaymentPage>> {
  const [read, [[background], paid, booked]] = await Promise.all([
    readPaymentResource(ctx, { scope, paymentId }),
    ctx.db.batch([
      selectPaymentBackground(ctx.db, scope, paymentId),
      selectPaidInvoices(ctx.db, scope, [paymentId]),
      selectBookedOf(ctx.db, scope, paymentId),
    ]),
  ]);
  if (read.kind !== 'done') return read;
  if (background === undefined) return refused({ code: 'not_found', what: 'payment' });
  const payment = read.value;
  const invoices = paid.map(({ invoiceId, amount, ...numbered }) => ({
    invoiceId,
    amount,
    number: invoiceNumber(numbered),
  }));
  const kind = payment.method?.kind ?? null;
  return done({
    payment,
    background,
    invoices,
    booked,
    verdict:
      payment.failureCode === null ? null : classifyFailure(payment.failureCode, kind, payment.adviceCode),
  });
}
