import { env } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Env } from '../../../src/config.ts';
import { linkKeys } from '../../../src/db/schema/index.ts';
import { createDeps } from '../../../src/deps.ts';
import { addKey } from '../../support/worker/context.ts';
import { sign } from '../../support/worker/events.ts';
import { rollOut, type Traffic, type Version, version } from '../../support/worker/rollout.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const KEY_1 = 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const KEY_2 = 'k2:HxweHRobGBkWFxQVEhMQEQ4PDA0KCwgJBgcEBQIDAAE';
const KEY_3 = 'k3:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8';
const OTHER_BYTES = 'k1:HxweHRobGBkWFxQVEhMQEQ4PDA0KCwgJBgcEBQIDAAE';
const OPERATOR = '0123456789abcdef0123456789abcdef';
const NEW_OPERATOR = 'fedcba9876543210fedcba9876543210';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.delete(linkKeys);
});

/** A link by the keys of `secrets`, as a mail of that version has it. */
async function linkMadeBy(secrets: Partial<Env>, invoiceId: string): Promise<string> {
  const { ctx } = await createDeps({ ...env, ...secrets });
  return new URL(await ctx.links.url('view', { id: invoiceId, version: 1 })).pathname;
}

const opens = (name: string, path: string): Traffic => ({
  name,
  isTaken: async ({ request }) => (await request(path)).status === 200,
});
const operator = (key: string): Traffic => ({
  name: `the operator with ${key.slice(0, 4)}`,
  isTaken: async ({ request }) =>
    (await request('/operator/v1/keys', { headers: { Authorization: `Bearer ${key}` } })).status === 200,
});

let events = 0;
const webhook = (secret: string): Traffic => ({
  name: `a webhook signed by ${secret}`,
  isTaken: async ({ request }) => {
    events += 1;
    const event = { id: `evt_rotated_${events}`, object: 'event', type: 'charge.updated', livemode: false };
    const body = JSON.stringify({
      ...event,
      created: 1,
      api_version: null,
      data: { object: { id: 'ch_1', object: 'charge' } },
    });
    const headers = { 'Stripe-Signature': await sign(body, secret, shop.ctx.now()) };
    return (await request('/webhooks/stripe', { method: 'POST', body, headers })).status === 200;
  },
});

const keysOf = async ({ request }: Version) => {
  const answer = await request('/operator/v1/keys', { headers: { Authorization: `Bearer ${OPERATOR}` } });
  const report: {
    linkKeys: {
      number: number;
      makesLinks: boolean;
      listed: boolean;
      needed: { open: number; closed: number };
    }[];
  } = await answer.json();
  return report;
};

describe('what is rotated while people use it', () => {
  it('a link key: accepted first, used next; links made before, during and after open throughout', async () => {
    const { invoiceId } = await shop.invoice(42_000);
    const steps = [
      { LINK_KEYS: KEY_1 },
      { LINK_KEYS: `${KEY_1},${KEY_2}` },
      { LINK_KEYS: `${KEY_2},${KEY_1}` },
    ];
    const links: string[] = [];
    const refused = await rollOut(steps, async (step) => {
      links.push(await linkMadeBy(steps[step] ?? {}, invoiceId));
      return links.map((link, made) => opens(`a link of step ${made}`, link));
    });
    expect(refused).toEqual([]);
    expect(new Set(links).size).toBe(2);
    const { linkKeys: told } = await keysOf(
      version({ LINK_KEYS: `${KEY_2},${KEY_1}`, OPERATOR_KEY: OPERATOR }),
    );
    expect(told).toMatchObject([
      { number: 2, listed: true, makesLinks: true },
      { number: 1, listed: true, makesLinks: false },
    ]);
  });

  it('a link key that is used at once is not taken by the version that is still live', async () => {
    const { invoiceId } = await shop.invoice(42_000);
    const steps = [{ LINK_KEYS: KEY_1 }, { LINK_KEYS: `${KEY_2},${KEY_1}` }];
    const refused = await rollOut(steps, async (step) => [
      opens('a new link', await linkMadeBy(steps[step] ?? {}, invoiceId)),
    ]);
    expect(refused).toEqual(['a new link, step 1, version 0']);
  });

  it('a webhook secret: both are taken while Stripe signs with either', async () => {
    const [old, next] = ['whsec_rotation_old', 'whsec_rotation_new'];
    const steps = [`${old}`, `${old},${next}`, `${old},${next}`, `${next}`].map((secrets) => ({
      STRIPE_WEBHOOK_SECRETS: secrets,
    }));
    // Stripe signs with the new one once it is listed, and with the old one until it is dropped.
    const signedWith = [[old], [old], [old, next], [next]];
    expect(await rollOut(steps, (step) => (signedWith[step] ?? []).map(webhook))).toEqual([]);
    const { request } = version({ STRIPE_WEBHOOK_SECRETS: next });
    expect(await webhook(old).isTaken({ request })).toBe(false);
  });

  it('the operator’s key: both open the report until the old one is dropped', async () => {
    const steps = [OPERATOR, `${NEW_OPERATOR},${OPERATOR}`, NEW_OPERATOR].map((keys) => ({
      OPERATOR_KEY: keys,
    }));
    const asksWith = [[OPERATOR], [OPERATOR], [NEW_OPERATOR]];
    expect(await rollOut(steps, (step) => (asksWith[step] ?? []).map(operator))).toEqual([]);
    expect(await operator(OPERATOR).isTaken(version({ OPERATOR_KEY: NEW_OPERATOR }))).toBe(false);
  });

  it('an API key: both secrets are taken while its callers change over, whichever version they reach', async () => {
    const { apiKeyId, apiKey: old } = await addKey(shop.ctx, shop.scope);
    const rotated = await version({}).request(`/api/v1/api-keys/${apiKeyId}/rotate`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${old}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ overlapSeconds: 3_600 }),
    });
    const { key: next }: { key: string } = await rotated.json();
    const asksWith = (secret: string): Traffic => ({
      name: `the API with ${secret.slice(-4)}`,
      isTaken: async ({ request }) =>
        (await request('/api/v1/invoices', { headers: { Authorization: `Bearer ${secret}` } })).status ===
        200,
    });
    expect(next).not.toBe(old);
    expect(await rollOut([{}, {}], () => [old, next].map(asksWith))).toEqual([]);
  });

  it('the Stripe key: a payment that began with the old one goes on with the new one', async () => {
    const [old, next] = ['sk_test_rotation_old', 'sk_test_rotation_new'];
    const { payPath } = await shop.invoice(42_000);
    const leads: string[] = [];
    const pays: Traffic = {
      name: 'the pay link',
      isTaken: async ({ request }) => {
        const answer = await request(payPath, { method: 'POST' });
        leads.push(answer.headers.get('location') ?? '');
        return answer.status === 303;
      },
    };
    const steps = [old, next].map((key) => ({ STRIPE_SECRET_KEY: key }));
    expect(await rollOut(steps, () => [pays])).toEqual([]);
    expect(leads).toHaveLength(3);
    expect(await shop.payments()).toHaveLength(1);
  });
});

describe('a link key under a number that is taken', () => {
  it.each([
    ['put first', OTHER_BYTES],
    ['behind the new one', `${KEY_3},${OTHER_BYTES}`],
  ])('is refused with the number that is free, and the links go on by the old one: %s', async (_, keys) => {
    const { invoiceId } = await shop.invoice(42_000);
    const link = await linkMadeBy({ LINK_KEYS: KEY_1 }, invoiceId);
    await expect(createDeps({ ...env, LINK_KEYS: keys })).rejects.toThrow(
      /another key under number 1.*can be k\d/,
    );
    expect((await version({ LINK_KEYS: keys }).request(link)).status).toBe(503);
    expect((await version({ LINK_KEYS: KEY_1 }).request(link)).status).toBe(200);
  });

  it('stays taken after the key is dropped', async () => {
    await createDeps({ ...env, LINK_KEYS: KEY_1 });
    await createDeps({ ...env, LINK_KEYS: KEY_2 });
    await expect(createDeps({ ...env, LINK_KEYS: `${KEY_3},${OTHER_BYTES}` })).rejects.toThrow('number 1');
  });

  it('is no matter where the database cannot tell: the Worker starts and asks again', async () => {
    const none: D1Database = {
      prepare: () => {
        throw new Error('no such table: link_keys');
      },
      batch: () => Promise.reject(new Error('down')),
      exec: () => Promise.reject(new Error('down')),
      withSession: () => {
        throw new Error('down');
      },
      dump: () => Promise.reject(new Error('down')),
    };
    const bindings = { ...env, LINK_KEYS: KEY_1, DB: none };
    expect((await createDeps(bindings)).config.linkKeys).toHaveLength(1);
  });
});

describe('a link key that is to be dropped', () => {
  it('says how many links need it, open ones apart, at most', async () => {
    await version({ LINK_KEYS: KEY_1 }).request('/i/x');
    await shop.invoice(42_000);
    await shop.invoice(0);
    const both = { LINK_KEYS: `${KEY_2},${KEY_1}`, OPERATOR_KEY: OPERATOR };
    const before = await keysOf(version(both));
    const old = before.linkKeys.find(({ number }) => number === 1);
    expect(old?.needed.open).toBeGreaterThanOrEqual(1);
    expect(old?.needed.closed).toBeGreaterThanOrEqual(1);
    expect(before.linkKeys.find(({ number }) => number === 2)?.makesLinks).toBe(true);
  });

  it('is needed by none where it never made one', async () => {
    await createDeps({ ...env, LINK_KEYS: KEY_1 });
    const listed = { LINK_KEYS: `${KEY_1},${KEY_2}`, OPERATOR_KEY: OPERATOR };
    await shop.invoice(42_000);
    const { linkKeys: told } = await keysOf(version(listed));
    expect(told.find(({ number }) => number === 2)?.needed).toEqual({ open: 0, closed: 0 });
  });

  it('is needed by all that was sent before its number was noted, though it makes none any more', async () => {
    await shop.invoice(42_000);
    const both = { LINK_KEYS: `${KEY_2},${KEY_1}`, OPERATOR_KEY: OPERATOR };
    const { linkKeys: told } = await keysOf(version(both));
    expect(told.find(({ number }) => number === 1)?.needed.open).toBeGreaterThanOrEqual(1);
  });

  it('is told to nobody but the operator, and no secret with it', async () => {
    const listed = { LINK_KEYS: `${KEY_1},${KEY_2}`, OPERATOR_KEY: OPERATOR };
    const { request } = version(listed);
    expect((await request('/operator/v1/keys')).status).toBe(401);
    const answer = await request('/operator/v1/keys', { headers: { Authorization: `Bearer ${OPERATOR}` } });
    const text = await answer.text();
    for (const secret of [KEY_1.slice(3), OPERATOR, env.STRIPE_SECRET_KEY])
      expect(text).not.toContain(secret);
  });
});
