import { z } from 'zod';
import { isConnected } from '../accounts/access.ts';
import { type Route, route } from '../api/route.ts';
import { ApiError, invalidRequest } from '../core/api-error.ts';
import { type Scope, scopeFor } from '../core/scope.ts';
import { createV2, updateV2 } from './account-v2.ts';
import { accountParams, INCLUDES, type Include } from './account-v2-params.ts';
import { showV2 } from './show-v2.ts';

const include = z.array(z.enum(INCLUDES)).optional();

const listParams = z.strictObject({
  applied_configurations: z.array(z.enum(['customer', 'merchant', 'recipient'])).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'integer')
    .transform(Number)
    .optional(),
  page: z.string().optional(),
});

/** Accounts v2 (docs.stripe.com/api/v2/core/accounts): JSON in, and only what `include` names comes out. */
export const accountV2Routes: Route[] = [
  route('POST', '/v2/core/accounts', accountParams, (scope, params) =>
    show(scope, createV2(onPlatform(scope), params), params.include),
  ),
  route('GET', '/v2/core/accounts', listParams, listV2),
  route('GET', '/v2/core/accounts/:id', z.strictObject({ include }), (scope, params, id) =>
    show(scope, known(scope, id), params.include),
  ),
  route('POST', '/v2/core/accounts/:id', accountParams, (scope, params, id) => {
    updateV2(scopeFor(scope, known(scope, id), scope.cause), params);
    return show(scope, id, params.include);
  }),
];

function onPlatform(scope: Scope): Scope {
  return scopeFor(scope, scope.platform, scope.cause);
}

function show(scope: Scope, id: string, wanted: readonly Include[] | undefined) {
  return showV2(scopeFor(scope, id), wanted ?? []);
}

/** The id, if it is one of the platform's accounts. Throws 404 otherwise. */
export function known(scope: Scope, id: string): string {
  const there = scope.store.get('_connection', id) !== undefined;
  if (there && isConnected(scope, id)) return id;
  throw new ApiError(404, 'invalid_request_error', `No such account: '${id}'`, { code: 'resource_missing' });
}

const MOST = 100;

function listV2(scope: Scope, params: z.output<typeof listParams>) {
  const limit = params.limit ?? 20;
  if (limit < 1 || limit > MOST)
    throw invalidRequest(`limit must be between 1 and ${MOST}`, { param: 'limit' });
  const beyond = params.page === undefined ? undefined : Number(params.page);
  if (beyond !== undefined && !Number.isSafeInteger(beyond)) {
    throw invalidRequest('The page token is not valid.', { param: 'page' });
  }
  const found: { id: string; sequence: number }[] = [];
  const { applied_configurations: wanted } = params;
  for (const each of scope.store.scan('_connection', scope.platform, { order: 'newest', beyond })) {
    if (each.value.status !== 'connected') continue;
    const account = showV2(scopeFor(scope, each.id), []);
    if (wanted && !wanted.some((name) => account.applied_configurations.includes(name))) continue;
    found.push({ id: each.id, sequence: each.sequence });
    if (found.length > limit) break;
  }
  const page = found.slice(0, limit);
  const rest = new URLSearchParams({ limit: String(limit), page: String(page.at(-1)?.sequence ?? 0) });
  for (const [i, name] of (wanted ?? []).entries()) rest.set(`applied_configurations[${i}]`, name);
  return {
    data: page.map(({ id }) => show(scope, id, [])),
    next_page_url: found.length > limit ? `/v2/core/accounts?${rest}` : null,
    previous_page_url: null,
  };
}
