import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BrakeKind } from '../../src/adapters/brakes/port.ts';
import { createApp } from '../../src/app.ts';
import { createDeps } from '../../src/deps.ts';
import { ASKING_LIMITS } from '../../src/operations/sign-in/timing.ts';
import { seedMerchant, testContext } from '../support/worker/context.ts';
import { openShop, type Shop } from '../support/worker/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

/** The app with the real bindings, under keys that no other test shares. */
async function braked() {
  const { brakes, ...real } = await createDeps(env);
  const run = crypto.randomUUID();
  const logged: string[] = [];
  const own = { take: (kind: BrakeKind, of: string) => brakes.take(kind, `${run}/${of}`) };
  const ctx = { ...shop.ctx, log: (event: string) => logged.push(event) };
  const app = createApp(async () => ({
    ...real,
    brakes: own,
    ctx: { ...ctx, log: (event) => void ctx.log(event) },
  }));
  const ask = (path: string, init: RequestInit & { readonly from?: string } = {}) => {
    const { from = '203.0.113.9', ...rest } = init;
    const headers = new Headers(rest.headers);
    headers.set('CF-Connecting-IP', from);
    const request = new Request(`https://billing.test${path}`, { redirect: 'manual', ...rest, headers });
    return app.fetch(request, env, {
      waitUntil: () => undefined,
      passThroughOnException: () => undefined,
      props: {},
    });
  };
  return { ask, logged };
}

/** The first answer that is 429, after at most so many requests: twice the limit, since a minute may end in between. */
async function untilBraked(most: number, ask: () => Response | Promise<Response>): Promise<Response> {
  for (let sent = 0; sent < most; sent += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    const refused = answers.find(({ status }) => status === 429);
    if (refused !== undefined) return refused;
  }
  throw new Error('never braked');
}

const post = (body: string, headers: Record<string, string>) => ({ method: 'POST', body, headers });

describe('what a stranger asks is braked', () => {
  it('on pages, for a network: 429 in words with Retry-After, and another network goes on', async () => {
    const { ask } = await braked();
    const refused = await untilBraked(1260, () => ask('/portal/sign-in/sent'));
    expect(refused.headers.get('Retry-After')).toBe('60');
    expect(await refused.text()).toContain('Too many requests');
    expect((await ask('/portal/sign-in/sent', { from: '198.51.100.1' })).status).toBe(200);
  });

  it('for one link, from however many networks, while other links go on', async () => {
    const { ask } = await braked();
    const [one, other] = [await shop.invoice(1_000), await shop.invoice(2_000)];
    let network = 0;
    const refused = await untilBraked(300, () => {
      network += 1;
      return ask(one.viewPath, { from: `198.51.100.${network % 250}` });
    });
    expect(refused.status).toBe(429);
    expect((await ask(other.viewPath)).status).toBe(200);
  });

  it('on the API, for keys that are none, as problem details; a good key of that network is answered', async () => {
    const { ask } = await braked();
    const bad = { headers: { Authorization: `Bearer qk_test_${'A'.repeat(32)}` } };
    const refused = await untilBraked(60, () => ask('/api/v1/invoices', bad));
    expect(refused.headers.get('Retry-After')).toBe('60');
    expect(refused.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await refused.json()).toMatchObject({ code: 'too_many_requests', status: 429 });
    const { apiKey } = await seedMerchant(shop.ctx);
    const good = { headers: { Authorization: `Bearer ${apiKey}` } };
    expect((await ask('/api/v1/invoices', good)).status).toBe(200);
  });

  it('on the API, for one key, while another key goes on', async () => {
    const { ask } = await braked();
    const [one, other] = [await seedMerchant(shop.ctx), await seedMerchant(shop.ctx)];
    let network = 0;
    const call = ({ apiKey }: typeof one) => {
      network += 1;
      const headers = { Authorization: `Bearer ${apiKey}` };
      return ask('/api/v1/settings/collection', { headers, from: `198.51.${network % 5}.7` });
    };
    expect(await (await untilBraked(1260, () => call(one))).json()).toMatchObject({
      code: 'too_many_requests',
    });
    expect((await call(other)).status).toBe(200);
  });

  it('on webhooks that do not verify, which are then not even logged', async () => {
    const { ask, logged } = await braked();
    const forged = post('{}', { 'Stripe-Signature': 't=1,v1=00' });
    const refused = await untilBraked(60, () => ask('/webhooks/stripe', forged));
    expect(refused.headers.get('Retry-After')).toBe('60');
    const before = logged.length;
    expect((await ask('/webhooks/stripe', forged)).status).toBe(429);
    expect((await ask('/webhooks/stripe', post('{}', {}))).status).toBe(429);
    expect((await ask('/webhooks/email', post('{}', {}))).status).toBe(429);
    expect(logged).toHaveLength(before);
  });

  it('on the sign-in, and a browser that signed in before is not', async () => {
    const { ask } = await braked();
    const form = (address: string) =>
      post(`address=${encodeURIComponent(address)}`, {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'same-origin',
      });
    const refused = await untilBraked(60, () => ask('/portal/sign-in', form('a@elsewhere.test')));
    expect(refused.headers.get('Retry-After')).not.toBeNull();
    const memory = {
      secret: 'a'.repeat(64),
      asks: [{ address: 'x', askedAt: 0, next: null, after: null, known: true }],
    };
    const init = form('a@elsewhere.test');
    const Cookie = `__Host-quittance_browser=${await shop.ctx.links.seal(JSON.stringify(memory))}`;
    const known = await ask('/portal/sign-in', { ...init, headers: { ...init.headers, Cookie } });
    expect(known.status).toBe(303);
  });

  it('by the hour in D1, though a network asks at five locations, each of which counts for itself', async () => {
    const locations = await Promise.all(Array.from({ length: 5 }, () => braked()));
    const statuses: number[] = [];
    // Eight at each: no location sees too many in its minute.
    for (let round = 0; round < 8; round += 1) {
      for (const { ask } of locations) {
        const form = post(`address=${encodeURIComponent(`a${statuses.length}@elsewhere.test`)}`, {
          'Content-Type': 'application/x-www-form-urlencoded',
          'Sec-Fetch-Site': 'same-origin',
        });
        statuses.push((await ask('/portal/sign-in', { ...form, from: '203.0.113.77' })).status);
      }
    }
    const { network } = ASKING_LIMITS;
    expect(statuses.slice(0, network.most)).toEqual(Array.from({ length: network.most }, () => 303));
    expect(new Set(statuses.slice(network.most))).toEqual(new Set([429]));
  });

  it('counts all that come without an address as one network', async () => {
    const ctx = testContext();
    const asked: string[] = [];
    const { brakes: _, ...real } = await createDeps(env);
    const take = async (kind: BrakeKind, of: string) => asked.push(`${kind} ${of}`) > 0;
    const app = createApp(async () => ({ ...real, ctx: { ...real.ctx, log: ctx.log }, brakes: { take } }));
    await app.fetch(new Request('https://billing.test/portal/sign-in/sent'), env, {
      waitUntil: () => undefined,
      passThroughOnException: () => undefined,
      props: {},
    });
    expect(asked).toEqual(['network unknown']);
  });
});
