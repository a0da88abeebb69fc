import { selectBulkVersion, selectInvoiceVersion } from '../../db/queries/live.ts';
import { parseId } from '../../domain/ids.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

/**
 * The version of what a page shows, by its id: an invoice, or an act on many. It is another one whenever the page has something new to
 * show. Rejects with `not_found`.
 */
export async function readVersion(
  ctx: Context,
  { scope, of }: Scoped<{ readonly of: string }>,
): Promise<Outcome<string>> {
  const select = parseId('inv', of) === null ? selectBulkVersion : selectInvoiceVersion;
  const [row] = await select(ctx.db, scope, of);
  return row === undefined ? refused({ code: 'not_found', what: 'invoice' }) : done(String(row.version));
}
