import { type Currency, exponent } from '../currency.ts';
import { divideRound } from '../decimal.ts';
import type { Adjustment } from '../invoice/adjustments.ts';
import { readLine } from '../invoice/line-amounts.ts';
import type { LineInput } from '../invoice/totals-types.ts';
import type { ScheduleLine, ScheduleTerms } from './terms.ts';
import { graduated, type Priced, volume } from './tiers.ts';

/** So many days of a period's: from none to all of them. */
export type Share = { readonly days: number; readonly of: number };

export const isWhole = ({ days, of }: Share): boolean => days === of;

/** An amount (minor units) for a part of the days, rounded once; all of the days are exactly the amount. */
export function ofShare(amount: number, { days, of }: Share): number {
  if (!(Number.isInteger(days) && Number.isInteger(of) && of > 0 && days >= 0 && days <= of)) {
    throw new RangeError(`not a part of a period: ${days} of ${of} days`);
  }
  return Number(divideRound(BigInt(amount) * BigInt(days), BigInt(of)));
}

/** Quantities that were reported for a period, by meter. */
export type Quantities = ReadonlyMap<string, string>;

/**
 * The lines of a period's invoice. What is counted comes with what was reported, or none; for a part of the days only what is
 * fixed is asked for, and that by the day.
 */
export function invoiceLines(
  { lines }: Pick<ScheduleTerms, 'lines'>,
  quantities: Quantities,
  share: Share,
  currency: Currency,
): readonly LineInput[] {
  return lines.flatMap((line): readonly LineInput[] => {
    if (line.kind === 'metered') return isWhole(share) ? metered(line, quantities) : [];
    const { kind: _, ...fixed } = line;
    return [isWhole(share) ? fixed : byTheDay(fixed, share, currency)];
  });
}

/** What is counted alone, for a period whose fixed lines are asked for in parts. */
export const meteredLines = (
  { lines }: Pick<ScheduleTerms, 'lines'>,
  quantities: Quantities,
): readonly LineInput[] =>
  lines.flatMap((line) => (line.kind === 'metered' ? metered(line, quantities) : []));

function metered(
  { price, meter, description, kind: _, ...borne }: Extract<ScheduleLine, { kind: 'metered' }>,
  quantities: Quantities,
): readonly LineInput[] {
  const quantity = quantities.get(meter) ?? '0';
  return pricedAt(price, quantity).map(({ range, ...priced }) => ({
    ...borne,
    ...priced,
    description: range === null ? description : `${description} (${range})`,
  }));
}

function pricedAt(
  price: Extract<ScheduleLine, { kind: 'metered' }>['price'],
  quantity: string,
): readonly Priced[] {
  switch (price.kind) {
    case 'unit': {
      const { kind: _, ...unit } = price;
      return [{ ...unit, quantity, range: null }];
    }
    case 'graduated':
      return graduated(quantity, price.tiers);
    case 'volume':
      return volume(quantity, price.tiers);
  }
}

/** A line for a part of the days: one piece, at that part of what the whole comes to. */
function byTheDay(line: LineInput, share: Share, currency: Currency): LineInput {
  const read = readLine(line, { signs: true, exponent: exponent(currency) }, 'line', []);
  // It was refused when it was given; whoever sums the invoice says what is wrong.
  if (read === null) return line;
  const { unitAmountDecimal: _, ...rest } = line;
  const off = ofShare(Math.abs(Number(read.discount)), share);
  return {
    ...rest,
    quantity: '1',
    unitAmount: ofShare(Number(read.subtotal), share),
    discount: off === 0 ? null : { kind: 'amount', amount: off },
  };
}

/** Discounts and charges on the whole for a part of the days; what is a percentage stays one. */
export const adjustmentsFor = (adjustments: readonly Adjustment[], share: Share): readonly Adjustment[] =>
  adjustments.map((adjustment) =>
    adjustment.value.kind === 'percentage'
      ? adjustment
      : { ...adjustment, value: { kind: 'amount', amount: ofShare(adjustment.value.amount, share) } },
  );
