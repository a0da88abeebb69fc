import { percentOf } from '../decimal.ts';
import type { Deposit, WithholdingTotal } from '../invoice/deductions.ts';
import { readPercentage } from '../invoice/read-values.ts';
import type { Creditable, CreditedLine, CreditProblem } from './creditable.ts';

/** What of a credit note its customer was never asked to pay, in minor units; null where that is nothing. */
export type CreditedDeductions = {
  readonly withholdings: readonly WithholdingTotal[];
  /** As they stood on the invoice, on the credit note that takes the last of it. */
  readonly deposits: readonly Deposit[];
  readonly rounding: number;
};

type Payable = { readonly payable: number; readonly deductions: CreditedDeductions | null };

type Credited = {
  readonly lines: readonly CreditedLine[];
  readonly total: number;
  /** Whether it takes all that is left. */
  readonly isLast: boolean;
};

/**
 * What of a credit note was to be paid. Tax is withheld of the lines that it credits: all notes together keep back what the
 * invoice does of as much of its net, so that each takes the difference, and the last one the rest. A deposit was paid by
 * itself: a part leaves it alone and takes no more than the invoice asked for beside it, and what takes the last gives it
 * up, too. A rounding to a coin stays until then, but for what it took off.
 */
export function payableOf(invoice: Creditable, credited: Credited): Payable | CreditProblem {
  const { deposits } = invoice;
  const rest = invoice.payable - invoice.creditedPayable;
  const { isLast, total } = credited;
  const withholdings = withheldOf(invoice, credited);
  const asked = total - sum(withholdings.map(({ amount }) => amount));
  if (!isLast && asked > rest + Math.max(0, -roundingOf(invoice))) {
    return { problem: 'above_asked', path: 'credit', left: rest };
  }
  if (!isLast && asked < 0) return { problem: 'not_positive', path: 'credit' };
  const payable = isLast ? rest : Math.min(asked, rest);
  const given = isLast ? deposits : [];
  const rounding = payable - asked + sum(given.map((deposit) => deposit.total));
  const isNothing = withholdings.length === 0 && given.length === 0 && rounding === 0;
  return { payable, deductions: isNothing ? null : { withholdings, deposits: given, rounding } };
}

/** What the invoice's rounding to a coin added to what was to be paid. */
const roundingOf = ({ lines, payable, withholdings, deposits }: Creditable): number =>
  payable -
  sum(lines.map(({ taxable, taxes }) => taxable + sum(taxes.map(({ amount }) => amount)))) +
  sum(withholdings.map(({ amount }) => amount)) +
  sum(deposits.map((deposit) => deposit.total));

/** What is withheld of it: what is withheld of all that is credited now, less what was of all that was before. */
function withheldOf(
  { lines, withholdings }: Creditable,
  { lines: credited, isLast }: Credited,
): readonly WithholdingTotal[] {
  if (withholdings.length === 0) return [];
  const withheld = new Set(lines.flatMap((line) => (line.withheld ? [line.position] : [])));
  const before = sum(lines.flatMap((line) => (line.withheld ? [line.credited.taxable] : [])));
  const now = sum(credited.flatMap(({ position, taxable }) => (withheld.has(position) ? [taxable] : [])));
  return withholdings.flatMap((withholding) => {
    const base = isLast ? withholding.base - before : now;
    const amount = keptOf(withholding, before + base) - keptOf(withholding, before);
    return base === 0 && amount === 0 ? [] : [{ ...withholding, base, amount }];
  });
}

/** What is kept back of so much of the net; of all of it, what the invoice says. */
function keptOf({ percentage, base, amount }: WithholdingTotal, of: number): number {
  if (of === base) return amount;
  const read = readPercentage(percentage);
  if (!('value' in read)) throw new Error('an invoice with a percentage that is none');
  return Number(percentOf(of, read.value));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
