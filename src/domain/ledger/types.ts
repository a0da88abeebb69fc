import type { MethodView } from '../payment/method-view.ts';

/**
 * The money of one invoice: what it comes to, what became of that, and what happens next. Page, mail, PDF, receipt, portal,
 * dashboard and API take all they say of it from here. Amounts are integer minor units of the invoice's currency; days are
 * local to the business (`YYYY-MM-DD`).
 */
export type Ledger = LedgerSums & {
  readonly headline: Headline;
  readonly next: WhatNext;
  /** Oldest first. The newest are listed, and older ones are a sum. */
  readonly movements: readonly Movement[];
  /** What older movements that are not listed come to. */
  readonly earlier: number;
};

/** `credited + paid + due + closed` is always `total`. */
export type LedgerSums = {
  /** What is to be paid in all: with tax, less what is withheld and deducted. */
  readonly total: number;
  /** Off single lines and off the whole; `total` is without it. */
  readonly discounts: number;
  /** Of the total with tax, what the customer withholds; `total` is without it. */
  readonly withheld: number;
  /** What deposits that were invoiced before take off the total with tax; `total` is without it. */
  readonly deposited: number;
  /** What credit notes took off what was due. */
  readonly credited: number;
  /** What came, by payments and out of the customer's credit, less what banks took back. Refunds stay in it. */
  readonly paid: number;
  /** Of `due`, what a payment under way brings. */
  readonly processing: number;
  /** Of `paid`, what went back to the payer or is on its way there. */
  readonly refunded: number;
  /** Of `refunded`, what has not arrived yet. */
  readonly refunding: number;
  /** Of `paid`, what credit notes gave back in another way: as the customer's credit, or outside of Stripe. */
  readonly givenBack: number;
  /** What is still owed. */
  readonly due: number;
  /** What is still owed once what is under way has arrived. */
  readonly dueAfter: number;
  /** What nobody is asked for any more, since the invoice is void or was written off. */
  readonly closed: number;
};

/** The amount that matters now, and what it is. */
export type Headline = {
  readonly kind: HeadlineKind;
  readonly amount: number;
};

export type HeadlineKind =
  | 'draft'
  /** To be paid; of an invoice in parts, what is asked for now. */
  | 'due'
  /** On its way. */
  | 'processing'
  | 'paid'
  /** All that was paid went back. */
  | 'refunded'
  | 'credited'
  | 'void'
  | 'closed';

/** Something that moved the money of an invoice. */
export type Movement = {
  readonly kind: MovementKind;
  /** `pending`: on its way, so it may still fail. */
  readonly state: 'done' | 'pending';
  /** What of it is for this invoice, > 0; the kind says in which direction. */
  readonly amount: number;
  /** The day that it came, began or went back. */
  readonly on: string;
  /** The instant, in ms; null where only the day is known. */
  readonly at: number | null;
  /** How; null where that is not known, or is not this reader's to know. */
  readonly method: MethodView | null;
  readonly document: MovementDocument;
};

export type MovementKind =
  /** Through Stripe. */
  | 'payment'
  /** Around Stripe, as staff recorded it. */
  | 'offline_payment'
  /** Out of what the customer had as credit. */
  | 'credit'
  | 'credit_note'
  /** A payment that its bank took back. */
  | 'taken_back'
  /** A payment around Stripe that staff had recorded, and which did not come or was not this invoice's. */
  | 'reversed'
  /** Through Stripe. */
  | 'refund'
  /** Of a credit note: what became the customer's credit, and what was settled outside of Stripe. */
  | 'as_credit'
  | 'outside';

/** What a movement is proved by. `number` is the document's own; a payment's receipt is found by the payment's id. */
export type MovementDocument =
  | { readonly kind: 'payment'; readonly paymentId: string }
  | { readonly kind: 'offline_payment'; readonly id: string; readonly reference: string | null }
  | { readonly kind: 'credit'; readonly id: string }
  | { readonly kind: 'credit_note'; readonly id: string; readonly number: string }
  | {
      readonly kind: 'refund';
      readonly id: string;
      readonly paymentId: string;
      /** The credit note that it settles. */
      readonly creditNote: string | null;
    };

/** What happens next, and whether the payer has to do anything. */
export type WhatNext =
  /** Nothing is owed, or not yet. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'pay' }
  /** Money for all that is asked for is on its way. */
  | { readonly kind: 'processing' }
  /** It is charged by itself on that day; `on` is null where the day is not set: shortly, or after a notice. */
  | (Planned & { readonly kind: 'charge' })
  /** A charge was declined, and another one is made by itself. */
  | (Planned & { readonly kind: 'retry' })
  /** A charge is under way at this moment. */
  | { readonly kind: 'charging' }
  /** Automatic payment would charge it, and something keeps it from that: the payer has to pay. */
  | { readonly kind: 'pay_instead'; readonly why: PayInstead }
  /** Its payer's bank decides about a payment. */
  | { readonly kind: 'disputed' }
  /** Something that is not the payer's holds it for a while. */
  | { readonly kind: 'waiting' };

export type PayInstead =
  | 'above_limit'
  /** The customer set limits, and none in this currency. */
  | 'no_limit'
  /** The customer was asked what becomes of it, and has not answered. */
  | 'not_chosen'
  | 'paused';

export type Planned = {
  readonly on: string | null;
  /** In ms. */
  readonly at: number | null;
  readonly amount: number;
  /** What is charged; null where that is open, or is not this reader's to know. */
  readonly method: MethodView | null;
};

/** Whether something may be paid now: it is owed, no money for it is on its way, and no bank decides about any. */
export const mayBePaid = ({ kind }: WhatNext): boolean =>
  kind !== 'nothing' && kind !== 'processing' && kind !== 'disputed';

/** Whether money moves by itself, so that paying by hand comes second; after a decline it does not. */
export const isPlanned = ({ kind }: WhatNext): boolean => kind === 'charge' || kind === 'charging';
