import { divideRound, percentOf } from '../decimal.ts';
import { isMinor } from '../money.ts';
import { readPercentage } from './read-values.ts';
import type { TaxTotal, TotalsProblem } from './totals-types.ts';

/** Income tax that the customer keeps back and pays for the business: `IRPF`, 15 % of the net. */
export type Withholding = { readonly name: string; readonly percentage: string };

/**
 * A deposit that was invoiced before and is deducted with its tax, as that invoice was rounded (§ 14 Abs. 5 UStG;
 * Directive 2006/112, art. 220 (1) (4) and (5)). Minor units.
 */
export type Deposit = {
  readonly number: string;
  /** `YYYY-MM-DD`. */
  readonly issuedOn: string;
  /** With tax. */
  readonly total: number;
  readonly taxes: readonly TaxTotal[];
};

export type DeductionInput = {
  readonly withholdings?: readonly Withholding[];
  readonly deposits?: readonly Deposit[];
  /** The smallest coin in minor units, to which what is to be paid is rounded. */
  readonly roundTo?: number;
};

export type WithholdingTotal = Withholding & { readonly base: number; readonly amount: number };

/** What is to be paid, in minor units: the total less what is withheld and deposited, rounded to a coin. */
export type Deductions = {
  readonly withholdings: readonly WithholdingTotal[];
  readonly deposits: readonly Deposit[];
  /** What rounding adds, or takes off below zero. */
  readonly rounding: number;
  readonly payable: number;
};

/** The most withholdings, and the most deposits, of an invoice. */
export const MOST_DEDUCTIONS = 50;

/**
 * Deducts from a total. `withheld` is the net that a withholding is of. A full deposit leaves exactly nothing; more
 * than the total is refused, since whoever has to be paid back gets a credit note. What is wrong is appended to
 * `problems`.
 */
export function deduct(
  total: number,
  withheld: number,
  { withholdings = [], deposits = [], roundTo = 1 }: DeductionInput,
  problems: TotalsProblem[],
): Deductions {
  for (const [path, { length }] of Object.entries({ withholdings, deposits })) {
    if (length > MOST_DEDUCTIONS) problems.push({ path, problem: 'too_many' });
  }
  const kept = withholdings.map((withholding, i): WithholdingTotal => {
    const read = readPercentage(withholding.percentage);
    if ('value' in read) {
      return { ...withholding, base: withheld, amount: Number(percentOf(withheld, read.value)) };
    }
    problems.push({ path: `withholdings[${i}].percentage`, problem: read.problem });
    return { ...withholding, base: withheld, amount: 0 };
  });
  for (const [i, deposit] of deposits.entries()) {
    if (!addsUp(deposit)) problems.push({ path: `deposits[${i}]`, problem: 'deposit_does_not_add_up' });
  }
  const rest = total - sumOf(kept.map(({ amount }) => amount)) - sumOf(deposits.map((each) => each.total));
  const isDeducted = kept.length + deposits.length > 0;
  if (isDeducted && total >= 0 && rest < 0) {
    problems.push({
      path: deposits.length > 0 ? 'deposits' : 'withholdings',
      problem: 'deductions_exceed_invoice',
    });
  }
  const payable = Number(divideRound(BigInt(rest), BigInt(roundTo))) * roundTo;
  return { withholdings: kept, deposits, rounding: payable - rest, payable };
}

/** A deposit is whole amounts, its taxes are within its total, and what they are of is what is left of it at most. */
function addsUp({ total, taxes }: Deposit): boolean {
  const all = taxes.flatMap(({ taxable, amount }) => [taxable, amount]);
  if (!isMinor(total) || !all.every(isMinor)) return false;
  const tax = sumOf(taxes.map(({ amount }) => amount));
  return tax <= total && taxes.every(({ taxable }) => taxable <= total - tax);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
