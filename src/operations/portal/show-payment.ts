import { readOwnPayment } from '../../db/queries/own-payment.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import type { MethodView } from '../../domain/invoice/view.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { isOpen, type MethodSummary } from '../../domain/payment/state.ts';
import { returnFromStripe } from '../checkout/return-from-stripe.ts';
import type { Context } from '../core/context.ts';
import type { Visit } from '../facts/visit.ts';

/** A payment as its customer sees it. Amounts in minor units of its currency. */
export type ShownPayment = {
  readonly id: string;
  readonly outcome: 'succeeded' | 'processing' | 'failed' | 'open' | 'unknown' | 'returned';
  readonly currency: string;
  readonly amount: number;
  /** When it succeeded, began or ended, ms since the epoch. */
  readonly at: number;
  readonly method: MethodView | null;
  /** Stripe's code; shown only as a sentence. */
  readonly failureCode: string | null;
  /** Where its receipt is; null while nothing came. */
  readonly receiptPath: string | null;
  readonly invoices: readonly {
    readonly id: string;
    readonly number: string;
    readonly amount: number;
    readonly viewUrl: string;
    readonly isOwed: boolean;
  }[];
};

/**
 * A payment of this customer. The outcome of an open one is recorded from Stripe first, as a webhook would do it, so
 * that a payer who returns from Stripe sees the truth. Rejects with `not_found`.
 */
export async function showPayment(
  ctx: Context,
  { visit, paymentId }: { readonly visit: Visit; readonly paymentId: string },
): Promise<Outcome<ShownPayment>> {
  const first = await readOwnPayment(ctx.db, visit, paymentId);
  if (first === null) return NOT_FOUND;
  const returned = isOpen(first.payment.state) ? await returnFromStripe(ctx, paymentId) : null;
  const read = returned === null ? first : await readOwnPayment(ctx.db, visit, paymentId);
  if (read === null) return NOT_FOUND;
  const { payment, targets } = read;
  const outcome = isOpen(payment.state)
    ? (returned?.outcome ?? 'unknown')
    : payment.state === 'canceled'
      ? 'failed'
      : payment.state;
  return done({
    id: payment.id,
    outcome,
    currency: payment.currency,
    amount: payment.amountReceived > 0 ? payment.amountReceived : payment.amount,
    at: payment.succeededAt ?? payment.closedAt ?? payment.beganAt ?? payment.claimedAt,
    method: payment.method === null ? null : methodView(payment.method),
    failureCode: payment.failureCode,
    receiptPath: payment.succeededAt === null ? null : `/portal/payments/${payment.id}/receipt`,
    invoices: await Promise.all(
      targets.map(async ({ invoice, amount }) => ({
        id: invoice.id,
        number: invoiceNumber(invoice) ?? '',
        amount,
        viewUrl: await ctx.links.url('view', { id: invoice.id, version: invoice.linkVersion }),
        isOwed: invoice.status === 'open' && invoice.amountPaid < invoice.amountDue,
      })),
    ),
  });
}

const NOT_FOUND = refused({ code: 'not_found', what: 'payment' });

const methodView = (method: MethodSummary): MethodView =>
  method.kind === 'other' ? { kind: 'other', label: method.type } : method;
