import { selectBulkAct, selectBulkCounts, selectBulkRows } from '../../db/queries/bulk-acts.ts';
import type { BulkAct, BulkReason, BulkState } from '../../domain/invoice/bulk.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

type Ask = { readonly bulkId: string; readonly after: number; readonly limit: number };

export type BulkReport = {
  readonly act: BulkAct;
  readonly startedBy: string;
  readonly startedAt: number;
  readonly invoices: number;
  readonly counts: Readonly<Record<BulkState, number>>;
  readonly rows: readonly {
    readonly invoiceId: string;
    readonly number: string | null;
    readonly isGone: boolean;
    readonly customer: string | null;
    readonly currency: string | null;
    readonly amount: number;
    readonly state: BulkState;
    readonly reason: BulkReason | null;
  }[];
  /** The place that the next page begins after; null where this is the last. */
  readonly next: number | null;
};

/** How far an act on many invoices is, and what became of each, in one round trip. Rejects with `not_found`. */
export async function readBulk(
  ctx: Context,
  { scope, bulkId, after, limit }: Scoped<Ask>,
): Promise<Outcome<BulkReport>> {
  const { db } = ctx;
  const [[act], counted, found] = await db.batch([
    selectBulkAct(db, scope, bulkId),
    selectBulkCounts(db, bulkId),
    selectBulkRows(db, { bulkId, after, limit }),
  ]);
  if (act === undefined) return refused({ code: 'not_found', what: 'import' });
  const of = (state: BulkState): number => counted.find((each) => each.state === state)?.rows ?? 0;
  const page = found.slice(0, limit);
  return done({
    act: act.act,
    startedBy: act.startedBy,
    startedAt: act.createdAt,
    invoices: act.invoices,
    counts: { waiting: of('waiting'), done: of('done'), skipped: of('skipped'), failed: of('failed') },
    rows: page.map(({ row, series, numberValue, customer, currency, amountDue }) => ({
      invoiceId: row.invoiceId,
      number: currency === null ? null : invoiceNumber({ series, numberValue }),
      isGone: currency === null,
      customer,
      currency,
      amount: amountDue ?? 0,
      state: row.state,
      reason: row.reason,
    })),
    next: found.length > limit ? (page.at(-1)?.row.position ?? null) : null,
  });
}
