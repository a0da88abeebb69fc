import { divideRound } from '../decimal.ts';
import type { Cadence } from './recurrence.ts';

/** Months in a year against how many of a unit: a year has 365 days and 52 weeks, as budgets count. */
const A_YEAR = { days: 365n, weeks: 52n, months: 12n, years: 1n } as const;

/** What an amount every so often comes to in a month, minor units, rounded once. */
export const monthlyOf = (amount: number, { every, unit }: Cadence): number =>
  Number(divideRound(BigInt(amount) * A_YEAR[unit], 12n * BigInt(every)));
