import type { InvoicePlan } from '../collection/plan.ts';
import type { PaymentStatus, ShownStatus } from '../invoice/status.ts';
import type { MethodView } from '../payment/method-view.ts';
import type { RefundState } from '../payment/state.ts';

/** What the sums of an invoice's ledger depend on. Amounts in minor units. */
export type SumFacts = {
  readonly status: ShownStatus;
  readonly total: number;
  readonly discounts: number;
  readonly withheld: number;
  readonly deposited: number;
  /** What was paid, less what was taken back. */
  readonly paid: number;
  readonly credited: number;
  /** Of a payment under way. */
  readonly processing: number;
  /** What went back and is on its way back, and what of it is on its way. */
  readonly refunded: number;
  readonly refunding: number;
  readonly givenBack: number;
};

/** What decides what happens next. */
export type NextFacts = {
  readonly paymentStatus: PaymentStatus;
  /** What of `due` is asked for now. */
  readonly asked: number;
  /** What automatic payment will do. */
  readonly plan: InvoicePlan;
  /** What it will be charged to; null where that is open, or is not this reader's to know. */
  readonly method: MethodView | null;
  readonly timeZone: string;
};

/** An entry of what covers an invoice, oldest first; below zero where a bank took it back, or where staff reversed what they had recorded. Instants in ms. */
export type CoverFact = {
  readonly amount: number;
  readonly at: number;
  readonly source:
    | { readonly kind: 'payment'; readonly paymentId: string; readonly method: MethodView | null }
    | {
        readonly kind: 'offline_payment';
        readonly id: string;
        readonly method: string;
        readonly reference: string | null;
        /** Null where it was not kept. */
        readonly receivedOn: string | null;
      }
    | { readonly kind: 'credit'; readonly id: string }
    | { readonly kind: 'credit_note'; readonly id: string; readonly number: string };
};

/** A refund of one of its payments. */
export type RefundFact = {
  readonly id: string;
  readonly paymentId: string;
  readonly state: RefundState;
  /** Without what was never allocated to an invoice. */
  readonly amount: number;
  readonly at: number;
  readonly method: MethodView | null;
  /** The credit note that it settles, and whose that is. */
  readonly creditNote: { readonly number: string; readonly invoiceId: string } | null;
};

/** What a payment brought an invoice, before anything was taken back; an invoice may have several. */
export type Brought = { readonly invoiceId: string; readonly amount: number };

/** A credit note that gave something back in another way than a refund. */
export type NoteFact = {
  readonly id: string;
  readonly number: string;
  readonly on: string;
  readonly asCredit: number;
  readonly outside: number;
};

/** A payment that is under way. */
export type UnderWay = {
  readonly paymentId: string;
  readonly amount: number;
  readonly at: number;
  readonly method: MethodView | null;
};
