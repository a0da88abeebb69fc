import { selectBulkVersion, selectHomeMarks, selectInvoiceVersion } from '../../db/queries/live.ts';
import { parseId } from '../../domain/ids.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { sha256Hex } from '../facts/hash.ts';

/** What a page goes by that shows how a whole business stands. */
export const HOME = 'home';

/**
 * The version of what a page shows, by its id: an invoice, or an act on many; or {@link HOME}. It is another one whenever the page may
 * have something new to show. Rejects with `not_found`.
 */
export async function readVersion(
  ctx: Context,
  { scope, of }: Scoped<{ readonly of: string }>,
): Promise<Outcome<string>> {
  if (of === HOME) {
    const [marks] = await selectHomeMarks(ctx.db, scope);
    return marks === undefined ? NOT_FOUND : done(await homeVersion(marks));
  }
  const select = parseId('inv', of) === null ? selectBulkVersion : selectInvoiceVersion;
  const [row] = await select(ctx.db, scope, of);
  return row === undefined ? NOT_FOUND : done(String(row.version));
}

const NOT_FOUND = refused({ code: 'not_found', what: 'invoice' });

/** What is newest in a business, as its first page's version: it says nothing of it. */
export const homeVersion = async (
  marks: Awaited<ReturnType<typeof selectHomeMarks>>[number],
): Promise<string> => (await sha256Hex(JSON.stringify(marks))).slice(0, 16);
