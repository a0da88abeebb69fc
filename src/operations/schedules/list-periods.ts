import { selectPeriods, selectSchedule } from '../../db/queries/schedules.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

type Ask = Scoped<{
  readonly scheduleId: string;
  /** Those before this number. */
  readonly before: number | null;
  readonly limit: number;
}>;

export type PeriodResource = {
  readonly number: number;
  /** 0 for the period itself; the others are what a change in its midst asked for. */
  readonly part: number;
  readonly from: string;
  readonly to: string;
  readonly outcome: 'invoiced' | 'skipped';
  readonly invoice: {
    readonly id: string;
    /** Null where it was deleted as a draft. */
    readonly status: string | null;
    readonly number: string | null;
    readonly amountDue: number | null;
    readonly amountPaid: number | null;
  } | null;
  /** What it gives back of an earlier invoice. */
  readonly creditNoteId: string | null;
  /** Why its invoice could not be sent, or nothing be given back. */
  readonly problem: string | null;
};

/** Periods that were dealt with, the newest first, with how their invoices stand. */
export async function listPeriods(
  ctx: Context,
  { scope, scheduleId, ...page }: Ask,
): Promise<Outcome<{ readonly data: readonly PeriodResource[]; readonly hasMore: boolean }>> {
  const [[found], rows] = await ctx.db.batch([
    selectSchedule(ctx.db, scope, scheduleId),
    selectPeriods(ctx.db, scheduleId, { ...page, limit: page.limit + 1 }),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'schedule' });
  return done({ data: rows.slice(0, page.limit).map(shown), hasMore: rows.length > page.limit });
}

function shown({ period, invoice }: Awaited<ReturnType<typeof selectPeriods>>[number]): PeriodResource {
  const { number, part, fromDate, toDate, outcome, invoiceId, credit, problem } = period;
  return {
    number,
    part,
    from: fromDate,
    to: toDate,
    outcome,
    invoice:
      invoiceId === null
        ? null
        : {
            id: invoiceId,
            status: invoice?.status ?? null,
            number: invoice === null ? null : invoiceNumber(invoice),
            amountDue: invoice?.amountDue ?? null,
            amountPaid: invoice?.amountPaid ?? null,
          },
    creditNoteId: credit?.creditNoteId ?? null,
    problem,
  };
}
