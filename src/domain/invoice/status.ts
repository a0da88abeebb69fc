import type { CreditNoteAsk } from '../credit-note/ask.ts';

export type InvoiceStatus = 'draft' | 'open' | 'paid' | 'void' | 'uncollectible';

/** As it is shown: what credit notes alone have closed is stored as `paid`, since nothing is due, and nobody paid it. */
export type ShownStatus = InvoiceStatus | 'credited';

export type PaymentStatus =
  | 'none'
  | 'processing'
  | 'failed'
  | 'returned'
  | 'partially_refunded'
  | 'refunded'
  | 'disputed';

/** A verb that forbids money: recorded first, carried out once no money can come any more. */
export type PendingVerb = {
  readonly commandId: string;
  readonly requestedAt: number;
  /** When cron last took it up. */
  readonly sweptAt?: number;
} & (
  | { readonly verb: 'void' }
  | { readonly verb: 'mark_uncollectible' }
  /** `surplus`: an amount above what is owed is saved as the customer's credit; without it, it is refused. */
  | {
      readonly verb: 'record_payment';
      readonly payment: OfflinePayment;
      readonly surplus?: 'credit';
      readonly smallRest?: SmallRest;
      /** Whether its receipt is mailed. */
      readonly mailsReceipt?: boolean;
    }
  /** Pays out of the customer's credit; `amount` is the most in minor units, null for all that is owed. */
  | { readonly verb: 'apply_credit'; readonly amount: number | null; readonly smallRest?: SmallRest }
  | { readonly verb: 'credit_note'; readonly note: CreditNoteAsk }
  /** Money that was recorded did not come, or was not this invoice's; `by` answers for it. */
  | { readonly verb: 'reverse_payment'; readonly offlinePaymentId: string; readonly by: string }
);

/** Staff know that the rest will be too small to be charged by itself. */
export type SmallRest = 'leave';

/** An offline payment as staff recorded it: money that came around Stripe. Amount in minor units. */
export type OfflinePayment = {
  readonly amount: number;
  readonly method: 'bank_transfer' | 'cash' | 'check' | 'card' | 'other';
  readonly reference: string | null;
  /** Local date (`YYYY-MM-DD`) in the merchant's time zone. */
  readonly receivedOn: string;
  /** The named member of staff who vouches for it. */
  readonly recordedBy: string;
};
