import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { scheduleReconciliation } from './reconcile-daily.ts';

/** Reconciles the merchant with the next tick, instead of once a day. */
export async function requestReconciliation(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<{ readonly connectionId: string }>> {
  const [connection] = await selectActiveConnection(ctx.db, scope);
  if (connection === undefined) return refused({ code: 'not_found', what: 'connection' });
  await scheduleReconciliation(ctx, connection, ctx.now());
  return done({ connectionId: connection.id });
}
