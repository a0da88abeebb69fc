import { describe, expect, it } from 'vitest';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { PROBLEMS } from '../../../src/routes/api/problem-catalogue.ts';
import { settings } from '../../../src/routes/api/schemas/collection.ts';
import { customer } from '../../../src/routes/api/schemas/customer.ts';
import { invoice, invoiceSummary } from '../../../src/routes/api/schemas/invoice.ts';
import { listOf } from '../../../src/routes/api/schemas/lists.ts';
import { SCOPE_OF } from '../../../src/routes/api/scopes.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { OPEN_BRAKES, seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const api = apiClient(ctx, await seedMerchant(ctx));

type Operation = {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
  security: object[];
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
};

const get = (path: string) =>
  apiRoutes.request(
    `https://billing.test/api/v1${path}`,
    {},
    { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_1' },
  );
const document: Document = await (await get('/openapi.json')).json();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Every value under a key, anywhere within. */
const valuesOf = (value: unknown, key: string): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === key ? [inner, ...valuesOf(inner, key)] : valuesOf(inner, key),
  );
};

describe('the OpenAPI document', () => {
  it('has every route of the API, and no other', () => {
    const served = apiRoutes.routes
      .filter(({ path, method }) => /^\/api\/v1\/(?!openapi\.json|docs)\w/.test(path) && method !== 'ALL')
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(operations.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(served.toSorted());
    expect(served.length).toBeGreaterThanOrEqual(18);
  });

  it('is whole: references lead somewhere, ids are unique, path parameters are declared', () => {
    expect(document.openapi).toBe('3.1.0');
    for (const reference of valuesOf(document, '$ref')) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(String(reference))?.[1] ?? '';
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(declared.map(({ name, required }) => [name, required])).toEqual(
        inPath.map((name) => [name, true]),
      );
    }
  });

  it('says of every operation that it takes a key, what it answers and how it refuses', () => {
    expect(document.components.securitySchemes).toHaveProperty('bearer');
    for (const { method, operation } of operations) {
      expect(operation.security).toEqual([{ bearer: [SCOPE_OF[operation.operationId]] }]);
      const statuses = Object.keys(operation.responses);
      expect(statuses.filter((status) => status.startsWith('2'))).toHaveLength(1);
      expect(statuses).toEqual(expect.arrayContaining(['400', '401', '403', '500']));
      for (const { content } of Object.values(operation.responses)) {
        expect(Object.keys(content)).toHaveLength(1);
      }
      const headers = (operation.parameters ?? []).filter((parameter) => parameter.in === 'header');
      const versioned = ['replaceCustomer', 'changeCustomer', 'updateBusinessProfile'].includes(
        operation.operationId,
      );
      const taken = method === 'post' ? ['Idempotency-Key'] : versioned ? ['If-Match'] : [];
      expect(headers.map(({ name }) => name)).toEqual(taken);
    }
  });

  it('closes every object that is sent or answered: unknown fields are refused', () => {
    const objects = valuesOf(document.components.schemas, 'properties').length;
    const closed = valuesOf(document.components.schemas, 'additionalProperties').filter(
      (value) => value === false,
    );
    expect(closed).toHaveLength(objects);
    expect(valuesOf(document, 'allOf')).toEqual([]);
  });

  it('states no defaults, since generated clients take a field that has one for required', () => {
    expect(valuesOf(document, 'default')).toEqual([]);
  });

  it('is kept by the answers', async () => {
    const id = await makeCustomer(api, { externalIds: [{ key: 'Xero', value: '1' }] });
    const draft = await makeDraft(api, id, { dueDate: '2026-12-31' });
    const sent = await api('POST', `/invoices/${draft.id}/send`);
    customer.parse((await api('GET', `/customers/${id}`)).body);
    listOf(customer).parse((await api('GET', '/customers')).body);
    settings.parse((await api('GET', '/settings/collection')).body);
    invoice.parse(draft);
    invoice.parse(sent.body);
    listOf(invoiceSummary).parse((await api('GET', '/invoices')).body);
  });
});

describe('the documentation page', () => {
  it('shows every operation and every problem at the place that problems lead to, without a script', async () => {
    const response = await get('/docs');
    const page = await response.text();
    for (const { operation } of operations) expect(page).toContain(`id="${operation.operationId}"`);
    for (const code of Object.keys(PROBLEMS)) expect(page).toContain(`id="problem-${code}"`);
    for (const name of Object.keys(document.components.schemas))
      expect(page).toContain(`id="schema-${name}"`);
    expect(page).not.toContain('<script');
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    const missed = await api('GET', '/invoices/inv_x');
    expect(missed.body.type).toBe('https://billing.test/api/v1/docs#problem-not_found');
  });
});
