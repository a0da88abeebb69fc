import { selectImport } from '../../db/queries/mapping-import.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { endImportRow } from '../../db/writes/mapping-import.ts';
import { DONE, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { connectionOf } from './connection-of.ts';

type Ask = { readonly importId: string; readonly commandId: string; readonly by: string };

/**
 * Ends an import before its time: what was done stays done, and the rest stays decided, for another one. One that is over
 * stays as it is. Rejects with `not_connected` or `not_found`.
 */
export async function cancelImport(ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<null>> {
  const { importId, commandId, by } = ask;
  const connection = await connectionOf(ctx, scope);
  if (connection.kind !== 'done') return connection;
  const connectionId = connection.value.id;
  const stream = { type: 'merchant', id: scope.merchantId } as const;
  return retryOnConflict(ctx, async (): Promise<ConflictOr<Outcome<null>>> => {
    const [[row], head] = await ctx.db.batch([
      selectImport(ctx.db, connectionId, importId),
      selectHead(ctx.db, stream),
    ]);
    if (row === undefined) return decided(refused({ code: 'not_found', what: 'import' }));
    if (row.state !== 'running') return decided(DONE);
    const at = ctx.now();
    const committed = await commitChange(ctx, {
      merchantId: scope.merchantId,
      commandId,
      at,
      appends: [
        {
          stream,
          head: headOf(head),
          type: 'client_import_canceled',
          data: { importId, connectionId, by },
        },
      ],
      rows: [endImportRow(ctx.db, importId, { state: 'canceled', why: by, at })],
      effects: [],
      result: null,
    });
    return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
  });
}
