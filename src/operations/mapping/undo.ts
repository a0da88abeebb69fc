import { selectMapping } from '../../db/queries/mapping.ts';
import { undoDecision } from '../../db/writes/mapping-decisions.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { connectionOf } from './connection-of.ts';

/** Undoes the last decision as one. Rejects with `not_connected` or `nothing_to_undo`. */
export async function undoLastDecision(
  ctx: Context,
  { scope, decisionId }: Scoped<{ readonly decisionId: string | null }>,
): Promise<Outcome<{ readonly clients: number }>> {
  const connection = await connectionOf(ctx, scope);
  if (connection.kind !== 'done') return connection;
  const { id: connectionId } = connection.value;
  const [mapping] = await selectMapping(ctx.db, connectionId);
  const last = mapping?.lastBatch ?? null;
  if (last === null || (decisionId !== null && decisionId !== last.id))
    return refused({ code: 'nothing_to_undo' });
  const clients = await undoDecision(ctx.db, connectionId, { batchId: last.id, at: ctx.now() });
  return done({ clients });
}
