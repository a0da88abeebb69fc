import { noSuchReference } from '../core/api-error.ts';
import type { Scope } from '../core/scope.ts';
import type { Kind, Records } from '../store/records.ts';
import type { Found, Scan } from '../store/store.ts';

interface Page {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?:
    | { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined }
    | undefined;
}

interface Query<K extends Kind> {
  kind: K;
  url: string;
  /** The narrowest index that applies. */
  index?: Scan['index'];
  /** Filters that the index does not cover. */
  where?: (value: Records[K]) => boolean;
}

export interface ListObject<T> {
  object: 'list';
  data: T[];
  has_more: boolean;
  url: string;
}

/**
 * A page of a list, newest first (docs.stripe.com/api/pagination). `ending_before` gives the page that precedes
 * a given object, still newest first. Throws when a cursor names no object of the account.
 */
export function list<K extends Kind>(scope: Scope, query: Query<K>, page: Page): ListObject<Records[K]> {
  const limit = page.limit ?? 10;
  const backwards = page.ending_before !== undefined;
  const found: Found<K>[] = [];
  const scan: Scan = {
    index: query.index,
    order: backwards ? 'oldest' : 'newest',
    beyond: cursor(scope, query.kind, page),
  };
  for (const each of scope.store.scan(query.kind, scope.account, scan)) {
    if (!backwards && tooOld(each.created, page.created)) break;
    if (!within(each.created, page.created) || query.where?.(each.value) === false) continue;
    found.push(each);
    if (found.length > limit) break;
  }
  const data = found.slice(0, limit).map(({ value }) => value);
  if (backwards) data.reverse();
  return { object: 'list', data, has_more: found.length > limit, url: query.url };
}

function cursor(scope: Scope, kind: Kind, page: Page): number | undefined {
  const name = page.starting_after === undefined ? 'ending_before' : 'starting_after';
  const id = page.starting_after ?? page.ending_before;
  if (id === undefined) return undefined;
  const found = scope.store.get(kind, id);
  if (found?.account !== scope.account) throw noSuchReference(kind.split('.').at(-1) ?? kind, id, name);
  return found.sequence;
}

/** Objects are stored in the order of their `created`; the slack is for a machine whose clock was set back. */
const SLACK_SECONDS = 3600;

/** True when everything older must lie before the range as well, so that the walk can stop. */
function tooOld(created: number, range: Page['created']): boolean {
  const least = range?.gte ?? range?.gt;
  return least !== undefined && created < least - SLACK_SECONDS;
}

function within(created: number, range: Page['created']): boolean {
  if (!range) return true;
  if (range.gt !== undefined && created <= range.gt) return false;
  if (range.gte !== undefined && created < range.gte) return false;
  if (range.lt !== undefined && created >= range.lt) return false;
  return range.lte === undefined || created <= range.lte;
}
