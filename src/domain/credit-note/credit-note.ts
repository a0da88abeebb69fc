import { rateKey, taxOnly } from '../invoice/read-rates.ts';
import type { TaxTotal } from '../invoice/totals-types.ts';
import { creditedLine, creditLine } from './credit-line.ts';
import {
  type CreditAsk,
  type Creditable,
  type CreditedLine,
  type CreditProblem,
  type LineAsk,
  leftToCredit,
  totalOf,
} from './creditable.ts';
import { type CreditedDeductions, payableOf } from './credited-deductions.ts';
import { quantityLeft } from './quantities.ts';
import { spreadCredit } from './spread-credit.ts';

/** What a credit note comes to, in minor units; all above zero but what a line took off the invoice. */
export type CreditTotals = {
  readonly lines: readonly CreditedLine[];
  /** One for each tax, in the order of the lines. */
  readonly taxes: readonly TaxTotal[];
  readonly net: number;
  readonly taxTotal: number;
  readonly total: number;
  /** What of the total the customer was asked to pay: less, where tax was withheld or a deposit deducted. */
  readonly payable: number;
  /** Why that is less than the total; null where it is not. */
  readonly deductions: CreditedDeductions | null;
};

/**
 * Credits an invoice in full, by amount or by line. Everything is a share of what the invoice has and earlier credit notes
 * left of it: several never come to more than the invoice, per line, per rate or in all, and the one that takes the last
 * reaches it to the unit.
 */
export function creditNote(
  invoice: Creditable,
  ask: CreditAsk,
):
  | { readonly ok: true; readonly note: CreditTotals }
  | { readonly ok: false; readonly problem: CreditProblem } {
  const left = leftToCredit(invoice);
  if (left <= 0) return { ok: false, problem: { problem: 'nothing_left', path: 'credit' } };
  const lines = linesOf(invoice, ask, left);
  if ('problem' in lines) return { ok: false, problem: lines };
  const total = lines.reduce((all, line) => all + line.total, 0);
  if (total <= 0) return { ok: false, problem: { problem: 'not_positive', path: 'lines' } };
  if (total > left) return { ok: false, problem: { problem: 'amount_above_left', path: 'lines', left } };
  const taxTotal = lines.reduce((all, line) => all + line.total - line.taxable, 0);
  const paid = payableOf(invoice, { lines, total, isLast: total === left });
  if ('problem' in paid) return { ok: false, problem: { ...paid, path: PLACE[ask.kind] } };
  return {
    ok: true,
    note: { lines, taxes: taxesOf(lines), net: total - taxTotal, taxTotal, total, ...paid },
  };
}

const PLACE = { full: 'credit', amount: 'amount', lines: 'lines' } as const;

function linesOf(
  { lines }: Creditable,
  ask: CreditAsk,
  left: number,
): readonly CreditedLine[] | CreditProblem {
  switch (ask.kind) {
    case 'full':
      return spreadLines(lines, left, left);
    case 'amount': {
      const { amount } = ask;
      if (!Number.isSafeInteger(amount)) return { problem: 'amount_not_integer', path: 'amount' };
      if (amount <= 0) return { problem: 'not_positive', path: 'amount' };
      if (amount > left) return { problem: 'amount_above_left', path: 'amount', left };
      return spreadLines(lines, amount, left);
    }
    case 'lines':
      return askedLines(lines, ask.lines);
    default:
      return ask satisfies never;
  }
}

/** Lines that nothing is credited of are left out; a rest takes along what is left of each quantity. */
const spreadLines = (lines: Creditable['lines'], amount: number, left: number): readonly CreditedLine[] =>
  spreadCredit(lines, amount, left).flatMap((parts, i) => {
    const line = lines[i];
    if (line === undefined || (parts.taxable === 0 && totalOf(parts) === 0)) return [];
    const rest = amount === left ? quantityLeft(line.quantity, line.credited.quantity) : 0n;
    return [creditedLine(line, parts, rest > 0n ? rest : null)];
  });

function askedLines(
  lines: Creditable['lines'],
  asks: readonly LineAsk[],
): readonly CreditedLine[] | CreditProblem {
  if (asks.length === 0) return { problem: 'no_lines', path: 'lines' };
  const credited: CreditedLine[] = [];
  for (const [i, ask] of asks.entries()) {
    const path = `lines[${i}]`;
    const line = lines.find(({ position }) => position === ask.position);
    if (line === undefined) return { problem: 'unknown_line', path: `${path}.position` };
    if (credited.some(({ position }) => position === ask.position)) {
      return { problem: 'line_twice', path: `${path}.position` };
    }
    const read = creditLine(line, ask, path);
    if ('problem' in read) return read;
    credited.push(read.line);
  }
  return credited.toSorted((a, b) => a.position - b.position);
}

function taxesOf(lines: readonly CreditedLine[]): readonly TaxTotal[] {
  const taxes = new Map<string, TaxTotal>();
  for (const { taxable, taxes: own } of lines) {
    for (const tax of own) {
      const key = rateKey(tax);
      const before = taxes.get(key) ?? { ...taxOnly(tax), taxable: 0, amount: 0 };
      taxes.set(key, {
        ...before,
        taxable: before.taxable + taxable,
        amount: before.amount + tax.amount,
      });
    }
  }
  return [...taxes.values()];
}
