import { selectMapping, selectToImport } from '../../db/queries/mapping.ts';
import { selectNewestImport } from '../../db/queries/mapping-import.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { beginImportRows } from '../../db/writes/mapping-import.ts';
import { WAVE } from '../../domain/mapping/import.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { connectionOf } from './connection-of.ts';

type Ask = { readonly commandId: string; readonly by: string; readonly only: 'all' | 'failed' };

export type Begun = {
  readonly importId: string;
  /** Somebody else's is under way: it is that one. */
  readonly joined: boolean;
};

/**
 * Begins to do what was decided, or what failed alone, in the background. One import runs on a connection at a time: whoever
 * comes second is shown the first. Rejects with `not_connected`, `mapping_not_ready` or `nothing_to_import`.
 */
export async function startImport(ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<Begun>> {
  const connection = await connectionOf(ctx, scope);
  if (connection.kind !== 'done') return connection;
  const begun = await retryOnConflict(ctx, () => attempt(ctx, scope, connection.value, ask));
  if (begun.kind === 'done' && !begun.value.joined)
    await ctx.enqueue([{ kind: 'sweep', of: 'client_import', id: begun.value.importId, until: ctx.now() }]);
  return begun;
}

async function attempt(
  ctx: Context,
  scope: Scope,
  { id: connectionId }: Connection,
  { commandId, by, only }: Ask,
): Promise<ConflictOr<Outcome<Begun>>> {
  const stream = { type: 'merchant', id: scope.merchantId } as const;
  const [[mapping], [newest], head, [waiting]] = await ctx.db.batch([
    selectMapping(ctx.db, connectionId),
    selectNewestImport(ctx.db, connectionId),
    selectHead(ctx.db, stream),
    selectToImport(ctx.db, connectionId, only),
  ]);
  if (newest?.state === 'running') return decided(done({ importId: newest.id, joined: true }));
  if (mapping === undefined || mapping.readAt === null || mapping.state === 'pruned') {
    const why = mapping === undefined || mapping.state === 'pruned' ? 'never_read' : 'being_read';
    return decided(
      refused({ code: 'mapping_not_ready', why: mapping?.state === 'stopped' ? 'stopped' : why }),
    );
  }
  const clients = waiting?.count ?? 0;
  if (clients === 0) return decided(refused({ code: 'nothing_to_import' }));
  const at = ctx.now();
  const importId = newId(ctx, 'cim');
  const row = { id: importId, connectionId, begunBy: by, begunAt: at, wave: WAVE };
  try {
    const committed = await commitChange(ctx, {
      merchantId: scope.merchantId,
      commandId,
      at,
      appends: [
        {
          stream,
          head: headOf(head),
          type: 'client_import_begun',
          data: { importId, connectionId, clients, by },
        },
      ],
      rows: beginImportRows(ctx.db, row, only),
      effects: [],
      result: importId,
    });
    if (committed.kind !== 'committed') return CONFLICT;
    const id = typeof committed.result === 'string' ? committed.result : importId;
    return decided(done({ importId: id, joined: false }));
  } catch (error) {
    // Somebody else began one since: the unique key refused a second.
    const [since] = await selectNewestImport(ctx.db, connectionId);
    if (since?.state === 'running') return decided(done({ importId: since.id, joined: true }));
    throw error;
  }
}
