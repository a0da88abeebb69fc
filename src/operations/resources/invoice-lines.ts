import type { invoiceLines } from '../../db/schema/index.ts';
import { type LineDetails, NO_LINE_DETAILS } from '../../domain/invoice/details.ts';
import { taxOnly } from '../../domain/invoice/read-rates.ts';
import { signedLine } from '../../domain/invoice/signed-line.ts';
import type { StoredAdjustment, Sums } from '../../domain/invoice/stored-sums.ts';
import type { Discount, TaxRate } from '../../domain/invoice/totals.ts';

/** A line as the API shows it. Amounts in minor units of the invoice's currency. */
export type LineResource = LineDetails & {
  readonly description: string;
  readonly quantity: string;
  readonly unitAmount: number;
  /** In major units, where the price was given so. */
  readonly unitAmountDecimal: string | null;
  readonly discount: Discount | null;
  readonly discountAmount: number;
  readonly taxRates: readonly TaxRate[];
  /** Whether income tax is withheld of it, where any is. */
  readonly withheld: boolean;
  /** Quantity × unit amount − discount. */
  readonly amount: number;
  /** All taxes of the line, inclusive and exclusive. */
  readonly taxAmount: number;
  /** `amount` and exclusive taxes. */
  readonly total: number;
};

/** A line's row → a line of the API. */
export const lineResource = (line: typeof invoiceLines.$inferSelect): LineResource => ({
  description: line.description,
  quantity: line.quantity,
  unitAmountDecimal: line.unitDecimal,
  discount: line.discount,
  taxRates: line.taxes.map((tax) => taxOnly(tax)),
  withheld: line.withheld,
  taxAmount: line.taxes.reduce((sum, tax) => sum + tax.amount, 0),
  ...signedLine(line),
  ...(line.details ?? NO_LINE_DETAILS),
});

/** What an invoice adds to its lines and takes off its total, as the API shows it. */
export type WholeResource = Pick<Sums, 'withholdings' | 'deposits' | 'rounding'> & {
  readonly adjustments: readonly (Pick<
    StoredAdjustment,
    'kind' | 'description' | 'value' | 'amount' | 'total'
  > & {
    /** Its own taxes; null where it is spread over those of the lines. */
    readonly taxRates: readonly TaxRate[] | null;
    readonly withheld: boolean;
  })[];
  readonly roundToCoin: boolean;
};

export const wholeResource = (sums: Sums): WholeResource => ({
  adjustments: sums.adjustments.map(({ kind, description, value, taxRates, withheld, amount, total }) => ({
    kind,
    description,
    value,
    taxRates: taxRates ?? null,
    withheld: withheld ?? true,
    amount,
    total,
  })),
  withholdings: sums.withholdings,
  deposits: sums.deposits,
  roundToCoin: sums.roundTo !== null,
  rounding: sums.rounding,
});
