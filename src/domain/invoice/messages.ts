import type { InvoiceMessage } from '../message.ts';
import type { InvoiceStatus, PaymentStatus } from './status.ts';

/** The facts that decide whether a queued message is still true when it is sent. */
export type MessageTruth = {
  /** The instant now, ms. */
  readonly now: number;
  readonly status: InvoiceStatus;
  readonly paymentStatus: PaymentStatus;
  /** The instant that its last notice announced, ms. */
  readonly noticedFor: number | null;
  /** Automatic charging is off: paused for this invoice, or opted out. */
  readonly isAutopayOff: boolean;
};

/**
 * Whether a queued message is still true when it is sent: no customer is asked to pay a void invoice, or notified of a
 * charge that will not happen. Messages about money that moved stay true and are always sent. A message that this
 * version does not know throws, since a newer version queued it and can send it.
 */
export function mayStillBeSent(message: InvoiceMessage, truth: MessageTruth): boolean {
  const isOwed = truth.status === 'open';
  const isPayable = isOwed && truth.paymentStatus !== 'processing';
  switch (message.template) {
    case 'invoice_sent':
      return isOwed || truth.status === 'paid';
    case 'invoice_voided':
      return truth.status === 'void';
    case 'charge_notice': {
      const isStillAnnounced = truth.noticedFor === null || truth.noticedFor === message.chargeAt;
      return isPayable && isStillAnnounced && !truth.isAutopayOff && truth.now < message.chargeAt;
    }
    case 'payment_failed':
    case 'authentication_needed':
    case 'collection_ended':
    case 'payment_returned':
      return isPayable;
    case 'payment_failed_business':
    case 'collection_ended_business':
      return isOwed;
    case 'reminder':
      return isPayable && truth.paymentStatus !== 'disputed';
    case 'debit_started':
      return isOwed && truth.paymentStatus === 'processing';
    case 'receipt':
    case 'credit_note':
    case 'method_declined':
    case 'method_declined_business':
    case 'payment_returned_business':
    case 'refund_made':
    case 'refund_failed_business':
    case 'dispute_business':
      return true;
    default:
      throw new Error(`no message is called ${Reflect.get(message satisfies never, 'template')}`);
  }
}
