import { z } from 'zod';
import { integer, pagination, text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { invalidRequest } from '../core/api-error.ts';
import { toJson } from '../core/json.ts';
import type { Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import type { Kind } from '../store/records.ts';
import { checkQuery, type Fields, matches } from './match.ts';
import { parseQuery } from './parse.ts';

/** What can be searched, and by which fields (docs.stripe.com/search#supported-query-fields-for-each-resource). */
const SEARCHED: { kind: Kind; resource: string; fields: Fields }[] = [
  {
    kind: 'charge',
    resource: 'charges',
    fields: {
      amount: 'numeric',
      created: 'numeric',
      currency: 'token',
      customer: 'token',
      disputed: 'token',
      metadata: 'token',
      refunded: 'token',
      status: 'token',
    },
  },
  {
    kind: 'customer',
    resource: 'customers',
    fields: { created: 'numeric', email: 'string', metadata: 'token', name: 'string', phone: 'string' },
  },
  {
    kind: 'payment_intent',
    resource: 'payment_intents',
    fields: {
      amount: 'numeric',
      created: 'numeric',
      currency: 'token',
      customer: 'token',
      metadata: 'token',
      status: 'token',
    },
  },
  {
    kind: 'price',
    resource: 'prices',
    fields: {
      active: 'token',
      currency: 'token',
      lookup_key: 'string',
      metadata: 'token',
      product: 'string',
      type: 'token',
    },
  },
  {
    kind: 'product',
    resource: 'products',
    fields: { active: 'token', description: 'string', metadata: 'token', name: 'string', url: 'string' },
  },
];

const params = z.strictObject({ limit: pagination.limit, page: text().optional(), query: text() });
type Params = z.output<typeof params>;

/** Stripe finds an object "in under 1 minute" (docs.stripe.com/search#data-freshness). */
const SEARCHABLE_AFTER_SECONDS = { at_once: 0, a_minute_later: 60 };

/** `GET /v1/<resource>/search`, newest first. How soon a new object is found is a matter of the sandbox's world. */
export const searchRoutes: Route[] = SEARCHED.map(({ kind, resource, fields }) =>
  route('GET', `/v1/${resource}/search`, params, (scope, sent) =>
    search(scope, kind, resource, fields, sent),
  ),
);

function search(scope: Scope, kind: Kind, resource: string, fields: Fields, sent: Params): object {
  const query = parseQuery(sent.query);
  checkQuery(query, fields, resource);
  const limit = sent.limit ?? 10;
  const found: { sequence: number; value: object }[] = [];
  const scan = {
    order: 'newest',
    beyond: sent.page === undefined ? undefined : readPage(sent.page),
  } as const;
  const before = scope.now() - SEARCHABLE_AFTER_SECONDS[readWorlds(scope.store).search];
  for (const { sequence, value, created } of scope.store.scan(kind, scope.account, scan)) {
    if (created > before) continue;
    if (!matches(query, toJson(value))) continue;
    found.push({ sequence, value });
    if (found.length > limit) break;
  }
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    object: 'search_result',
    data: page.map(({ value }) => value),
    has_more: more,
    next_page: more ? Buffer.from(String(last.sequence)).toString('base64url') : null,
    url: `/v1/${resource}/search`,
  };
}

function readPage(token: string): number {
  const sequence = integer.safeParse(Buffer.from(token, 'base64url').toString());
  if (sequence.success) return sequence.data;
  throw invalidRequest('Invalid page token.', { param: 'page' });
}
