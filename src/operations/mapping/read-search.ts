import type { isCommonAmongClients, Of, Search } from '../../db/queries/mapping-search.ts';
import { searchFor } from '../../domain/mapping/keys.ts';
import type { Context } from '../core/context.ts';

/** What somebody searches for in one of the two lists, and whether many have it; null where nothing was typed. */
export async function readSearch(
  ctx: Context,
  of: Of,
  typed: string | null,
  isCommon: typeof isCommonAmongClients,
): Promise<Search | null> {
  const search = searchFor(typed);
  return search === null ? null : { ...search, isCommon: await isCommon(ctx.db, of, search.terms) };
}
