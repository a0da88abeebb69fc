import type { Ledger } from '../ledger/types.ts';
import type { MethodView } from '../payment/method-view.ts';
import type { Transfer } from '../profile/transfer.ts';
import type { PrintedTaxId } from '../tax-id/printed.ts';
import type { Address } from './address.ts';
import type { InvoiceDetails, LineDetails } from './details.ts';
import type { PartState } from './instalments.ts';
import type { RateRow } from './rate-table.ts';
import type { ShownStatus } from './status.ts';
import type { TaxNote } from './tax-notes.ts';

export type { MethodView } from '../payment/method-view.ts';

/**
 * What a payer is shown of an invoice: the hosted invoice, the pay pages, the mails and the PDF are all
 * rendered from it. Amounts are integer minor units of `currency` as ISO 4217 counts them;
 * dates are local dates (`YYYY-MM-DD`) in the merchant's time zone.
 */
export type InvoiceView = {
  readonly number: string;
  readonly status: ShownStatus;
  readonly overdue: boolean;
  readonly paymentStatus:
    | 'none'
    | 'processing'
    | 'failed'
    | 'returned'
    | 'partially_refunded'
    | 'refunded'
    | 'disputed';
  readonly currency: string;
  /** BCP 47, the customer's language as far as we speak it. */
  readonly locale: string;
  readonly issuedOn: string;
  readonly dueOn: string | null;
  readonly paidOn: string | null;
  readonly voidedOn: string | null;
  /** When its page was first opened; local to the business. */
  readonly seenOn: string | null;
  readonly merchant: MerchantView;
  readonly customer: PartyView;
  readonly lines: readonly LineView[];
  /** How many lines the invoice has in all; `lines` may hold fewer (the first 50). */
  readonly lineCount: number;
  readonly subtotal: number;
  /** Off single lines. */
  readonly discountTotal: number;
  /** Discounts and charges on the whole, before the taxes on top; a discount is below zero. */
  readonly adjustments: readonly AdjustmentView[];
  readonly taxes: readonly TaxView[];
  /** What it comes to under each rate, where its sums alone do not say so. */
  readonly rates: readonly RateRow[];
  /** What the law wants said of them. */
  readonly taxNotes: readonly TaxNote[];
  /** What is to be paid in all: with tax, less what is deducted. */
  readonly total: number;
  /** Null where nothing is deducted. */
  readonly deductions: DeductionsView | null;
  readonly amountPaid: number;
  /** What credit notes took off what was due. */
  readonly amountCredited: number;
  /** total − amountPaid − amountCredited: what is still owed. */
  readonly amountRemaining: number;
  /** Its money: what every headline, sum and sentence about it is taken from. */
  readonly ledger: Ledger;
  readonly notes: string | null;
  /** Its `supply` is what is shown of it, be it only its lines'. */
  readonly details: InvoiceDetails;
  /** The credit notes that correct it, oldest first. */
  readonly creditNotes: readonly CreditNoteRef[];
  /** Files that go with it, oldest first. */
  readonly attachments: readonly AttachmentRef[];
  /** Receipts of what was paid for it and refunded of that, oldest first; absent where it has none to show. */
  readonly receipts?: readonly ReceiptRef[];
  /** Set where this is a credit note, which is printed as its invoice is: what it corrects. */
  readonly correction: Correction | null;
  /** Why there is no pay link although something might be owed; null where there is a link. */
  readonly noLinkReason: NoLinkReason | null;
  readonly links: {
    readonly view: string;
    readonly pdf: string;
    /** Its e-invoice as a file; null where its business sends none. */
    readonly xml: string | null;
    /** null where there is no link. */
    readonly pay: string | null;
    /** Shows every line; null where all are shown already. */
    readonly allLines: string | null;
    /** Says what a copy that is printed now has to say; absent or null where nothing was issued. */
    readonly copy?: string | null;
  };
  /** Where it is paid in parts; absent or null where it is paid at once. */
  readonly plan?: PlanView | null;
  /** The least part that may be paid (null for any), where parts of any size are allowed; else absent or null. */
  readonly ownPart?: { readonly least: number | null } | null;
  /** The last payment that succeeded or is under way, for the status at a glance; else null. */
  readonly payment: PaymentView | null;
  /** How to pay by bank transfer; null where the merchant says nothing of it. */
  readonly transfer: TransferView | null;
};

/** The parts of an invoice, and what is asked for of them now. */
export type PlanView = {
  readonly parts: readonly {
    readonly position: number;
    readonly amount: number;
    /** What of it is not covered. */
    readonly open: number;
    readonly dueOn: string;
    readonly state: PartState;
  }[];
  /** What its link asks for: parts whose day has come, or else the next one; null where nothing is open. */
  readonly asked: { readonly amount: number; readonly dueOn: string; readonly isDue: boolean } | null;
  /** The part after that; null where there is none. */
  readonly next: { readonly amount: number; readonly dueOn: string } | null;
};

/** A credit note as its invoice names it. The amount is with tax. */
export type CreditNoteRef = {
  readonly number: string;
  readonly issuedOn: string;
  readonly amount: number;
  readonly pdf: string;
  readonly xml: string | null;
};

/** A receipt as its invoice names it. The day is a local date. */
export type ReceiptRef = {
  readonly sourceId: string;
  readonly kind: 'payment' | 'refund';
  readonly amount: number;
  readonly on: string;
  /** Null for one that nobody asked for yet. */
  readonly number: string | null;
  readonly pdf: string;
};

/** A file that goes with an invoice, and where it is. */
export type AttachmentRef = { readonly name: string; readonly bytes: number; readonly url: string };

/** What a credit note corrects, and what becomes of its amount; the four parts are what was to be paid of it. */
export type Correction = {
  readonly invoiceNumber: string;
  readonly invoiceIssuedOn: string;
  readonly offDue: number;
  readonly refunded: number;
  readonly asCredit: number;
  readonly outside: number;
};

export type TransferView = {
  readonly to: Transfer;
  /** The reference that the customer gives every time; null where it is the invoice's number. */
  readonly reference: string | null;
  /** The accounts that it was issued with take no money any more, and these stand in their place. */
  readonly isReplaced: boolean;
  /** The address of who holds the accounts. */
  readonly address?: Address;
};

export type NoLinkReason =
  | 'draft'
  | 'zero'
  | 'below_minimum'
  | 'above_maximum'
  | 'not_divisible'
  | 'unsupported_currency'
  | 'paid'
  | 'credited'
  | 'void'
  | 'uncollectible'
  | 'links_off'
  | 'not_connected';

export type PartyView = {
  readonly name: string;
  /** Postal address as it is printed, a line each; may be empty. */
  readonly addressLines: readonly string[];
  readonly email: string | null;
  readonly taxIds: readonly PrintedTaxId[];
};

export type MerchantView = PartyView & {
  /** Who invoices, by the registered name; `name` is what customers know the merchant by. */
  readonly legalName: string;
  /** Whom a customer permits to charge. */
  readonly agreementName: string;
  readonly telephone: string | null;
  readonly website: string | null;
  readonly logoUrl: string | null;
  /** In pixels; null where it is not known. */
  readonly logoSize: { readonly width: number; readonly height: number } | null;
  /** `#rrggbb`, whatever the merchant chose; pages make it accessible themselves. */
  readonly brandColor: string;
  /** A closing line of invoices, with line breaks; null where there is none. */
  readonly footer: string | null;
};

export type LineView = {
  readonly description: string;
  /** Decimal as entered, such as `1.5`. */
  readonly quantity: string;
  readonly unitAmount: number;
  /** The price in major units, where minor units are too coarse. */
  readonly unitDecimal: string | null;
  /** Off this line; below zero off one that is below zero itself. */
  readonly discount: number;
  /** Quantity × unit amount − discount, as entered (inclusive taxes within, exclusive ones not). */
  readonly amount: number;
  /** Such as `VAT 20%`; empty where no tax applies. */
  readonly taxLabels: readonly string[];
  readonly details: LineDetails;
};

export type AdjustmentView = { readonly description: string; readonly amount: number };

/** What is taken off a total with tax, and how what is left is rounded. */
export type DeductionsView = {
  /** With tax, before it. */
  readonly total: number;
  readonly withholdings: readonly {
    readonly name: string;
    readonly percentage: string;
    readonly amount: number;
  }[];
  readonly deposits: readonly {
    readonly number: string;
    readonly issuedOn: string;
    readonly total: number;
    /** What of it is tax. */
    readonly tax: number;
  }[];
  readonly rounding: number;
};

export type TaxView = {
  readonly name: string;
  /** Decimal percentage such as `8.875`. */
  readonly percentage: string;
  readonly inclusive: boolean;
  readonly taxable: number;
  readonly amount: number;
};

export type PaymentView = {
  readonly state: 'succeeded' | 'processing' | 'failed';
  readonly amount: number;
  /** The instant it succeeded or began, milliseconds since the epoch (UTC). */
  readonly at: number;
  /** Of one that staff recorded: the local day that they said. */
  readonly on?: string;
  /** The merchant's IANA time zone, for showing `at`. */
  readonly timeZone: string;
  readonly method: MethodView | null;
  /** A short reference a payer can quote, such as the payment's id. */
  readonly reference: string;
  /** Decline code where it failed; shown only as a sentence, never raw, to customers. */
  readonly failureCode: string | null;
};
