import type { PaymentStatus } from '../invoice/status.ts';
import type { LedgerSums } from './types.ts';

/**
 * The payment status as it is shown. What is stored says what is most pressing, and a payment that came after a refund puts
 * `none` in its place: whether something went back is what the refunds themselves say.
 */
export function shownPaymentStatus(
  stored: PaymentStatus,
  { refunded, paid }: Pick<LedgerSums, 'refunded' | 'paid'>,
): PaymentStatus {
  switch (stored) {
    case 'processing':
    case 'failed':
    case 'returned':
    case 'disputed':
      return stored;
    case 'none':
    case 'partially_refunded':
    case 'refunded':
      if (refunded === 0) return 'none';
      return refunded >= paid ? 'refunded' : 'partially_refunded';
    default:
      return stored satisfies never;
  }
}
