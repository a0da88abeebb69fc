import type { Currency } from '../currency.ts';
import { formatDecimal, multiplyRound } from '../decimal.ts';
import { readPercentage } from '../invoice/read-values.ts';
import type { ScheduleLine } from '../schedule/terms.ts';
import { readReported } from '../schedule/tiers.ts';
import { readTypedAmount } from '../typed-amount.ts';
import { say } from './read-invoice-row.ts';
import type { LineOf } from './read-schedule.ts';
import { STRIPE_COLUMNS as AT, type SubscriptionCells } from './subscription-columns.ts';

export type Wrong = (column: string, message: string, line?: number) => null;

/** A line of a schedule, what Stripe's file has it come to in minor units, and what is assumed of it. */
type Item = { readonly line: ScheduleLine; readonly amount: number; readonly remarks: readonly string[] };

/** Reads an item of a subscription; null where something is wrong with it. */
export function readItem(
  { line, cells }: LineOf<SubscriptionCells>,
  currency: Currency,
  wrong: Wrong,
): Item | null {
  const { [AT.amount]: amount, [AT.quantity]: quantity = '1' } = cells;
  if (amount === undefined) {
    const message =
      'Stripe’s file has no amount of what is counted or has tiers: create its schedule by hand, and leave it out here.';
    return wrong(AT.amount, message, line);
  }
  const unitAmount = readTypedAmount(amount, currency);
  const count = readReported(quantity);
  const rate = readRate(cells, (column, message) => wrong(column, message, line));
  if (unitAmount === null) wrong(AT.amount, `“${amount.slice(0, 40)}” is no amount of ${currency}.`, line);
  if (count === null) wrong(AT.quantity, 'Give a number, such as 1.', line);
  if (unitAmount === null || count === null || rate === undefined) return null;
  return {
    line: {
      kind: 'fixed',
      description: (cells[AT.product] ?? cells[AT.plan] ?? 'Subscription').slice(0, 400),
      quantity,
      unitAmount,
      discount: null,
      taxRates: rate === null ? [] : [{ name: 'Tax', percentage: rate, inclusive: false }],
    },
    amount: Number(multiplyRound(count, { units: BigInt(unitAmount), scale: 0 })),
    remarks: [
      ...(quantity === '1'
        ? []
        : [`Stripe’s Amount is taken for the price of one: ${quantity} × ${say(unitAmount, currency)}.`]),
      ...(rate === null ? [] : [`Our invoice has the tax of ${rate}%, which Stripe’s Amount is without.`]),
    ],
  };
}

/** A percentage; null for none, undefined for a wrong one. */
function readRate(cells: SubscriptionCells, wrong: Wrong): string | null | undefined {
  const text = cells[AT.taxPercent];
  if (text === undefined) return null;
  const read = readPercentage(text);
  if ('problem' in read) {
    wrong(AT.taxPercent, 'Give a percentage from 0 to 100, such as 19.');
    return undefined;
  }
  return read.value.units === 0n ? null : formatDecimal(read.value);
}
