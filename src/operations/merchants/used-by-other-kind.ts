import { selectUsedSeries } from '../../db/queries/number-series.ts';
import { selectUsedReceiptSeries } from '../../db/queries/receipts.ts';
import type { Profile, ProfileField } from '../../domain/profile/profile.ts';
import { type Numbered, prefixOf, seriesOfPrefix } from '../../domain/profile/series.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';

const OTHER = { invoice: 'credit_note', credit_note: 'invoice' } as const satisfies Record<
  Numbered,
  Numbered
>;
const NAME = { invoice: 'Invoices', credit_note: 'Credit notes' } as const satisfies Record<Numbered, string>;

/** Why prefixes may not be these: documents of the other kind, taken over ones too, have had numbers of their series. */
export async function usedByOtherKind(
  ctx: Context,
  merchantId: string,
  after: Profile,
  changed: readonly ProfileField[],
): Promise<readonly FieldProblem[]> {
  if (!changed.some((field) => field === 'numberPrefix' || field === 'creditNotePrefix')) return [];
  const problems: FieldProblem[] = [];
  for (const kind of ['invoice', 'credit_note'] as const) {
    const series = [...seriesOfPrefix(prefixOf(kind, after))];
    const [[used], [byReceipt]] = await ctx.db.batch([
      selectUsedSeries(ctx.db, merchantId, OTHER[kind], series),
      selectUsedReceiptSeries(ctx.db, merchantId, series),
    ]);
    const met = used ?? byReceipt;
    if (met === undefined) continue;
    const path = kind === 'invoice' || after.creditNotePrefix === null ? 'numberPrefix' : 'creditNotePrefix';
    const whose = used === undefined ? 'Receipts' : NAME[OTHER[kind]];
    problems.push({
      path,
      message: `${whose} have numbers that begin with ${met.series}: choose another prefix.`,
    });
  }
  return problems;
}
