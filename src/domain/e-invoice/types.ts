import type { LocalDate } from '../calendar.ts';
import type { Currency } from '../currency.ts';
import type { Supply } from '../invoice/supply.ts';
import type { EInvoiceFormat } from './format.ts';

/** UNTDID 5305, as far as an invoice of ours can say it. */
export type CategoryCode = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O';

/** A VAT category with its rate (decimal); null for what is outside the scope, which has none (BR-O-05). */
export type Category = { readonly code: CategoryCode; readonly rate: string | null };

/** An identifier with the list that it is of (ISO 6523, or Peppol's EAS). */
export type Identifier = { readonly id: string; readonly scheme: string };

export type EInvoiceAddress = {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly postcode: string | null;
  readonly region: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
};

export type EInvoiceParty = {
  /** BT-27, BT-44. */
  readonly name: string;
  /** BT-28: what it is known by, where that is another name. */
  readonly tradingName: string | null;
  /** BT-29: its own identifier, where it has no other that the standard takes. */
  readonly id: string | null;
  /** BT-30, BT-47. */
  readonly legalId: Identifier | null;
  /** BT-31, BT-48, with the country before it. */
  readonly vatId: string | null;
  /** BT-32; a buyer has none. */
  readonly taxId: string | null;
  /** BT-34, BT-49. */
  readonly endpoint: Identifier | null;
  /** BG-5, BG-8. */
  readonly address: EInvoiceAddress;
  /** BG-6; null where nobody can be reached. */
  readonly contact: {
    readonly name: string;
    readonly telephone: string | null;
    readonly email: string | null;
  } | null;
};

/** BG-27 and BG-28 of a line, BG-20 and BG-21 of the whole. Never below zero: what is, is of the other kind. */
export type AllowanceOrCharge = {
  readonly kind: 'allowance' | 'charge';
  readonly amount: number;
  readonly reason: string;
  /** UNTDID 5189 of an allowance, 7161 of a charge. */
  readonly reasonCode: string | null;
};

/** BG-25. Amounts in minor units, the price a decimal of major units. */
export type EInvoiceLine = {
  readonly id: string;
  readonly note: string | null;
  /** BT-129, below zero where the line is. */
  readonly quantity: string;
  /** BT-131. */
  readonly net: number;
  readonly period: Supply | null;
  readonly adjustments: readonly AllowanceOrCharge[];
  /** BT-146, never below zero (BR-27). */
  readonly price: string;
  readonly name: string;
  readonly description: string | null;
  /** Null where its taxes are no category of EN 16931; `rules` says which and why. */
  readonly category: Category | null;
};

/** BG-23. */
export type BreakdownRow = {
  readonly category: Category;
  readonly taxable: number;
  readonly tax: number;
  /** BT-120, BT-121. */
  readonly reason: string | null;
  readonly reasonCode: string | null;
};

/** BG-16. */
export type PaymentMeans = {
  /** UNTDID 4461: 58 SEPA transfer, 30 any other, 68 online, 1 not said. */
  readonly code: '58' | '30' | '68' | '1';
  /** BT-83. */
  readonly reference: string;
  /** BG-17. */
  readonly accounts: readonly {
    readonly id: string;
    readonly isIban: boolean;
    readonly holder: string;
    readonly bic: string | null;
  }[];
};

/** BG-22, minor units. */
export type EInvoiceTotals = {
  readonly lines: number;
  readonly allowances: number;
  readonly charges: number;
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
  readonly prepaid: number;
  readonly rounding: number;
  readonly due: number;
};

/** An invoice or a credit note in the terms of EN 16931-1 (BT-… and BG-…). Amounts are minor units of its currency. */
export type EInvoice = {
  readonly format: EInvoiceFormat;
  /** BT-3: 380 an invoice, 381 a credit note, whose amounts are positive too. */
  readonly typeCode: '380' | '381';
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate | null;
  readonly currency: Currency;
  /** BT-22. */
  readonly note: string | null;
  /** BT-20, where there is no date. */
  readonly terms: string | null;
  readonly buyerReference: string | null;
  readonly contract: string | null;
  readonly purchaseOrder: string | null;
  /** BG-3. */
  readonly preceding: readonly { readonly number: string; readonly issuedOn: LocalDate }[];
  readonly seller: EInvoiceParty;
  readonly buyer: EInvoiceParty;
  /** BT-72 is its last day; BG-14 where it is several. */
  readonly supply: Supply | null;
  /** BG-15, said of what is sent to another member state. */
  readonly deliverTo: EInvoiceAddress | null;
  readonly payment: PaymentMeans;
  readonly adjustments: readonly (AllowanceOrCharge & { readonly category: Category | null })[];
  readonly breakdown: readonly BreakdownRow[];
  readonly totals: EInvoiceTotals;
  readonly lines: readonly EInvoiceLine[];
};
