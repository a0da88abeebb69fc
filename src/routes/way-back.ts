import type { Context } from 'hono';

/** Longer ones are no pages of ours; what a query holds must fit in the cookie that remembers it. */
const LONGEST = 200;
const QUERY = /^\?[A-Za-z0-9_.~%=&+:@-]+$/;

/** The page that a request asks for, with its query. */
export const askedPage = (c: Context): string => `${c.req.path}${new URL(c.req.url).search}`;

/**
 * A page within ours that is safe to redirect to, with its query where that is a plain one, or null: never one elsewhere.
 * The path decides alone, so nothing in a query leads anywhere.
 */
export function wayBack<P extends string>(
  page: string,
  isWithin: (path: string) => path is P,
): P | `${P}${string}` | null {
  const at = page.indexOf('?');
  const [path, query] = at === -1 ? [page, ''] : [page.slice(0, at), page.slice(at)];
  if (path.length > LONGEST || !isWithin(path)) return null;
  return query.length <= LONGEST && QUERY.test(query) ? `${path}${query}` : path;
}
