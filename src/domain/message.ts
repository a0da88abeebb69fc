import type { MethodCard } from './collection/types.ts';
import type { BlockSubject } from './payment/card-testing.ts';
import type { MethodSummary } from './payment/state.ts';
import type { ScheduleMessage } from './schedule/messages.ts';
import type { StaffMessage } from './staff/message.ts';
import type { RefusalSubject } from './stripe-refusal.ts';

export type { StaffMessage } from './staff/message.ts';

/**
 * What a message says beside the invoice it is about, stored with its cause. Amounts are minor units of the
 * invoice's currency; instants ms since the epoch. `…_business` goes to the merchant, the others to the customer.
 */
export type InvoiceMessage =
  /** When it is charged by itself, where it is; a copy that is sent later names no charge. */
  | { readonly template: 'invoice_sent'; readonly chargeAt?: number | null }
  | { readonly template: 'invoice_voided' }
  | { readonly template: 'credit_note'; readonly creditNoteId: string }
  /** Of a payment that staff recorded, with its id; of one through Stripe, the message's own payment. */
  | { readonly template: 'receipt'; readonly offlinePaymentId?: string }
  /** It will be charged automatically; `pauseUrl`, if any, is made when the message is sent. */
  | {
      readonly template: 'charge_notice';
      readonly chargeAt: number;
      readonly amount: number;
      readonly method: MethodCard;
    }
  /** A charge failed: says why in plain words, what happens next, and gives the link. */
  | ({ readonly template: 'payment_failed' } & Failure)
  | ({ readonly template: 'payment_failed_business' } & Failure)
  /** The bank wants the payer to confirm it in person: nothing was charged, and the link leads there. */
  | {
      readonly template: 'authentication_needed';
      readonly amount: number;
      readonly method: MethodSummary | null;
    }
  /** A method was declined, and another one of the customer's was charged at once: nothing to do. */
  | ({ readonly template: 'method_declined' } & ChargedInstead)
  | ({ readonly template: 'method_declined_business' } & ChargedInstead)
  /** No further attempt is made, so the customer has to act. */
  | ({ readonly template: 'collection_ended' } & Failure)
  | ({ readonly template: 'collection_ended_business' } & Failure)
  /** A bank debit is under way: nothing more to do; it takes until about `expectedAt`. */
  | {
      readonly template: 'debit_started';
      readonly amount: number;
      readonly method: MethodSummary | null;
      readonly expectedAt: number;
    }
  /** Money that had been received went back to the payer's bank: the invoice is open again. */
  | { readonly template: 'payment_returned'; readonly amount: number; readonly method: MethodSummary | null }
  | {
      readonly template: 'payment_returned_business';
      readonly amount: number;
      readonly method: MethodSummary | null;
      readonly reason: string;
    }
  | {
      readonly template: 'refund_made';
      readonly amount: number;
      readonly method: MethodSummary | null;
      readonly refundId: string;
      /** Paid twice by accident: the second payment was refunded automatically. */
      readonly isSurplus: boolean;
    }
  | {
      readonly template: 'refund_failed_business';
      readonly amount: number;
      readonly refundId: string;
      readonly reason: string | null;
    }
  | {
      readonly template: 'dispute_business';
      readonly stage: 'opened' | 'won' | 'lost';
      /** An inquiry: no money has been taken yet. */
      readonly isInquiry: boolean;
      readonly amount: number;
      /** Stripe's reason, such as `fraudulent`. */
      readonly reason: string;
      readonly evidenceDueAt: number | null;
    }
  /** Still owed, or failed and not paid since. */
  | { readonly template: 'reminder'; readonly number: number; readonly failed: boolean };

type Failure = {
  readonly amount: number;
  readonly method: MethodSummary | null;
  /** Stripe's decline code or a return code. Customers see plain words instead. */
  readonly failureCode: string | null;
  readonly nextAttemptAt: number | null;
  /** True for autopay; false where the payer started it (a bank debit that bounced days later). */
  readonly wasAutomatic: boolean;
  /** Methods that were declined just before it, oldest first; messages of earlier versions have none. */
  readonly before?: readonly DeclinedMethod[];
  /** What the next attempt is made with, as things were when it was queued. */
  readonly nextMethod?: MethodSummary | null;
};

/** A method that a bank declined, with Stripe's code. */
export type DeclinedMethod = { readonly method: MethodSummary | null; readonly failureCode: string | null };

type ChargedInstead = {
  readonly amount: number;
  /** Oldest first. */
  readonly declined: readonly DeclinedMethod[];
  readonly paidWith: MethodSummary | null;
};

/**
 * A message to a customer that is about no invoice, stored with its cause. Instants are ms since the epoch. It
 * holds no link and no token: those are made when it goes out.
 */
export type CustomerMessage =
  | ScheduleMessage
  /** `signInId` (`sgn_…`) names the row of the mail; its link is made from it when it goes. */
  | {
      readonly template: 'sign_in_link';
      readonly signInId: string;
      readonly expiresAt: number;
      /** Several businesses know the address: it names none of them. */
      readonly neutral?: boolean;
    }
  /** Staff ask for a payment method: the link, made as that of a sign-in, leads to where one is added. */
  | {
      readonly template: 'method_asked';
      readonly signInId: string;
      readonly expiresAt: number;
      /** Who sent it, for the business to see. */
      readonly askedBy: string;
    }
  /** A method was added. For a bank account, with the mandate that Nacha wants confirmed. */
  | {
      readonly template: 'method_added';
      readonly method: MethodCard;
      readonly addedAt: number;
      readonly mandate: MandateFacts | null;
    }
  /** To whoever paid by link, with the way to refuse: the method that they paid with is kept, for whom and on which terms. */
  | {
      readonly template: 'method_kept';
      readonly methodId: string;
      /** The link to refuse is made from it when the mail goes. */
      readonly paymentId: string;
      readonly method: MethodCard;
      readonly keptAt: number;
      /** They are the customer; anybody else's method waits to be confirmed. */
      readonly isOwn: boolean;
      /** What they read before they paid. */
      readonly agreed: string | null;
    }
  /** To the customer: somebody else paid by link, and the method that is kept is theirs to confirm. */
  | {
      readonly template: 'method_to_confirm';
      readonly methodId: string;
      readonly method: MethodCard;
      readonly keptAt: number;
      readonly payerEmail: string | null;
    }
  | { readonly template: 'method_removed'; readonly method: MethodCard; readonly removedAt: number }
  /** Test deposits are under way: two amounts, or one with a code in its description. */
  | {
      readonly template: 'bank_verification';
      readonly methodId: string | null;
      readonly method: MethodCard;
      readonly proof: 'amounts' | 'descriptor_code';
      readonly arrivesAt: number;
    }
  | {
      readonly template: 'bank_verification_failed';
      readonly methodId: string | null;
      readonly method: MethodCard;
      readonly reason: 'attempts_exceeded' | 'timed_out' | 'deposits_failed';
    }
  | {
      readonly template: 'card_expiring';
      readonly methodId: string;
      readonly method: Extract<MethodCard, { readonly kind: 'card' }>;
    }
  /** What happened on the account from one local date to another, `YYYY-MM-DD`, up to the end of a month. */
  | { readonly template: 'statement'; readonly month: string; readonly from: string; readonly to: string }
  | ({ readonly template: 'autopay_on' } & AutopayTerms)
  | { readonly template: 'autopay_off'; readonly at: number }
  /** To the business: cards are tested where its customers pay, and no further one is taken there for a time. */
  | {
      readonly template: 'card_testing_business';
      readonly subject: BlockSubject;
      /** The invoice whose payment saw the last refused card. */
      readonly number: string | null;
      readonly declines: number;
      readonly until: number;
    }
  /** To the business: Stripe refuses for good what its customer needs to pay online, in Stripe's own words. */
  | {
      readonly template: 'stripe_refused_business';
      readonly subject: RefusalSubject;
      /** The invoice that was to be paid; null where a customer or a method was refused. */
      readonly number: string | null;
      readonly code: string;
      readonly param: string | null;
      readonly message: string;
    }
  /** To the business: no address of its customer got a message, in the words of the server that said so last. */
  | {
      readonly template: 'customer_unreachable_business';
      readonly number: string | null;
      readonly addresses: readonly string[];
      readonly statusCode: string | null;
      readonly words: string;
    };

/** Who may debit which account, as the customer agreed to it: what a confirmation has to repeat. */
export type MandateFacts = {
  readonly acceptedAt: number;
  readonly holderName: string;
  /** Nine digits; null where Stripe collected the account and did not say. */
  readonly routingNumber: string | null;
};

/** What a customer agreed to when autopay was switched on. */
export type AutopayTerms = {
  readonly at: number;
  /** Null: as the merchant's invoices say. */
  readonly when: 'on_send' | 'on_due_date' | null;
  readonly cap: { readonly amount: number; readonly currency: string } | null;
  /** Those in other currencies; messages of earlier versions have none. */
  readonly otherCaps?: readonly { readonly amount: number; readonly currency: string }[];
  readonly method: MethodCard | null;
  /** Days before a charge that it is announced; 0 for not at all. */
  readonly noticeDays: number;
};

export type CustomerTemplate = CustomerMessage['template'];
export type Message = InvoiceMessage | CustomerMessage | StaffMessage;

const ABOUT_CUSTOMER: Readonly<Record<CustomerTemplate, true>> = {
  sign_in_link: true,
  method_asked: true,
  method_added: true,
  method_kept: true,
  method_to_confirm: true,
  method_removed: true,
  bank_verification: true,
  bank_verification_failed: true,
  card_expiring: true,
  statement: true,
  autopay_on: true,
  autopay_off: true,
  schedule_created: true,
  schedule_cadence: true,
  schedule_ended: true,
  schedule_price: true,
  schedule_paused: true,
  schedule_resumed: true,
  schedule_by_customer_business: true,
  card_testing_business: true,
  stripe_refused_business: true,
  customer_unreachable_business: true,
};

const FOR_STAFF: Readonly<Record<StaffMessage['template'], true>> = {
  staff_sign_in: true,
  staff_invitation: true,
  staff_account_trouble: true,
  staff_account_over: true,
  staff_webhook: true,
  staff_changed: true,
};

export const isForStaff = (message: Message): message is StaffMessage =>
  Object.hasOwn(FOR_STAFF, message.template);

/** Whether a message is about no invoice. */
export const isAboutCustomer = (message: Message): message is CustomerMessage =>
  Object.hasOwn(ABOUT_CUSTOMER, message.template);

export const isForBusiness = (template: string): boolean => template.endsWith('_business');
