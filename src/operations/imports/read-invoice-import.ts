import { selectMerchant } from '../../db/queries/invoices.ts';
import { selectCounters } from '../../db/queries/taken-invoices.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { presentSeries } from '../facts/series.ts';
import { type ImportView, readImport } from './read.ts';

/** What a file does to a series: its next number before it, and once it is taken over. */
type SeriesAfter = {
  readonly series: string;
  /** The highest number that the file has in it. */
  readonly highest: number;
  readonly nextNumber: number;
  readonly nextAfter: number;
  /** As the next one would be printed. */
  readonly next: string;
  /** Whether the invoices that are issued now are numbered in it. */
  readonly isPresent: boolean;
};

export type InvoiceImportView = ImportView & {
  /** Where numbers go on once the file is taken over: none of its numbers is given again. */
  readonly numbering: readonly SeriesAfter[];
};

/** An import of invoices: how far it is, and what it does to the series of numbers. Rejects with `not_found`. */
export async function readInvoiceImport(
  ctx: Context,
  { scope, importId }: Scoped<{ readonly importId: string }>,
): Promise<Outcome<InvoiceImportView>> {
  const read = await readImport(ctx, { scope, importId, kind: 'invoices' });
  if (read.kind !== 'done') return read;
  return done({ ...read.value, numbering: await numberingOf(ctx, scope, read.value) });
}

async function numberingOf(
  ctx: Context,
  scope: Scope,
  { series: uses }: ImportView,
): Promise<readonly SeriesAfter[]> {
  if (uses === null || uses.length === 0) return [];
  const names = uses.map(({ series }) => series);
  const [[merchant], counters] = await ctx.db.batch([
    selectMerchant(ctx.db, scope.merchantId),
    selectCounters(ctx.db, scope, names),
  ]);
  if (merchant === undefined) throw new Error('an import without a merchant');
  const present = presentSeries('invoice', merchant, ctx.now());
  const nextOf = new Map(counters.map(({ series, nextValue }) => [series, nextValue]));
  return uses.map(({ series, highest }) => {
    const nextNumber = nextOf.get(series) ?? 1;
    const nextAfter = Math.max(nextNumber, highest + 1);
    const next = invoiceNumber({ series, numberValue: nextAfter }) ?? '';
    return { series, highest, nextNumber, nextAfter, next, isPresent: series === present };
  });
}
