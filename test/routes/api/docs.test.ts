import { describe, expect, it } from 'vitest';
import { sentExample } from '../../../src/routes/api/docs-examples.ts';
import type { ApiDocument } from '../../../src/routes/api/docs-model.ts';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { apiClient } from '../../support/worker/api.ts';
import { OPEN_BRAKES, seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const merchant = await seedMerchant(ctx);
const api = apiClient(ctx, merchant);
const open = (path: string) =>
  apiRoutes.request(
    `https://billing.test/api/v1${path}`,
    {},
    { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_1' },
  );

const document: ApiDocument = await (await open('/openapi.json')).json();
const answer = await open('/docs');
const page = await answer.text();
const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) => {
    const sent = sentExample(operation, document.components.schemas);
    return sent === undefined ? [] : [{ name: `${method} ${path}`, method, path, sent }];
  }),
);

describe('the page of the API', () => {
  it('is one page without a script, under the policy that allows none', () => {
    const markup = page.replace(/<style.*?<\/style>|<pre.*?<\/pre>/gs, '');
    for (const foreign of [/<script/, /<[^>]+\son\w+=/, /<[^>]+\sstyle=/, /(?:src|href)="https?:/])
      expect(foreign.exec(markup)).toBeNull();
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('leads to each call and problem from its side, and each link leads somewhere', () => {
    const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
    for (const methods of Object.values(document.paths))
      for (const { operationId } of Object.values(methods)) expect(targets).toContain(operationId);
  });
});

describe('an example of the page', () => {
  it.each(calls)('is a body that $name takes', async ({ method, path, sent }) => {
    const called = path.replace('/api/v1', '').replace(/\{(\w+)\}/g, (_, name: string) => idOf(name, path));
    const answered = await api(method.toUpperCase(), called, sent);
    // What it names is not there; that the body can be read is what counts.
    const errors: readonly { readonly message: string }[] =
      answered.status === 400 ? answered.body.errors : [];
    expect(errors.filter(({ message }) => !message.startsWith('There is no '))).toEqual([]);
  });
});

const WORK: Readonly<Record<string, string>> = { findings: 'amount_differs', 'stopped-work': 'dead_effect' };

/** An id as the path asks for, of nothing that there is. */
function idOf(name: string, path: string): string {
  const kinds: Readonly<Record<string, string>> = { customers: 'cus', invoices: 'inv', payments: 'pay' };
  const [, of = ''] = /^\/api\/v1\/([\w-]+)/.exec(path) ?? [];
  const known: Readonly<Record<string, string>> = { version: '1', kind: WORK[of] ?? 'job', subject: 'pay_1' };
  return known[name] ?? `${kinds[of] ?? 'cus'}_01m8hkr57601vz1bfazqyfetzx`;
}
