import { describe, expect, it } from 'vitest';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { type ApiClient, apiClient, type Called, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { bucket } from '../../support/worker/attaching.ts';
import { addApiKey, seedMerchant, testContext } from '../../support/worker/context.ts';
import { APART, CALLS, makeTheirs, PREFIX } from './tenancy-rows.ts';

const ctx = testContext({ files: bucket() });
const owner = await seedMerchant(ctx);
const mine = apiClient(ctx, owner);
const theirs = await makeTheirs(ctx, owner, mine);
const { customer: customerId, block } = theirs;
const draft = (await mine('GET', `/invoices/${theirs.draft}`)).body;
const open = (await mine('GET', `/invoices/${theirs.open}`)).body;

/** Somebody else's keys: another business's, and the same business's in the other mode. */
const intruders: [string, ApiClient][] = [
  ['another business', apiClient(ctx, await seedMerchant(ctx))],
  ['the other mode', apiClient(ctx, { apiKey: await addApiKey(ctx, owner.merchantId, true) })],
];

const NOWHERE = '00000000000000000000000000';
type Thing = keyof typeof PREFIX;
const isThing = (name: string): name is Thing => Object.hasOwn(PREFIX, name);
const filled = (path: string, idOf: (thing: Thing) => string) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => (isThing(name) ? idOf(name) : name));

type Document = { readonly paths: Record<string, Record<string, unknown>> };
const asked = await apiRoutes.request(
  'https://billing.test/api/v1/openapi.json',
  {},
  { ctx, appUrl: 'https://billing.test', requestId: 'req_1' },
);
const document: Document = await asked.json();

describe('the table of tenants', () => {
  const shape = (path: string) => path.replace(/\?.*/, '').replaceAll(/:\w+|\{\w+\}/g, '{}');

  it('names every call whose path names something, and none that there is not', () => {
    const documented = Object.entries(document.paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
      .map((call) => shape(call.replace('/api/v1', '')))
      .filter((call) => call.includes('{}') && !APART.includes(call));
    const named = CALLS.map(([method, path]) =>
      shape(`${method} ${path}`)
        .replace('/findings/unknown_object/', '/findings/{}/')
        .replace('/stopped-work/dead_effect/', '/stopped-work/{}/')
        .replace('/periods/1/', '/periods/{}/'),
    );
    expect([...new Set(named)].toSorted()).toEqual(documented.toSorted());
  });

  it('shows each of them to its own business', async () => {
    for (const [method, path] of CALLS) {
      // Stripe is asked for these.
      if (method !== 'GET' || /candidates|stripe-link/.test(path)) continue;
      const { status } = await mine(
        'GET',
        filled(path, (thing) => theirs[thing]),
      );
      expect([path, status]).toEqual([path, 200]);
    }
  });
});

/** What needs an account says that there is none in the other mode. */
const isUnconnected = ({ body }: Called): boolean =>
  JSON.stringify(body).includes('There is no active Stripe connection in this mode.');

describe.each(intruders)('with the key of %s', (who, api) => {
  it.each(CALLS)('%s %s answers as if there were no such thing', async (method, path, body) => {
    // What the Worker has to do for a business is of no mode.
    if (path.includes(':job') && who === 'the other mode') return;
    const real = filled(path, (thing) => theirs[thing]);
    const none = filled(path, (thing) => `${PREFIX[thing]}_${NOWHERE}`);
    const [found, missing] = [await api(method, real, body), await api(method, none, body)];
    expect(found.status).toBe(isUnconnected(found) ? missing.status : 404);
    expect({ ...found.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
  });

  it('PUT of a draft with an own customer answers the same', async () => {
    const own = await makeCustomer(api);
    const replaced = await api('PUT', `/invoices/${draft.id}`, { customerId: own, lines: [] });
    expect(replaced).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('a draft cannot be made for a customer of the owner', async () => {
    const made = await api('POST', '/invoices', { customerId, lines: [] });
    expect(made).toMatchObject({ status: 400, body: { errors: [{ path: 'customerId' }] } });
    const own = await makeDraft(api, await makeCustomer(api));
    const moved = await api('PUT', `/invoices/${own.id}`, { customerId, lines: [] });
    expect(moved).toMatchObject({ status: 400, body: { errors: [{ path: 'customerId' }] } });
  });

  it('lists show nothing of the owner', async () => {
    const seen = [
      await api('GET', '/customers?limit=100'),
      await api('GET', '/customers?externalIdKey=Xero&externalIdValue=secret'),
      await api('GET', '/invoices?limit=100'),
      await api('GET', `/invoices?customerId=${customerId}`),
      await api('GET', '/invoices?number=NW-0001'),
      await api('GET', '/payment-blocks'),
    ];
    for (const { status, body } of seen) {
      expect(status).toBe(200);
      expect(body.data.map(({ id }) => id)).not.toContain(open.id);
      expect(body.data.map(({ id }) => id)).not.toContain(customerId);
      expect(body.data.map(({ id }) => id)).not.toContain(block);
    }
  });
});

it('all that left the owner’s things as they were', async () => {
  expect((await mine('GET', `/invoices/${draft.id}`)).body).toEqual(draft);
  expect((await mine('GET', `/invoices/${open.id}`)).body).toMatchObject({
    status: 'open',
    amountPaid: 0,
    sentAt: null,
  });
  expect((await mine('GET', `/customers/${customerId}`)).body.legalName).toBe('Payer Inc');
});

it('the same idempotency key of two businesses is two keys', async () => {
  const headers = { 'Idempotency-Key': 'the-same' };
  const first = await mine('POST', '/customers', { legalName: 'A' }, headers);
  const second = await intruders[0]?.[1]('POST', '/customers', { legalName: 'B' }, headers);
  expect(second?.status).toBe(201);
  expect(second?.body.id).not.toBe(first.body.id);
});
