import { beginReading } from '../../db/writes/mapping.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { connectionOf } from './connection-of.ts';

/**
 * Has the account's customers listed and compared with the clients, in the background. A reading that is under way goes on.
 * Rejects with `not_connected`.
 */
export async function startReading(ctx: Context, { scope }: Scoped<object>): Promise<Outcome<null>> {
  const connection = await connectionOf(ctx, scope);
  if (connection.kind !== 'done') return connection;
  const { id } = connection.value;
  const at = ctx.now();
  await beginReading(ctx.db, id, at);
  await ctx.enqueue([{ kind: 'sweep', of: 'mapping', id, until: at }]);
  return DONE;
}
