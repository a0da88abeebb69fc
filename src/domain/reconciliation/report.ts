import { categoryKind } from './categories.ts';
import type { Classification } from './classify.ts';

/** Balance transactions of one day (UTC), currency, category and class, summed. Stripe's minor units. */
export type DaySum = {
  /** Days since the epoch, UTC. */
  readonly day: number;
  readonly currency: string;
  readonly reportingCategory: string;
  readonly classification: Classification | null;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
};

/**
 * A day's books in one settlement currency, in Stripe's minor units of it. Each line is signed as it moves the
 * balance: `opening` plus all lines is `closing`.
 */
export type DayBooks = {
  /** `YYYY-MM-DD`, UTC, as Stripe's own reports count days. */
  readonly date: string;
  readonly currency: string;
  readonly opening: number;
  readonly charges: number;
  readonly refunds: number;
  readonly disputes: number;
  /** Stripe's fees for our charges and refunds. */
  readonly processingFees: number;
  readonly disputeFees: number;
  /** Fees and taxes that Stripe books by themselves. */
  readonly stripeFees: number;
  readonly payouts: number;
  /** Stripe's own other movements: top-ups, reserves, adjustments, loans. */
  readonly other: number;
  /** The account's business that is none of ours, net of its fees. */
  readonly foreign: number;
  /** Net of what is not classified. */
  readonly unclassified: number;
  readonly closing: number;
};

export type Line = Exclude<keyof DayBooks, 'date' | 'currency' | 'opening' | 'closing'>;

export const LINES: readonly Line[] = [
  'charges',
  'refunds',
  'disputes',
  'processingFees',
  'disputeFees',
  'stripeFees',
  'payouts',
  'other',
  'foreign',
  'unclassified',
];

/**
 * The books, day by day and per currency. `openings` is what each currency held before the first of these sums; days
 * come oldest first.
 */
export function booksByDay(
  sums: readonly DaySum[],
  openings: ReadonlyMap<string, number>,
): readonly DayBooks[] {
  const days = new Map<string, { readonly day: number; readonly currency: string; readonly lines: Lines }>();
  for (const sum of sums) {
    const key = `${sum.currency} ${sum.day}`;
    const entry = days.get(key) ?? { day: sum.day, currency: sum.currency, lines: emptyLines() };
    days.set(key, entry);
    for (const [line, amount] of linesOf(sum)) entry.lines[line] += amount;
  }
  const balances = new Map(openings);
  return [...days.values()]
    .toSorted((a, b) => a.day - b.day || (a.currency < b.currency ? -1 : 1))
    .map(({ day, currency, lines }) => {
      const opening = balances.get(currency) ?? 0;
      const closing = LINES.reduce((sum, line) => sum + lines[line], opening);
      balances.set(currency, closing);
      return { date: dateOf(day), currency, opening, ...lines, closing };
    });
}

type Lines = Record<Line, number>;

export const emptyLines = (): Lines => ({
  charges: 0,
  refunds: 0,
  disputes: 0,
  processingFees: 0,
  disputeFees: 0,
  stripeFees: 0,
  payouts: 0,
  other: 0,
  foreign: 0,
  unclassified: 0,
});

export function linesOf(
  sum: Pick<DaySum, 'reportingCategory' | 'classification' | 'amount' | 'fee' | 'net'>,
): readonly (readonly [Line, number])[] {
  const { classification, amount, fee, net } = sum;
  if (classification === null) return [['unclassified', net]];
  if (classification === 'foreign') return [['foreign', net]];
  const kind = categoryKind(sum.reportingCategory);
  switch (kind) {
    case 'charge':
      return [
        ['charges', amount],
        ['processingFees', -fee],
      ];
    case 'refund':
      return [
        ['refunds', amount],
        ['processingFees', -fee],
      ];
    case 'dispute':
      return [
        ['disputes', amount],
        ['disputeFees', -fee],
      ];
    case 'fee':
      return [['stripeFees', net]];
    case 'payout':
      return [['payouts', net]];
    case 'stripe':
    case 'foreign':
    case null:
      return [['other', net]];
  }
}

const DAY_MS = 86_400_000;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
