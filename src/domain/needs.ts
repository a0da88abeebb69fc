import type { LocalDate } from './calendar.ts';

type Invoice = { readonly invoiceId: string; readonly number: string | null; readonly customer: string };
type Money = { readonly currency: string; readonly amount: number };

/** Something that needs a person. Amounts in minor units, instants in ms. */
export type Need =
  | { readonly kind: 'paused' }
  | (Money & {
      readonly kind: 'dispute';
      readonly disputeId: string;
      readonly paymentId: string;
      readonly customer: string;
      readonly until: number | null;
    })
  | (Invoice & Money & { readonly kind: 'failed' | 'returned' })
  | {
      readonly kind: 'refused';
      readonly of: 'connection' | 'customer' | 'invoice';
      readonly id: string;
      readonly name: string | null;
      /** In Stripe's words. */
      readonly message: string;
    }
  | {
      readonly kind: 'unheard';
      readonly customerId: string;
      readonly customer: string;
      readonly recipient: string;
    }
  | {
      readonly kind: 'verifying';
      readonly customerId: string;
      readonly customer: string;
      readonly until: number | null;
    }
  | {
      readonly kind: 'schedule';
      readonly scheduleId: string;
      readonly name: string;
      readonly customer: string;
      /** It missed periods and asks, it stopped, or an invoice of it could not be sent. */
      readonly why: 'asks' | 'stopped' | 'not_sent';
    }
  | {
      readonly kind: 'unknown_object' | 'quarantined_event';
      readonly stripeId: string;
      readonly account: string;
    }
  /** Several of the kind, of which only so many are named. */
  | { readonly kind: 'more'; readonly of: SeveralNeeds }
  | { readonly kind: 'unexplained'; readonly count: number }
  | { readonly kind: 'drafts'; readonly count: number };

/** Kinds of which there may be many. */
export type SeveralNeeds =
  | 'dispute'
  | 'failed'
  | 'returned'
  | 'refused'
  | 'schedule'
  | 'unheard'
  | 'verifying';

/** An invoice that is charged by itself next. Amount in minor units. */
export type NextCharge = {
  readonly invoiceId: string;
  readonly number: string;
  readonly customer: string;
  readonly currency: string;
  readonly amount: number;
  readonly on: LocalDate;
  /** Its customer was told of this charge. */
  readonly isNoticed: boolean;
  /** After a payment that failed. */
  readonly isRetry: boolean;
};

/** How far a business came from nothing to its first paid invoice. */
export type Beginning = {
  readonly isConnected: boolean;
  readonly hasProfile: boolean;
  readonly hasCustomer: boolean;
  readonly hasInvoice: boolean;
  readonly hasPaid: boolean;
};
