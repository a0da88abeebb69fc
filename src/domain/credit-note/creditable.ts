import type { Deposit, WithholdingTotal } from '../invoice/deductions.ts';
import type { LineTax } from '../invoice/totals-types.ts';

/** What a line comes to, in minor units: the net and each of its taxes, in the order of the invoice's line. */
export type Parts = { readonly taxable: number; readonly taxes: readonly number[] };

/** A line of an invoice as it was summed and stored. A credit note never computes it anew. */
export type CreditableLine = {
  readonly position: number;
  readonly description: string;
  /** Decimal as it was entered; below zero for what came back. */
  readonly quantity: string;
  readonly unitAmount: number;
  readonly taxable: number;
  readonly taxes: readonly LineTax[];
  /** Whether income tax is withheld of it, where any is. */
  readonly withheld: boolean;
  /** What earlier credit notes took of it. */
  readonly credited: Parts & { readonly quantity: string };
};

/** An invoice as credit notes see it, in minor units. `payable` is what its customer was asked to pay of the total. */
export type Creditable = {
  readonly lines: readonly CreditableLine[];
  readonly payable: number;
  /** What earlier credit notes took of `payable`. */
  readonly creditedPayable: number;
  readonly withholdings: readonly WithholdingTotal[];
  readonly deposits: readonly Deposit[];
};

/** What is to be credited. Amounts are with tax, in minor units. */
export type CreditAsk =
  /** All that is left. */
  | { readonly kind: 'full' }
  | { readonly kind: 'amount'; readonly amount: number }
  | { readonly kind: 'lines'; readonly lines: readonly LineAsk[] };

/** A part of a line, by quantity or by amount; all that is left of it where neither is given. */
export type LineAsk = {
  readonly position: number;
  readonly quantity?: string;
  readonly amount?: number;
};

/** A line of a credit note. Amounts are what is credited, in minor units. */
export type CreditedLine = {
  readonly position: number;
  readonly description: string;
  /** Null where an amount was credited, not goods or hours. */
  readonly quantity: string | null;
  readonly unitAmount: number | null;
  readonly taxable: number;
  readonly taxes: readonly LineTax[];
  readonly total: number;
};

/** What is wrong with what was asked, where, and what is left (minor units, or a decimal quantity). */
export type CreditProblem =
  | { readonly problem: 'nothing_left' | 'not_positive' | 'no_lines'; readonly path: string }
  | { readonly problem: 'unknown_line' | 'line_twice' | 'quantity_and_amount'; readonly path: string }
  | { readonly problem: 'amount_not_integer' | 'invalid_quantity'; readonly path: string }
  | { readonly problem: 'amount_above_left' | 'above_asked'; readonly path: string; readonly left: number }
  | { readonly problem: 'quantity_above_left'; readonly path: string; readonly left: string };

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** What parts come to together. */
export const totalOf = ({ taxable, taxes }: Parts): number => taxable + sum(taxes);

/** What is left of a line to be credited. */
export const partsLeft = ({ taxable, taxes, credited }: CreditableLine): Parts => ({
  taxable: taxable - credited.taxable,
  taxes: taxes.map(({ amount }, i) => amount - (credited.taxes[i] ?? 0)),
});

/** What is left of an invoice to be credited, with tax. */
export const leftToCredit = ({ lines }: Pick<Creditable, 'lines'>): number =>
  sum(lines.map((line) => totalOf(partsLeft(line))));
