import type { FieldProblem } from '../../domain/rejection.ts';
import { invoicedAt, invoicedOn, type Period, periodsFrom } from '../../domain/schedule/recurrence.ts';
import { metersOf } from '../../domain/schedule/terms.ts';
import { termsOf } from '../../domain/schedule/terms-in-force.ts';
import type { Context } from '../core/context.ts';
import { quantitiesOf, type ScheduleFacts } from './facts.ts';
import { totalsOfPeriod } from './try-terms.ts';

/** A period with what its invoice would come to if it were made now, in minor units. */
export type PreviewedPeriod = {
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly invoicedOn: string;
  readonly invoicedAt: string;
  /** It is left out. */
  readonly skipped: boolean;
  /** With tax; null where it is left out, or cannot be made. */
  readonly amount: number | null;
  /** What it counts was not reported yet: it counts as none. */
  readonly unreported: readonly string[];
  readonly problems: readonly FieldProblem[];
};

/** How many a preview has. */
export const NEXT_TWELVE = 12;

type Facts = Parameters<typeof totalsOfPeriod>[1] &
  Pick<ScheduleFacts, 'skippedAhead' | 'quantities' | 'recurrence'>;

/** The next periods of a schedule with their days and amounts. */
export const previewNext = (ctx: Context, facts: Facts, at: number): readonly PreviewedPeriod[] =>
  periodsFrom(facts.recurrence, facts.schedule.nextNumber, NEXT_TWELVE).map((period) =>
    previewPeriod(ctx, facts, period, at),
  );

export function previewPeriod(ctx: Context, facts: Facts, period: Period, at: number): PreviewedPeriod {
  const { recurrence } = facts;
  const { number, from, to } = period;
  const skipped = facts.skippedAhead.has(number);
  const days = {
    number,
    from,
    to,
    invoicedOn: invoicedOn(recurrence, period),
    invoicedAt: new Date(invoicedAt(recurrence, period)).toISOString(),
    skipped,
  };
  if (skipped) return { ...days, amount: null, unreported: [], problems: [] };
  const quantities = quantitiesOf(facts.quantities, number);
  const totals = totalsOfPeriod(ctx, facts, period, { quantities, at });
  const meters = metersOf(termsOf(period, facts.versions));
  return {
    ...days,
    amount: totals.kind === 'done' ? totals.value.payable : null,
    unreported: meters.filter((meter) => !quantities.has(meter)),
    problems:
      totals.kind === 'refused' && totals.rejection.code === 'invalid' ? totals.rejection.problems : [],
  };
}
