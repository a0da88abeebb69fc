import { selectKeyById } from '../../db/queries/api-keys.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type KeyView, keyView } from './key-view.ts';

/** One of the business's keys in this mode. Rejects with `not_found`. */
export async function readKey(
  ctx: Context,
  { scope, keyId }: Scoped<{ readonly keyId: string }>,
): Promise<Outcome<KeyView>> {
  const [row] = await selectKeyById(ctx.db, scope, keyId);
  return row === undefined ? refused({ code: 'not_found', what: 'API key' }) : done(keyView(row, ctx.now()));
}
