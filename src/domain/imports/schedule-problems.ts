import type { ScheduleKind } from './states.ts';
import { STRIPE_COLUMNS } from './subscription-columns.ts';

/** The columns that a schedule's fields are read of, where they are called otherwise. */
const OF_LINES: Readonly<Record<string, string>> = {
  unitAmount: 'unitPrice',
  unitAmountDecimal: 'unitPrice',
  taxRates: 'taxes',
};
const OF_STRIPE: Readonly<Record<string, string>> = {
  startsOn: STRIPE_COLUMNS.periodEnd,
  every: STRIPE_COLUMNS.interval,
  unitAmount: STRIPE_COLUMNS.amount,
  unitAmountDecimal: STRIPE_COLUMNS.amount,
  quantity: STRIPE_COLUMNS.quantity,
  taxRates: STRIPE_COLUMNS.taxPercent,
  description: STRIPE_COLUMNS.plan,
  currency: STRIPE_COLUMNS.currency,
};

/** The column of a file that says a field, such as `lines[2].unitAmount`, and which of a schedule's rows. */
export function columnAndRowOf(
  path: string,
  about: ScheduleKind | null,
): { readonly column: string | null; readonly row: number } {
  const [, at, ofLine] = /^lines\[(\d+)\]\.?([A-Za-z]*)/.exec(path) ?? [];
  const field = at === undefined ? (/^[A-Za-z]+/.exec(path)?.[0] ?? '') : (ofLine ?? '');
  const row = at === undefined ? 0 : Number(at);
  if (field === '') return { column: null, row };
  return {
    column: about === 'subscriptions' ? (OF_STRIPE[field] ?? null) : (OF_LINES[field] ?? field),
    row,
  };
}
