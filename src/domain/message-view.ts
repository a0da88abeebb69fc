import type { AttachmentsBy } from './attachment/delivery.ts';
import type { MerchantView } from './invoice/view.ts';
import type { ScheduleRights } from './schedule/rights.ts';
import type { Statement } from './statement.ts';

/** The data of a message about an invoice, beside the invoice itself. */
export type MessageSetting = {
  /** The instant at which its cause was committed, ms. */
  readonly at: number;
  /** The merchant's IANA time zone, for dates and instants. */
  readonly timeZone: string;
  /** The invoices of the payment that it announces, with what each was paid; empty where there is only this one. */
  readonly covers: readonly { readonly number: string; readonly amount: number }[];
  /** The PDF is not attached, since no server would take it; what is written leads to it instead. */
  readonly isPdfTooLarge?: boolean;
  /** The receipt that goes along; absent where there is none. */
  readonly receipt?: {
    readonly number: string;
    readonly isTooLarge: boolean;
    /** What staff noted of a payment that they recorded. */
    readonly reference?: string;
  };
  /** How the files go that are attached to the invoice. */
  readonly attachmentsBy?: AttachmentsBy;
  /** Made when the message is sent, never stored. */
  readonly links: {
    /** Where the customer pauses automatic charging of this one invoice. */
    readonly pause: string;
    /** The customer's payment settings. */
    readonly settings: string;
  };
};

/** The data of a message to a customer that is about no invoice. */
export type CustomerMessageView = {
  /** The instant at which its cause was committed, ms. */
  readonly at: number;
  /** BCP 47, the customer's language as far as we speak it. */
  readonly locale: string;
  /** The merchant's IANA time zone, for dates and instants. */
  readonly timeZone: string;
  readonly merchant: MerchantView;
  readonly customer: { readonly name: string; readonly email: string | null };
  readonly links: {
    readonly portal: string;
    readonly settings: string;
    readonly autopay: string;
    /** Signs in, once, until the message's `expiresAt`; null in every other message. */
    readonly signIn: string | null;
    /** Where the owner of a method that a link kept refuses; null in every other message. */
    readonly refuse: string | null;
  };
  /** What a statement says; absent in every other message. */
  readonly statement?: MailedStatement;
  /** What the customer may do to their schedules in the portal; absent in a message that is about none. */
  readonly scheduleRights?: ScheduleRights;
};

/** A customer's account over a period, as it is mailed. Local dates, `YYYY-MM-DD`. */
export type MailedStatement = {
  readonly from: string;
  readonly to: string;
  /** One per currency; none where it has too many entries. */
  readonly statements: readonly Statement[];
  readonly isTooLong: boolean;
  /** What is overdue when it is sent, by currency: minor units. */
  readonly overdue: readonly { readonly currency: string; readonly amount: number }[];
  /** The recipient may sign in to the portal. */
  readonly mayOpen: boolean;
};

/** The data of a message to whoever signs in for a business. */
export type StaffMessageView = {
  /** The merchant's IANA time zone, for instants. */
  readonly timeZone: string;
  readonly merchant: MerchantView;
  /** What the message is about: made when it is sent, never stored. */
  readonly link: string;
};
