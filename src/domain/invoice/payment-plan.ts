import { addDays, type LocalDate, parseLocalDate } from '../calendar.ts';
import { parseDecimal } from '../decimal.ts';
import { splitExactly } from '../money.ts';
import { addMonths } from '../months.ts';

/** How much of an invoice a part is: of what is to be paid, in minor units, or what the others leave. */
export type PlanShare =
  | { readonly kind: 'percentage'; readonly percentage: string }
  | { readonly kind: 'amount'; readonly amount: number }
  | { readonly kind: 'rest' };

/** When a part is due: on a day, or so long after the issue date. */
export type PlanDay =
  | { readonly kind: 'on'; readonly date: string }
  | { readonly kind: 'after'; readonly count: number; readonly unit: 'days' | 'months' };

export type PlanPart = { readonly share: PlanShare; readonly due: PlanDay };

/** How an invoice is paid in parts, as it was asked for, in the order of their days. */
export type PaymentPlan = readonly PlanPart[];

export const MAX_PARTS = 36;
export const MAX_AFTER = { days: 1830, months: 60 } as const;

/** A hundred per cent; a percentage has four decimals at most. */
const WHOLE = 1_000_000n;

/** A percentage in ten thousandths, or null where it is none, or as much as the whole. */
export function readShare(percentage: string): bigint | null {
  const read = parseDecimal(percentage, { maxIntegerDigits: 3, maxScale: 4 });
  if (read === null) return null;
  const units = read.units * 10n ** BigInt(4 - read.scale);
  return units > 0n && units < WHOLE ? units : null;
}

/** What the percentages of a plan come to, in ten thousandths of a per cent. */
export const percentagesOf = (plan: PaymentPlan): bigint =>
  plan.reduce(
    (all, { share }) => all + (share.kind === 'percentage' ? (readShare(share.percentage) ?? 0n) : 0n),
    0n,
  );

export const isWhole = (percentages: bigint): boolean => percentages === WHOLE;
export const isBelowWhole = (percentages: bigint): boolean => percentages < WHOLE;

/**
 * The amounts of a plan's parts (minor units), which sum to `total`: each is its exact share rounded down, and what is
 * left goes to the largest remainders, ties to the earlier. Where `total` can be charged in steps, parts of it are such
 * steps. Null where the shares do not come to the whole.
 */
export function partAmounts(plan: PaymentPlan, total: number, step = 1): readonly number[] | null {
  const whole = BigInt(total);
  const exact = plan.map(({ share }) => {
    switch (share.kind) {
      case 'percentage':
        return whole * (readShare(share.percentage) ?? 0n);
      case 'amount':
        return BigInt(share.amount) * WHOLE;
      case 'rest':
        return null;
      default:
        return share satisfies never;
    }
  });
  const said = exact.reduce<bigint>((all, part) => all + (part ?? 0n), 0n);
  const rest = whole * WHOLE - said;
  const weights = exact.map((part) => part ?? rest);
  if (rest < 0n || (rest > 0n && !exact.includes(null))) return null;
  const unit = step > 1 && total % step === 0 ? step : 1;
  return splitExactly(whole / BigInt(unit), weights).map((part) => Number(part) * unit);
}

/** The day of a part of an invoice that is issued on that day; null beyond the calendar, or for a day that is none. */
export function partDay({ due }: PlanPart, issuedOn: LocalDate): LocalDate | null {
  if (due.kind === 'on') return parseLocalDate(due.date);
  try {
    return due.unit === 'days' ? addDays(issuedOn, due.count) : addMonths(issuedOn, due.count);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
