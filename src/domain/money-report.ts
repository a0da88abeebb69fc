import { addDays, daysBetween, type LocalDate, parseLocalDate } from './calendar.ts';

/** How long something is overdue, in days: up to that many, the last without an end. */
const AGES = [30, 60, 90, null] as const;
export const WEEKS = 12;

/** A kept sum of a business: what is open by due day, what moved by day; an empty day counts for none. */
export type MoneySum = {
  readonly kind: 'open' | 'billed' | 'paid' | 'collected' | 'refunded' | 'processing';
  readonly day: string;
  readonly currency: string;
  readonly items: number;
  readonly amount: number;
};

type Counted = { readonly items: number; readonly amount: number };

export type Week = {
  /** The Monday that it begins with. */
  readonly monday: LocalDate;
  readonly billed: number;
  readonly collected: number;
  readonly refunded: number;
};

/** How the money of one currency stands. Amounts in minor units. */
export type MoneyReport = {
  readonly currency: string;
  readonly open: Counted;
  /** Of it, what is not due yet, or never. */
  readonly notDue: Counted;
  readonly overdue: Counted;
  /** Of what is overdue, by the ages: with the days that it was due on, both inclusive. */
  readonly ages: readonly (Counted & {
    readonly days: number | null;
    readonly from: LocalDate | null;
    readonly to: LocalDate;
  })[];
  readonly processing: Counted;
  /** Since the first of the weeks. */
  readonly billed: Counted;
  readonly collected: Counted;
  readonly refunded: Counted;
  /** Oldest first; the last is the one that `today` is in. */
  readonly weeks: readonly Week[];
};

/** 1970-01-05 was a Monday. */
const A_MONDAY = '1970-01-05' as LocalDate;
const mondayOf = (day: LocalDate): LocalDate => addDays(day, -(((daysBetween(A_MONDAY, day) % 7) + 7) % 7));

/** The day from which on sums are wanted. */
export const reportSince = (today: LocalDate): LocalDate => addDays(mondayOf(today), -7 * (WEEKS - 1));

/** Into which the days of what is open fall: the last of each age, and `today` for all that is not late. Youngest first. */
export const reportAges = (
  today: LocalDate,
): readonly { readonly from: LocalDate | null; readonly day: LocalDate }[] => [
  { from: today, day: today },
  ...AGES.map((days, place) => ({
    from: days === null ? null : addDays(today, -days),
    day: addDays(today, -1 - (AGES[place - 1] ?? 0)),
  })),
];

/** How a business's money stands on a day, each currency by itself: whichever has most that is open or moved comes first. */
export function reportMoney(sums: readonly MoneySum[], today: LocalDate): readonly MoneyReport[] {
  return [...Map.groupBy(sums, ({ currency }) => currency)]
    .map(([currency, its]) => reportOne(currency, its, today))
    .filter(({ open, processing, billed, collected, refunded }) =>
      [open, processing, billed, collected, refunded].some(
        ({ items, amount }) => items !== 0 || amount !== 0,
      ),
    )
    .toSorted((a, b) => weightOf(b) - weightOf(a) || (a.currency < b.currency ? -1 : 1));
}

const weightOf = ({ open, billed }: MoneyReport): number => open.items + billed.items;

function reportOne(currency: string, sums: readonly MoneySum[], today: LocalDate): MoneyReport {
  const of = (kind: MoneySum['kind']) => sums.filter((sum) => sum.kind === kind);
  const [open, billed, collected, refunded] = [of('open'), of('billed'), of('collected'), of('refunded')];
  const isLate = ({ day }: MoneySum) => day !== '' && day < today;
  const since = reportSince(today);
  const moved = (found: readonly MoneySum[]) => found.filter(({ day }) => day >= since);
  return {
    currency,
    open: total(open),
    notDue: total(open.filter((sum) => !isLate(sum))),
    overdue: total(open.filter(isLate)),
    ages: AGES.map((days, place) => {
      // Due yesterday is one day overdue.
      const to = addDays(today, -1 - (AGES[place - 1] ?? 0));
      const from = days === null ? null : addDays(today, -days);
      const found = open.filter(({ day }) => day !== '' && day <= to && (from === null || day >= from));
      return { days, from, to, ...total(found) };
    }),
    processing: total(of('processing')),
    billed: total(moved(billed)),
    collected: total(moved(collected)),
    refunded: total(moved(refunded)),
    weeks: Array.from({ length: WEEKS }, (_, week) => {
      const monday = addDays(since, 7 * week);
      return {
        monday,
        billed: total(within(billed, monday)).amount,
        collected: total(within(collected, monday)).amount,
        refunded: total(within(refunded, monday)).amount,
      };
    }),
  };
}

const total = (sums: readonly MoneySum[]): Counted =>
  sums.reduce((all, { items, amount }) => ({ items: all.items + items, amount: all.amount + amount }), {
    items: 0,
    amount: 0,
  });

const within = (sums: readonly MoneySum[], monday: LocalDate): readonly MoneySum[] =>
  sums.filter(({ day }) => {
    const date = parseLocalDate(day);
    return date !== null && mondayOf(date) === monday;
  });
