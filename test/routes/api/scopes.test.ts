import { describe, expect, it } from 'vitest';
import { API_SCOPES } from '../../../src/domain/api-key/scopes.ts';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { SCOPE_OF, scopeOf } from '../../../src/routes/api/scopes.ts';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { addKey, seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const merchant = await seedMerchant(ctx, { connected: false });

type Document = { readonly paths: Record<string, Record<string, { readonly operationId: string }>> };
const document: Document = await (
  await apiRoutes.request(
    'https://billing.test/api/v1/openapi.json',
    {},
    { ctx, appUrl: 'https://billing.test', requestId: 'req_1' },
  )
).json();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({
    method: method.toUpperCase(),
    operationId,
    // Of nobody: what gets past the scope is not found, invalid, or an empty list.
    path: path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, 'none'),
  })),
);

const clientWith = async (scopes: readonly (typeof API_SCOPES)[number][]): Promise<ApiClient> =>
  apiClient(ctx, await addKey(ctx, merchant.scope, { scopes }));
const withOnly = Object.fromEntries(
  await Promise.all(API_SCOPES.map(async (scope) => [scope, await clientWith([scope])] as const)),
);

describe('the table of scopes', () => {
  it('names the scope of every route, and of no other', () => {
    expect(Object.keys(SCOPE_OF).toSorted()).toEqual(operations.map((one) => one.operationId).toSorted());
  });

  it('leaves a route that it does not know to those who may do everything', () => {
    expect(scopeOf('somethingNew')).toBe('admin');
    expect(scopeOf('constructor')).toBe('admin');
  });

  it('lets no key that only reads change anything', () => {
    for (const { method, operationId } of operations) {
      if (SCOPE_OF[operationId] === 'read') expect([operationId, method]).toEqual([operationId, 'GET']);
    }
  });
});

describe.each(operations)('$method $path ($operationId)', ({ method, path, operationId }) => {
  it.each(API_SCOPES)(
    'is open to a key with its scope alone, and to %s only if that is it',
    async (scope) => {
      const body = method === 'GET' || method === 'DELETE' ? undefined : {};
      const called = await withOnly[scope]?.(method, path, body);
      if (scope === SCOPE_OF[operationId]) {
        expect(called?.status).not.toBe(403);
        expect(called?.status).not.toBe(401);
        expect(called?.status).toBeLessThan(500);
      } else {
        expect(called).toMatchObject({
          status: 403,
          body: {
            code: 'insufficient_scope',
            detail: `This API key lacks the scope ${SCOPE_OF[operationId]}. It has: ${scope}.`,
          },
        });
        expect(called?.headers.get('WWW-Authenticate')).toContain(`scope="${SCOPE_OF[operationId]}"`);
      }
    },
  );
});
