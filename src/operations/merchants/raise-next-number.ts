import { selectMerchant } from '../../db/queries/invoices.ts';
import { selectNextNumber } from '../../db/queries/number-series.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { raiseNextNumber as raise } from '../../db/writes/number-series.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { nextNumberProblem } from '../../domain/profile/number-prefix.ts';
import type { Numbered } from '../../domain/profile/series.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { presentSeries } from '../facts/series.ts';

type Ask = { readonly commandId: string; readonly kind?: Numbered; readonly nextNumber: number };

/**
 * Has the next document of a kind, in the present series, take a higher number: where numbers go on from another program. It leaves a
 * gap that the audit log explains. Rejects with `invalid` for one that is lower than what comes next.
 */
export const raiseNextNumber = (ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<null>> =>
  retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { commandId, kind = 'invoice', nextNumber }: Ask,
): Promise<ConflictOr<Outcome<null>>> {
  const { db } = ctx;
  const stream = { type: 'merchant', id: scope.merchantId } as const;
  const [head, commanded, [merchant]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectMerchant(db, scope.merchantId),
  ]);
  if (merchant === undefined) throw new Error('API key without a merchant');
  if (commanded.length > 0) return decided(done(null));
  const at = ctx.now();
  const series = presentSeries(kind, merchant, at);
  const [counter] = await selectNextNumber(db, { ...scope, series });
  const from = counter?.nextValue ?? 1;
  const message = nextNumberProblem(nextNumber, from);
  if (message !== null) {
    return decided(refused({ code: 'invalid', problems: [{ path: 'nextNumber', message }] }));
  }
  if (nextNumber === from) return decided(done(null));
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [
      { stream, head: headOf(head), type: 'invoice_number_raised', data: { series, from, to: nextNumber } },
    ],
    rows: [raise(db, scope, series, nextNumber)],
    effects: [],
    result: null,
  });
  return committed.kind === 'committed' ? decided(done(null)) : CONFLICT;
}
