import { splitExactly } from '../money.ts';
import { readDiscount, type Taxed } from './line-amounts.ts';
import { type ReadRate, readRates } from './read-rates.ts';
import { size, sum } from './signs.ts';
import type { Discount, TaxRate, TotalsProblem } from './totals-types.ts';

/** A discount or a charge on the whole invoice, before tax; a percentage is of the sum of the lines. */
export type Adjustment = {
  readonly kind: 'discount' | 'charge';
  readonly description: string;
  readonly value: Discount;
  /**
   * Its own taxes: a charge such as freight or a stamp duty is taxed by them, a discount is taken from the lines that
   * bear just these. Without them it is spread over the taxes of all lines.
   */
  readonly taxRates?: readonly TaxRate[];
  /** False where no income tax is withheld of it. */
  readonly withheld?: boolean;
};

/** The most discounts and charges on the whole of an invoice. */
export const MAX_ADJUSTMENTS = 20;

/** The most parts that they are spread into, all together: they are stored with the invoice. */
const MAX_PARTS = 500;

/** What it comes to (below zero for a discount) and the parts that each set of rates bears. */
export type AdjustmentAmounts = { readonly amount: bigint; readonly parts: readonly Taxed[] };

/** Lines that bear the same taxes, and what is left of them. */
type Group = { readonly key: string; readonly rates: readonly ReadRate[]; amount: bigint; left: bigint };

/**
 * Reads the discounts and charges, and spreads each over the rates of the lines by largest remainder, by what the lines
 * of each rate come to after the discounts before it. Rates whose lines come to the other side of zero than the whole
 * bear nothing of it. Every percentage is of the lines' sum, never of one another; all discounts together take off at
 * most that sum.
 */
export function readAdjustments(
  adjustments: readonly Adjustment[],
  lines: readonly Taxed[],
  problems: TotalsProblem[],
): readonly AdjustmentAmounts[] {
  if (adjustments.length > MAX_ADJUSTMENTS) problems.push({ path: 'adjustments', problem: 'too_many' });
  const whole = sum(lines.map(({ amount }) => amount));
  const groups = groupsOf(lines);
  const read: AdjustmentAmounts[] = [];
  for (const [i, { kind, value, taxRates, withheld = true }] of adjustments.entries()) {
    const path = `adjustments[${i}]`;
    const own = taxRates === undefined ? null : readRates(taxRates, path, problems);
    const sizeOf = readDiscount(value);
    if ('problem' in sizeOf) {
      problems.push({ path: `${path}.value.${value.kind}`, problem: sizeOf.problem });
      continue;
    }
    if (kind === 'charge' && own !== null) {
      const amount = sizeOf.value(size(whole));
      read.push({ amount, parts: [{ amount, rates: own, withheld }] });
      continue;
    }
    const bearers = own === null ? groups : groups.filter(({ key }) => key === keyOf(own));
    const amount = sizeOf.value(size(sum(bearers.map((group) => group.amount))));
    const parts = spread(kind, amount, whole, bearers);
    if (parts !== null) {
      read.push({
        amount: sum(parts.map((part) => part.amount)),
        parts: parts.map((part) => ({ ...part, withheld })),
      });
      continue;
    }
    const problem = kind === 'discount' ? 'discount_exceeds_invoice' : 'nothing_to_spread_over';
    problems.push({ path, problem });
  }
  const parts = read.reduce((all, each) => all + each.parts.length, 0);
  if (parts > MAX_PARTS) problems.push({ path: 'adjustments', problem: 'too_many' });
  return read;
}

/**
 * Splits an amount over the groups on the side of the whole, by what is left of them; null where that cannot bear it. A
 * discount brings the whole nearer to zero, from whichever side, and leaves less of each group.
 */
function spread(
  kind: Adjustment['kind'],
  amount: bigint,
  whole: bigint,
  groups: readonly Group[],
): readonly Omit<Taxed, 'withheld'>[] | null {
  const side = whole < 0n ? -1n : 1n;
  const weights = groups.map(({ left }) => (side * left > 0n ? side * left : 0n));
  const most = size(sum(groups.map(({ left }) => left)));
  if (kind === 'discount' && amount > most) return null;
  if (sum(weights) === 0n) return amount === 0n ? [] : null;
  const shares = splitExactly(amount, weights);
  return groups.flatMap((group, i) => {
    const share = (shares[i] ?? 0n) * (kind === 'discount' ? -side : 1n);
    if (kind === 'discount') group.left += share;
    return share === 0n ? [] : [{ amount: share, rates: group.rates }];
  });
}

function groupsOf(lines: readonly Taxed[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { rates, amount } of lines) {
    const key = keyOf(rates);
    const group = groups.get(key) ?? { key, rates, amount: 0n, left: 0n };
    group.amount += amount;
    group.left += amount;
    groups.set(key, group);
  }
  return [...groups.values()];
}

const keyOf = (rates: readonly ReadRate[]): string =>
  JSON.stringify(rates.map((rate) => rate.key).toSorted());
