import type { InvoiceStatus, PaymentStatus } from '../invoice/status.ts';
import type { Rejection } from '../rejection.ts';
import { type DisputeStanding, holdsMoney } from './disputes.ts';
import type { PaymentState, RefundState } from './state.ts';

/** A refund as the rules look at it. Amount in minor units of its payment's currency. */
export type RefundStanding = { readonly state: RefundState; readonly amount: number };

/** Why Stripe is told that money goes back. https://docs.stripe.com/api/refunds/create#create_refund-reason */
export type RefundReason = 'duplicate' | 'fraudulent' | 'requested_by_customer';

/**
 * How far along a refund is: news that comes late moves nothing backwards (I7). One that was through can still
 * fail. https://docs.stripe.com/refunds#failed-refunds
 */
const PROGRESS: Record<RefundState, number> = {
  requested: 0,
  unknown: 0,
  requires_action: 1,
  pending: 2,
  succeeded: 3,
  failed: 4,
  canceled: 4,
};

/** True where `to` is news about a refund that is in `from`. */
export const isRefundNews = (from: RefundState, to: RefundState): boolean => PROGRESS[to] > PROGRESS[from];

/** True where its money is gone, going, or may be: it cannot be given back a second time. */
export const isCommitted = (state: RefundState): boolean => state !== 'failed' && state !== 'canceled';

/** True where Stripe has it and it is not undone: what an invoice is shown as refunded by. */
export const isOnItsWay = (state: RefundState): boolean =>
  state === 'requires_action' || state === 'pending' || state === 'succeeded';

/** True where Stripe has begun it: then the payer is told. */
export const isTold = (state: RefundState): boolean => state === 'pending' || state === 'succeeded';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** The money of one payment, in minor units of its currency. */
export type PaymentMoney = {
  readonly state: PaymentState;
  readonly amountReceived: number;
  readonly refunds: readonly RefundStanding[];
  readonly disputes: readonly DisputeStanding[];
};

/** What can still be given back of a payment: what came, less what went, was taken, or may be going. */
export function refundable({ state, amountReceived, refunds, disputes }: PaymentMoney): number {
  if (state !== 'succeeded' && state !== 'returned') return 0;
  const going = refunds.filter((refund) => isCommitted(refund.state)).map(({ amount }) => amount);
  const taken = disputes.filter(({ isTaken }) => isTaken).map(({ amount }) => amount);
  return Math.max(0, amountReceived - sum(going) - sum(taken));
}

/**
 * Why giving back `amount` (null for all that is left) is refused, or null. While a dispute holds the money, Stripe
 * refuses refunds too. https://docs.stripe.com/disputes/how-disputes-work
 */
export function refuseRefund(payment: PaymentMoney, amount: number | null): Rejection | null {
  if (payment.state !== 'succeeded' && payment.state !== 'returned') {
    return { code: 'payment_not_refundable', state: payment.state };
  }
  if (payment.disputes.some(({ status }) => holdsMoney(status))) return { code: 'payment_disputed' };
  const left = refundable(payment);
  if (left === 0 || (amount ?? left) > left) return { code: 'amount_exceeds_refundable', refundable: left };
  return null;
}

/** What one payment means for the money of one invoice. Amounts in minor units. */
export type InvoiceShare = {
  /** Allocated to this invoice, after what was taken back again. */
  readonly allocated: number;
  /** Allocated to all its invoices. */
  readonly allocatedInAll: number;
  /** On its way back to the payer, but for what was never allocated (a surplus). */
  readonly refunded: number;
  readonly isDisputed: boolean;
};

/**
 * An invoice's payment status after a refund or a dispute of one of its payments has changed: computed from every
 * payment each time, so that what is undone goes back. A payment under way, or one that failed or was returned since,
 * is the more pressing news and stays.
 */
export function statusAfterMoney(
  invoice: {
    readonly status: InvoiceStatus;
    readonly paymentStatus: PaymentStatus;
    readonly amountPaid: number;
  },
  shares: readonly InvoiceShare[],
): PaymentStatus {
  const { paymentStatus } = invoice;
  if (paymentStatus === 'processing') return paymentStatus;
  if (shares.some(({ isDisputed }) => isDisputed)) return 'disputed';
  if (invoice.status !== 'paid' && (paymentStatus === 'failed' || paymentStatus === 'returned')) {
    return paymentStatus;
  }
  const paying = shares.filter(({ allocated }) => allocated > 0);
  if (paying.every(({ refunded }) => refunded === 0)) return 'none';
  const goneBack = paying.filter(({ refunded, allocatedInAll }) => refunded >= allocatedInAll);
  return sum(goneBack.map(({ allocated }) => allocated)) >= invoice.amountPaid
    ? 'refunded'
    : 'partially_refunded';
}
