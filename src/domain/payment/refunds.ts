import type { InvoiceStatus, PaymentStatus } from '../invoice/status.ts';
import type { Rejection } from '../rejection.ts';
import { type DisputeStanding, holdsMoney } from './disputes.ts';
import type { PaymentState, RefundState } from './state.ts';

/** The facts about a refund that the rules read. Amount in minor units of its payment's currency. */
export type RefundStanding = { readonly state: RefundState; readonly amount: number };

/** The reason sent to Stripe. https://docs.stripe.com/api/refunds/create#create_refund-reason */
export type RefundReason = 'duplicate' | 'fraudulent' | 'requested_by_customer';

/**
 * How far along a refund is, so that a late event moves nothing backwards (I7). A refund that succeeded can still
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

/** True where a refund may move from `from` to `to`. */
export const isRefundNews = (from: RefundState, to: RefundState): boolean => PROGRESS[to] > PROGRESS[from];

/** True where its money has left, is leaving or may be, so it cannot be refunded a second time. */
export const isCommitted = (state: RefundState): boolean => state !== 'failed' && state !== 'canceled';

/** True where Stripe has it and it has not failed; an invoice is shown as refunded by these. */
export const isOnItsWay = (state: RefundState): boolean =>
  state === 'requires_action' || state === 'pending' || state === 'succeeded';

/** True where Stripe has started it, which is when the payer is notified. */
export const isNotified = (state: RefundState): boolean => state === 'pending' || state === 'succeeded';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** The money of one payment, in minor units of its currency. */
export type PaymentMoney = {
  readonly state: PaymentState;
  readonly amountReceived: number;
  readonly refunds: readonly RefundStanding[];
  readonly disputes: readonly DisputeStanding[];
};

/** What can still be refunded: what was received, less what was or may be refunded or taken back. */
export function refundable({ state, amountReceived, refunds, disputes }: PaymentMoney): number {
  if (state !== 'succeeded' && state !== 'returned') return 0;
  const going = refunds.filter((refund) => isCommitted(refund.state)).map(({ amount }) => amount);
  const taken = disputes.filter(({ isTaken }) => isTaken).map(({ amount }) => amount);
  return Math.max(0, amountReceived - sum(going) - sum(taken));
}

/**
 * Why refunding `amount` (null for all that is left) is refused, or null. While a dispute holds the money, Stripe
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
  /** Allocated to this invoice, less what was taken back. */
  readonly allocated: number;
  /** What of it is being refunded to the payer, without the surplus that was never allocated. */
  readonly refunded: number;
  readonly isDisputed: boolean;
};

/**
 * An invoice's payment status after a refund or a dispute of one of its payments has changed. It is computed from
 * every payment each time, so that a failed refund resets it. A payment in progress, or one that failed or was
 * returned since, matters more and keeps its status.
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
  const goneBack = paying.filter(({ refunded, allocated }) => refunded >= allocated);
  return sum(goneBack.map(({ allocated }) => allocated)) >= invoice.amountPaid
    ? 'refunded'
    : 'partially_refunded';
}
