import { divideRound } from '../decimal.ts';
import { rateKey } from '../invoice/read-rates.ts';
import { splitBySign, sum } from '../invoice/signs.ts';
import { type CreditableLine, type Parts, partsLeft } from './creditable.ts';

/** Lines that bear the same taxes, with what is left of each part: the net first, then the taxes in their order. */
type Group = { readonly members: readonly number[]; readonly left: readonly (readonly bigint[])[] };

/**
 * Spreads an amount (minor units, with tax, above zero) over an invoice's lines: first over the net and the taxes of each
 * set of rates, so that every rate gets its share of the amount to the unit, then over the lines of each. It's split by
 * largest remainder over what is left, each sign by itself, so that no part exceeds what is left of it. `left` is what is
 * left in all; the amount is not above it, and where it's just that, every line gives its rest.
 */
export function spreadCredit(
  lines: readonly CreditableLine[],
  amount: number,
  left: number,
): readonly Parts[] {
  if (amount === left) return lines.map(partsLeft);
  const groups = groupsOf(lines);
  const wholes = groups.flatMap((group) => columnsOf(group).map(sum));
  const shares = splitBySign((of) => divideRound(of * BigInt(amount), BigInt(left)), wholes);
  const parts = lines.map((line) => [0, ...line.taxes.map(() => 0)]);
  let next = 0;
  for (const group of groups) {
    for (const [slot, column] of columnsOf(group).entries()) {
      const given = splitShare(shares[next] ?? 0n, column);
      next += 1;
      for (const [i, member] of group.members.entries()) parts[member]?.splice(slot, 1, given[i] ?? 0);
    }
  }
  return parts.map(([taxable = 0, ...taxes]) => ({ taxable, taxes }));
}

/** One part of a group, over its lines. Where they come to nothing together, nothing is taken of them. */
function splitShare(share: bigint, column: readonly bigint[]): readonly number[] {
  const whole = sum(column);
  if (whole === 0n) return column.map(() => 0);
  const [sign, under] = whole < 0n ? [-1n, -whole] : [1n, whole];
  return splitBySign((of) => divideRound(of * share * sign, under), column).map(Number);
}

const columnsOf = ({ left }: Group): readonly (readonly bigint[])[] =>
  (left[0] ?? []).map((_, slot) => left.map((parts) => parts[slot] ?? 0n));

function groupsOf(lines: readonly CreditableLine[]): readonly Group[] {
  const groups = new Map<string, { members: number[]; left: bigint[][] }>();
  for (const [index, line] of lines.entries()) {
    const key = JSON.stringify(line.taxes.map(rateKey));
    const group = groups.get(key) ?? { members: [], left: [] };
    const { taxable, taxes } = partsLeft(line);
    group.members.push(index);
    group.left.push([BigInt(taxable), ...taxes.map(BigInt)]);
    groups.set(key, group);
  }
  return [...groups.values()];
}
