import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import type { Scope } from '../core/scope.ts';

/** The connection whose clients are mapped: the active one. Rejects with `not_connected`. */
export async function connectionOf(ctx: Context, scope: Scope): Promise<Outcome<Connection>> {
  const [connection] = await selectActiveConnection(ctx.db, scope);
  return connection === undefined ? refused({ code: 'not_connected' }) : done(connection);
}
