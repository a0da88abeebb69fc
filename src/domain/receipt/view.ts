import type { MerchantView, MethodView, PartyView, TaxView } from '../invoice/view.ts';

/**
 * What a receipt says, on paper, in a mail and beside it. Amounts are minor units of `currency`; days are local dates in
 * the business's time zone.
 */
export type ReceiptView = {
  readonly kind: 'payment' | 'refund';
  readonly number: string;
  /** Of a refund: the number of the receipt of what was refunded. */
  readonly refundOf: string | null;
  readonly currency: string;
  /** BCP 47, the reader's language as far as we speak it. */
  readonly locale: string;
  readonly merchant: MerchantView;
  readonly customer: PartyView;
  /** What came, or what was refunded. */
  readonly amount: number;
  readonly movedOn: string;
  /** How it was paid, and where a refund goes; null where the reader may not know, or nobody does. */
  readonly method: MethodView | null;
  /** What whoever paid gave with a payment that staff recorded; null where nothing was given. */
  readonly reference: string | null;
  readonly invoices: readonly ReceiptInvoice[];
  /** Invoices of the same payment that the reader has no link to; null where there are none. */
  readonly others: { readonly count: number; readonly amount: number } | null;
  /** What came beyond all that was due. */
  readonly surplus: number;
  /** Refunds of it, oldest first; of a refund none. */
  readonly refunds: readonly ReceiptRefund[];
  /** What was taken back by a bank, and when; null where nothing was. */
  readonly returned: { readonly amount: number; readonly on: string | null } | null;
  /** Of a refund: how it went. */
  readonly refundState: ReceiptRefund['state'] | 'failed' | null;
  /** The entry of the journal that it was printed beside; null where it has none. */
  readonly proof: ReceiptProof | null;
};

export type ReceiptInvoice = {
  readonly number: string;
  readonly issuedOn: string;
  /** What was to be paid of it in all. */
  readonly total: number;
  /** What the payment covered of it. */
  readonly amount: number;
  /** What was left to pay after it. */
  readonly left: number;
  /** The parts of its plan that it went to, of how many; none without a plan. */
  readonly parts: readonly number[];
  readonly partCount: number;
  /** Of the whole invoice. */
  readonly taxes: readonly TaxView[];
};

export type ReceiptRefund = {
  readonly amount: number;
  readonly on: string;
  readonly state: 'made' | 'on_its_way';
};

/** The head of a journal when a receipt was drawn. */
export type ReceiptProof = { readonly seq: number; readonly hash: string; readonly url: string };

/** What the journal says today of the entry that a receipt was printed beside. */
export type VerifiedReceipt = {
  readonly receipt: ReceiptView;
  /** `changed`: an entry, this one or another, is not as it was written. `gone`: the entry is not there any more. */
  readonly standing: 'intact' | 'changed' | 'gone';
  /** The entry's place, and how many there are now. */
  readonly seq: number;
  readonly count: number;
  /** Its hash, to be compared with the paper; null where it is gone. */
  readonly hash: string | null;
};
