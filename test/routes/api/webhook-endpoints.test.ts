import { beforeAll, describe, expect, it } from 'vitest';
import { WEBHOOK_EVENT_TYPES } from '../../../src/domain/webhooks/event-types.ts';
import { exampleOf } from '../../../src/routes/api/docs-examples.ts';
import type { ApiSchema } from '../../../src/routes/api/docs-model.ts';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { eventSchema } from '../../../src/routes/api/webhook-endpoints/event-schema.ts';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { addKey, OPEN_BRAKES } from '../../support/worker/context.ts';
import { type HookedShop, openHookedShop } from '../../support/worker/webhooks.ts';

let shop: HookedShop;
let api: ApiClient;
beforeAll(async () => {
  shop = await openHookedShop();
  api = apiClient(shop.ctx, await addKey(shop.ctx, shop.scope));
});

const URL_OF_ERP = 'https://erp.northwind.test/quittance?token=s3cret';

describe('a webhook endpoint, by the API', () => {
  it('is added, read, changed, switched off and on, and deleted; its secret is shown once', async () => {
    const key = { 'Idempotency-Key': 'add' };
    const body = { url: URL_OF_ERP, description: 'ERP', types: ['invoice.paid'] };
    const made = await api('POST', '/webhook-endpoints', body, key);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      object: 'webhook_endpoint',
      url: URL_OF_ERP,
      state: 'on',
      livemode: false,
    });
    expect(made.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const again = await api('POST', '/webhook-endpoints', body, key);
    expect(again.body).toMatchObject({ id: made.body.id, secret: null });
    const path = `/webhook-endpoints/${made.body.id}`;
    expect((await api('GET', path)).body).toMatchObject({ description: 'ERP', pending: 0, failed: 0 });
    const list = await api('GET', '/webhook-endpoints');
    expect(list.body.data.map(({ id }) => id)).toEqual([made.body.id]);
    expect(JSON.stringify(list.body)).not.toContain('whsec_');
    const changed = await api('PATCH', path, { types: null, description: null });
    expect(changed.body).toMatchObject({ types: null, description: null, url: URL_OF_ERP });
    expect((await api('PATCH', path, { state: 'off' })).body).toMatchObject({
      state: 'off',
      offReason: 'by_hand',
    });
    expect((await api('PATCH', path, { state: 'on' })).body).toMatchObject({ state: 'on', offReason: null });
    const log = await api('GET', '/audit-log?limit=20');
    expect(log.body.data.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'webhook_endpoint_added',
        'webhook_endpoint_changed',
        'webhook_endpoint_switched',
      ]),
    );
    // The address may hold a secret.
    expect(JSON.stringify(log.body)).not.toContain('s3cret');
    expect((await api('DELETE', path)).body).toMatchObject({ deleted: true });
    expect((await api('GET', path)).status).toBe(404);
  });

  it.each([
    ['ftp://erp.northwind.test', /begins with https/],
    ['https://localhost/hooks', /not one of the public internet/],
    ['https://169.254.169.254/latest', /not on the public internet/],
    ['https://2130706433/', /127\.0\.0\.1 is not on the public internet/],
    ['https://[::ffff:10.0.0.1]/', /not on the public internet/],
    ['https://user:pass@erp.northwind.test/', /user name and password/],
    ['https://billing.test/webhooks/stripe', /Quittance itself/],
    ['https://inside.northwind.test/', /leads to an address that is not on the public internet/],
    ['https://nowhere.northwind.test/', /is not found/],
    ['https://slow.northwind.test/', /could not be looked up just now/],
  ])('at %s is refused in words, when it is added and when it is changed', async (url, words) => {
    shop.names.set('inside.northwind.test', ['93.184.215.14', '192.168.1.4']);
    shop.names.set('nowhere.northwind.test', []);
    shop.names.set('slow.northwind.test', 'unknown');
    const made = await api('POST', '/webhook-endpoints', { url });
    expect(made.status).toBe(400);
    expect(made.body.errors).toEqual([{ path: 'url', message: expect.stringMatching(words) }]);
    const { body } = await api('POST', '/webhook-endpoints', { url: URL_OF_ERP });
    const changed = await api('PATCH', `/webhook-endpoints/${body.id}`, { url });
    expect(changed.status).toBe(400);
    expect((await api('GET', `/webhook-endpoints/${body.id}`)).body.url).toBe(URL_OF_ERP);
    await api('DELETE', `/webhook-endpoints/${body.id}`);
  });

  it('says what was delivered, with each attempt and the exact body; one event is sent again under its id', async () => {
    const endpoint = await shop.endpoint('hooks-log.test');
    shop.answers.set('hooks-log.test', () =>
      Response.json({ error: 'no such customer\u0000' }, { status: 422 }),
    );
    await shop.invoice(1200);
    await shop.work();
    const path = `/webhook-endpoints/${endpoint.id}`;
    const listed = await api('GET', `${path}/deliveries?limit=2`);
    expect(listed.body).toMatchObject({ hasMore: true });
    const rest = await api('GET', `${path}/deliveries?startingAfter=${listed.body.nextCursor}`);
    expect(rest.body.data).toHaveLength(1);
    const waiting = await api('GET', `${path}/deliveries?state=pending`);
    expect(waiting.body.data).toHaveLength(3);
    const tried = waiting.body.data.find(({ attempts }) => attempts === 1);
    const record = await api('GET', `${path}/deliveries/${tried?.id}`);
    expect(record.body).toMatchObject({
      state: 'pending',
      tried: [{ status: 422, error: 'It answered 422.', answer: '{"error":"no such customer\\u0000"}' }],
    });
    expect(JSON.parse(String(record.body.payload))).toMatchObject({ id: tried?.id });
    shop.answers.delete('hooks-log.test');
    await shop.pass(3_600_000);
    const before = shop.taken.filter(({ id }) => id === tried?.id).length;
    expect((await api('POST', `${path}/deliveries/${tried?.id}/replay`)).body).toEqual({ events: 1 });
    await shop.work();
    expect(shop.taken.filter(({ id }) => id === tried?.id)).toHaveLength(before + 1);
    expect((await api('GET', `${path}/deliveries/${tried?.id}`)).body).toMatchObject({ state: 'delivered' });
  });
});

describe('each type of event in the document', () => {
  it('has a schema whose example is one, and what is posted is by it', async () => {
    const answer = await apiRoutes.request(
      'https://billing.test/api/v1/openapi.json',
      {},
      { ctx: shop.ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_1' },
    );
    const { webhooks, components }: Document = await answer.json();
    expect(Object.keys(webhooks)).toEqual(WEBHOOK_EVENT_TYPES);
    for (const type of WEBHOOK_EVENT_TYPES) {
      const schema = webhooks[type]?.post.requestBody.content['application/json'].schema ?? {};
      const example = exampleOf(schema, components.schemas, false);
      expect(eventSchema(type).safeParse(example).error?.issues ?? [], type).toEqual([]);
    }
    for (const { type, body } of shop.asked) {
      const known = WEBHOOK_EVENT_TYPES.find((one) => one === type) ?? 'invoice.paid';
      expect(eventSchema(known).safeParse(JSON.parse(body)).error?.issues ?? []).toEqual([]);
    }
    expect(shop.asked.length).toBeGreaterThan(0);
  });
});

type Document = {
  readonly webhooks: Readonly<
    Record<string, { post: { requestBody: { content: { 'application/json': { schema: ApiSchema } } } } }>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, ApiSchema>> };
};
