import type { LocalDate } from '../calendar.ts';
import type { Currency } from '../currency.ts';
import type { Address } from '../invoice/address.ts';
import type { AdjustmentTotals } from '../invoice/invoice-totals.ts';
import type { References } from '../invoice/references.ts';
import type { Supply } from '../invoice/supply.ts';
import type { TaxNote } from '../invoice/tax-notes.ts';
import type { LineTax } from '../invoice/totals-types.ts';
import type { BankAccount } from '../profile/bank-account.ts';
import type { TaxId } from '../tax-id/kinds.ts';
import type { EInvoiceFormat } from './format.ts';

export type SourceParty = {
  readonly name: string;
  readonly address: Address;
  readonly email: string | null;
  readonly telephone: string | null;
  /** The single tax id from before kinds, where there is no other. */
  readonly taxId: string | null;
  readonly taxIds: readonly TaxId[];
};

/** A line as it was issued, in minor units. */
export type SourceLine = {
  readonly description: string;
  readonly note: string | null;
  readonly supply: Supply | null;
  readonly quantity: string;
  readonly unitAmount: number;
  /** The exact price in major units, where minor units are too coarse. */
  readonly unitAmountDecimal?: string;
  /** What a discount took off, of the line's own sign. */
  readonly discount: number;
  /** With the taxes that are in the price. */
  readonly amount: number;
  readonly taxes: readonly LineTax[];
};

/** An invoice as its business issued it, or as it would be issued now: all that an e-invoice is made of. */
export type EInvoiceSource = {
  readonly format: EInvoiceFormat;
  readonly kind: 'invoice' | 'credit_note';
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate | null;
  /** Its parts, as they were issued; absent where it is paid at once. */
  readonly parts?: readonly { readonly amount: number; readonly dueOn: string }[];
  readonly currency: Currency;
  /** Its reader's language, BCP 47. */
  readonly locale: string;
  readonly seller: SourceParty & { readonly displayName: string };
  readonly buyer: SourceParty;
  readonly references: References;
  readonly supply: Supply | null;
  readonly notes: string | null;
  readonly footer: string | null;
  readonly lines: readonly SourceLine[];
  readonly adjustments: readonly AdjustmentTotals[];
  /** With tax, before anything is deducted. */
  readonly total: number;
  /** Paid when it was issued: deposits that were invoiced before, and credit. */
  readonly prepaid: number;
  /** What the customer keeps back and pays to their tax office. */
  readonly withheld: number;
  readonly rounding: number;
  readonly preceding: readonly { readonly number: string; readonly issuedOn: LocalDate }[];
  /** Those that it names, of its currency. */
  readonly accounts: readonly BankAccount[];
  /** What a customer gives as reference every time, where an account asks for it. */
  readonly customerReference: string;
  readonly takesOnlinePayment: boolean;
};

/** What an e-invoice says in its reader's language. */
export type EInvoiceWords = {
  readonly dueOnReceipt: string;
  /** A part of a plan, such as *$300.00 by 1 Dec 2026*. */
  readonly part?: (part: { readonly amount: number; readonly dueOn: string }) => string;
  readonly discount: string;
  readonly language: string;
  readonly taxNote: (note: TaxNote) => string;
};
