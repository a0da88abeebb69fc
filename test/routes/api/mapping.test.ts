import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { addApiKey } from '../../support/worker/context.ts';
import { type Mapping, openMapping } from '../../support/worker/mapping.ts';

let map: Mapping;
let api: ApiClient;
beforeEach(async () => {
  map = await openMapping();
  api = apiClient(map.ctx, { apiKey: await addApiKey(map.ctx, map.scope.merchantId, false) });
});

describe('the API of mapping', () => {
  it('reads, proposes, decides, undoes, imports and reports', async () => {
    const customerId = await map.addClient({ legalName: 'Acme', email: 'ada@acme.test' });
    const there = await map.addAtStripe({ email: 'ADA@acme.test', name: 'Acme there' });
    expect((await api('GET', '/mapping')).body).toMatchObject({ state: 'none', stripeCustomers: 0 });
    const early = await api('POST', '/mapping/imports');
    expect(early).toMatchObject({ status: 409, body: { code: 'mapping_not_ready' } });
    expect((await api('POST', '/mapping/refresh')).status).toBe(200);
    await map.shop.work();
    expect((await api('GET', '/mapping')).body).toMatchObject({
      state: 'ready',
      stripeCustomers: 1,
      clients: { proposed: 1, mapped: 0 },
      completedAt: null,
    });
    expect((await api('GET', '/mapping/clients?status=proposed&search=ACME')).body.data).toMatchObject([
      {
        id: customerId,
        proposal: { stripeCustomer: { id: there, name: 'Acme there' }, by: 'email', confidence: 'likely' },
      },
    ]);
    expect((await api('GET', '/mapping/stripe-customers?free=true')).body.data).toMatchObject([
      { id: there },
    ]);
    const candidates = await api('GET', `/mapping/clients/${customerId}/candidates`);
    expect(candidates.body.data).toMatchObject([{ id: there, methods: [], lastPayment: null }]);
    const decided = await api('POST', '/mapping/decisions', { all: {}, decision: 'accept' });
    expect(decided.body).toMatchObject({ clients: 1 });
    expect((await api('POST', '/mapping/decisions/undo')).body).toMatchObject({ clients: 1 });
    await api('POST', '/mapping/decisions', {
      clients: [customerId],
      decision: 'map',
      stripeCustomerId: there,
    });
    const begun = await api('POST', '/mapping/imports', {});
    expect(begun).toMatchObject({ status: 201, body: { state: 'running', total: 1, joined: false } });
    await map.shop.work();
    expect((await api('GET', `/mapping/imports/${begun.body.id}`)).body).toMatchObject({
      state: 'finished',
      done: 1,
      waiting: 0,
    });
    const rows = await api('GET', `/mapping/imports/${begun.body.id}/clients?state=done`);
    expect(rows.body.data).toMatchObject([{ id: customerId, stripeCustomerId: there }]);
    expect((await api('GET', `/customers/${customerId}`)).body).toMatchObject({ stripeCustomerId: there });
    expect((await api('GET', `/customers/${customerId}/stripe-link`)).body).toMatchObject({ methods: [] });
    const canceled = await api('POST', `/mapping/imports/${begun.body.id}/cancel`);
    expect(canceled.body).toMatchObject({ state: 'finished' });
    expect((await api('DELETE', `/customers/${customerId}/stripe-link`)).body).toMatchObject({ moving: 0 });
    expect(
      (await api('PUT', `/customers/${customerId}/stripe-link`, { stripeCustomerId: 'cus_nobody' })).body,
    ).toMatchObject({ code: 'stripe_customer_unusable' });
    const linked = await api('PUT', `/customers/${customerId}/stripe-link`, { stripeCustomerId: there });
    expect(linked.body).toMatchObject({ stripeCustomerId: there });
  });

  it('refuses in words what cannot be decided', async () => {
    const [one, two] = [await map.addClient({ legalName: 'One' }), await map.addClient()];
    const there = await map.addAtStripe();
    await map.read();
    const body = { clients: [one], decision: 'map', stripeCustomerId: there };
    await api('POST', '/mapping/decisions', body);
    const taken = await api('POST', '/mapping/decisions', { ...body, clients: [two] });
    expect(taken).toMatchObject({ status: 409, body: { code: 'stripe_customer_taken' } });
    expect(taken.body.detail).toContain('“One”');
    for (const wrong of [
      { decision: 'ignore' },
      { clients: [one], all: {}, decision: 'ignore' },
      { clients: [one], decision: 'map' },
      { all: {}, decision: 'map', stripeCustomerId: there },
    ])
      expect((await api('POST', '/mapping/decisions', wrong)).status).toBe(400);
  });
});
