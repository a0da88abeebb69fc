import type { TaxTreatment, TreatmentProblem } from './tax-category.ts';

/** A tax as it stands on a line: a percentage (decimal, at most 4 places, 0 to 100), in the price or on top of it. */
export type TaxRate = TaxTreatment & {
  readonly name: string;
  readonly percentage: string;
  readonly inclusive: boolean;
};

/** Off one line or the whole: a percentage (decimal, at most 4 places, 0 to 100) or an amount in minor units. */
export type Discount =
  | { readonly kind: 'percentage'; readonly percentage: string }
  | { readonly kind: 'amount'; readonly amount: number };

/**
 * A line as it is written: quantity a decimal (at most 9 digits and 6 places), unit amount in minor units. Where signs
 * are taken, one of the two may be negative: goods that came back, something taken off.
 */
export type LineInput = {
  readonly description: string;
  readonly quantity: string;
  readonly unitAmount: number;
  /**
   * The exact price in major units, at most 12 places, where minor units are too coarse; `unitAmount` is not read then.
   */
  readonly unitAmountDecimal?: string;
  readonly discount: Discount | null;
  readonly taxRates: readonly TaxRate[];
  /** False where no income tax is withheld of it, as of a lawyer's contribution to their pension fund. */
  readonly withheld?: boolean;
};

/** A line's part of a tax, in minor units. The percentage without trailing zeros. */
export type LineTax = TaxRate & { readonly amount: number };

/** A line in minor units. */
export type LineTotals = {
  /** Quantity × unit amount. */
  readonly subtotal: number;
  readonly discount: number;
  /** Subtotal less discount. */
  readonly amount: number;
  /** Amount less inclusive taxes: what exclusive taxes are computed on. */
  readonly taxable: number;
  /** In the order of the line's rates. */
  readonly taxes: readonly LineTax[];
  /** Amount and exclusive taxes. */
  readonly total: number;
};

/** A tax on the whole invoice: `taxable` is the sum over what bears it, in minor units. */
export type TaxTotal = TaxRate & { readonly taxable: number; readonly amount: number };

/** An invoice in minor units. */
export type Totals = {
  readonly lines: readonly LineTotals[];
  readonly subtotal: number;
  /** Off single lines. */
  readonly discountTotal: number;
  /** One for each distinct name, percentage, inclusive and category, in the order they first appear. */
  readonly taxes: readonly TaxTotal[];
  /** All taxes, inclusive and exclusive. */
  readonly taxTotal: number;
  readonly total: number;
};

/** What is wrong with an input and where: `lines[3].quantity`; `lines` is the whole of them. */
export type TotalsProblem = {
  readonly path: string;
  readonly problem:
    | 'invalid_decimal'
    | 'negative'
    | 'both_negative'
    | 'not_integer'
    | 'too_large'
    | 'discount_exceeds_line'
    | 'discount_exceeds_invoice'
    | 'nothing_to_spread_over'
    | 'percentage_out_of_range'
    | 'too_many'
    | 'too_many_lines'
    | 'duplicate_tax'
    | 'deductions_exceed_invoice'
    | 'deposit_does_not_add_up'
    | 'total_below_zero'
    | TreatmentProblem;
};
