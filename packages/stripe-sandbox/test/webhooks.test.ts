import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Taken } from '../src/webhooks/courier.ts';
import { type Bench, openBench, SECRET, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const HOUR = 3_600_000;

async function paySession(): Promise<string> {
  const session = await bench.stripe.checkout.sessions.create(sessionParams());
  await bench.control('POST', `/checkout/${session.id}/pay`, {});
  return session.id;
}

describe('an event', () => {
  it('holds the object as it was, the version, and the request that caused it', async () => {
    const { stripe } = bench;
    const made = await stripe.customers.create({ name: 'Before' }, { idempotencyKey: 'customer/1' });
    await stripe.customers.update(made.id, { name: 'After' });
    const { data } = await stripe.events.list();
    expect(data).toMatchObject([
      {
        type: 'customer.updated',
        data: { object: { name: 'After' }, previous_attributes: { name: 'Before' } },
      },
      {
        type: 'customer.created',
        api_version: '2026-10-28.endive',
        livemode: false,
        data: { object: { id: made.id, name: 'Before' } },
        request: { id: made.lastResponse.requestId, idempotency_key: 'customer/1' },
      },
    ]);
    expect(data[0]).not.toHaveProperty('account');
  });

  it('is listed by type, by several types, and by time', async () => {
    const { stripe, sandbox } = bench;
    await paySession();
    const types = async (filter: Parameters<typeof stripe.events.list>[0]) =>
      (await stripe.events.list(filter)).data.map(({ type }) => type);
    expect(await types({ type: 'charge.succeeded' })).toEqual(['charge.succeeded']);
    expect(await types({ type: 'charge.*' })).toEqual(['charge.updated', 'charge.succeeded']);
    expect(await types({ types: ['checkout.session.completed', 'payment_intent.succeeded'] })).toEqual([
      'checkout.session.completed',
      'payment_intent.succeeded',
    ]);
    const since = Math.floor(sandbox.clock.now() / 1000) + 10;
    sandbox.clock.advance(HOUR);
    await stripe.customers.create({ name: 'Late' });
    expect(await types({ created: { gte: since } })).toEqual(['customer.created']);
  });

  it('cannot be read after thirty days', async () => {
    const { stripe, sandbox } = bench;
    await stripe.customers.create({ name: 'A' });
    const [event] = (await stripe.events.list()).data;
    sandbox.clock.advance(31 * 24 * HOUR);
    expect((await stripe.events.list()).data).toEqual([]);
    await expect(stripe.events.retrieve(event?.id ?? '')).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('a delivery', () => {
  it('that is refused is counted, listed as undelivered, and tried again later', async () => {
    const { stripe, sandbox, received, answerWith } = bench;
    answerWith(500);
    await stripe.customers.create({ name: 'A' });
    await sandbox.drainWebhooks();
    const [failed] = (await stripe.events.list({ delivery_success: false })).data;
    expect(failed).toMatchObject({ type: 'customer.created', pending_webhooks: 1 });
    answerWith(200);
    sandbox.clock.advance(2000);
    await sandbox.drainWebhooks();
    expect(received).toHaveLength(2);
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
    expect((await stripe.events.list({ delivery_success: true })).data).toMatchObject([
      { pending_webhooks: 0 },
    ]);
  });

  it('is given up after three days, with its attempts on record', async () => {
    const { stripe, sandbox, answerWith, control } = bench;
    answerWith(404);
    await stripe.customers.create({ name: 'A' });
    for (let hour = 0; hour < 100; hour++) {
      await sandbox.drainWebhooks();
      sandbox.clock.advance(HOUR);
    }
    const [event] = (await stripe.events.list()).data;
    const { body } = await control('GET', `/events/${event?.id}/deliveries`);
    expect(body).toMatchObject([
      {
        status: 'failed',
        attempts: expect.arrayContaining([{ at: expect.any(Number), status: 404, error: null }]),
      },
    ]);
    expect(event?.pending_webhooks).toBe(1);
  });

  it('is signed with every active secret while one is rolled', async () => {
    const { stripe, control, received, sandbox } = bench;
    const [endpoint] = (await stripe.webhookEndpoints.list()).data;
    const { body } = await control<{ secret: string }>(
      'POST',
      `/webhook_endpoints/${endpoint?.id}/roll_secret`,
      {
        overlapMs: HOUR,
      },
    );
    await stripe.customers.create({ name: 'A' });
    await sandbox.drainWebhooks();
    const [both] = received;
    expect(both?.signature.match(/v1=/g)).toHaveLength(2);
    for (const secret of [SECRET, body.secret]) {
      await stripe.webhooks.constructEventAsync(both?.body ?? '', both?.signature ?? '', secret);
    }
    sandbox.clock.advance(HOUR);
    await stripe.customers.create({ name: 'B' });
    await sandbox.drainWebhooks();
    expect(received[1]?.signature.match(/v1=/g)).toHaveLength(1);
  });

  it('goes only where its type is wanted and the endpoint is enabled', async () => {
    const { stripe, received, sandbox } = bench;
    const [all] = (await stripe.webhookEndpoints.list()).data;
    const url = all?.url ?? '';
    await stripe.webhookEndpoints.update(all?.id ?? '', { disabled: true });
    const made = await stripe.webhookEndpoints.create({ url, enabled_events: ['customer.deleted'] });
    expect(made.secret).toMatch(/^whsec_/);
    expect(await stripe.webhookEndpoints.retrieve(made.id)).not.toHaveProperty('secret');
    const { id } = await stripe.customers.create({ name: 'A' });
    await stripe.customers.del(id);
    await sandbox.drainWebhooks();
    expect(received.map(({ event }) => event.type)).toEqual(['customer.deleted']);
    await stripe.webhookEndpoints.del(made.id);
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(1);
  });

  it('of a connected account’s events goes to Connect endpoints, and names the account', async () => {
    const { stripe, received, sandbox, control, client } = bench;
    const [own] = (await stripe.webhookEndpoints.list()).data;
    const { secret } = await stripe.webhookEndpoints.create({
      url: own?.url ?? '',
      enabled_events: ['*'],
      connect: true,
    });
    const { body: account } = await control<{ id: string }>('POST', '/accounts', { name: 'Connected' });
    await client({ account: account.id }).customers.create({ name: 'Theirs' });
    await sandbox.drainWebhooks();
    expect(received).toHaveLength(1);
    const { body, signature } = received[0] ?? { body: '', signature: '' };
    const event = await stripe.webhooks.constructEventAsync(body, signature, secret ?? '');
    expect(event.account).toBe(account.id);
  });
});

describe('the switch', () => {
  it('off keeps everything back; flush delivers it all', async () => {
    const { control, received, sandbox } = bench;
    await control('POST', '/webhooks', { mode: 'off' });
    await paySession();
    await sandbox.drainWebhooks();
    expect(received).toEqual([]);
    const { body } = await control<{ delivered: number }>('POST', '/webhooks/flush');
    expect(body.delivered).toBe(5);
    expect(received).toHaveLength(5);
  });

  it('on again delivers what was kept back, in order', async () => {
    const { control, types } = bench;
    await control('POST', '/webhooks', { mode: 'off' });
    await paySession();
    await control('POST', '/webhooks', { mode: 'on' });
    expect((await types()).at(0)).toBe('payment_intent.created');
    expect((await types()).at(-1)).toBe('checkout.session.completed');
  });

  it('reorder delivers the newest first', async () => {
    const { control, types } = bench;
    await control('POST', '/webhooks', { mode: 'off' });
    await paySession();
    await control('POST', '/webhooks', { mode: 'reorder' });
    expect(await types()).toEqual([
      'checkout.session.completed',
      'charge.updated',
      'payment_intent.succeeded',
      'charge.succeeded',
      'payment_intent.created',
    ]);
  });

  it('duplicate repeats each delivery', async () => {
    const { control, stripe, types } = bench;
    await control('POST', '/webhooks', { duplicate: 4 });
    await stripe.customers.create({ name: 'A' });
    expect(await types()).toEqual(Array.from({ length: 5 }, () => 'customer.created'));
  });

  it('delay waits by the sandbox’s clock', async () => {
    const { control, stripe, received, sandbox } = bench;
    await control('POST', '/webhooks', { delayMs: HOUR });
    await stripe.customers.create({ name: 'A' });
    await sandbox.drainWebhooks();
    expect(received).toEqual([]);
    sandbox.clock.advance(HOUR);
    await sandbox.drainWebhooks();
    expect(received).toHaveLength(1);
  });

  it('off lets a test take the signed requests and post them itself', async () => {
    const { control, stripe, received } = bench;
    await control('POST', '/webhooks', { mode: 'off' });
    await stripe.customers.create({ name: 'A' });
    const { body: taken } = await control<Taken[]>('POST', '/webhooks/take');
    expect(taken).toHaveLength(1);
    const event = await stripe.webhooks.constructEventAsync(
      taken[0]?.body ?? '',
      taken[0]?.headers['stripe-signature'] ?? '',
      SECRET,
    );
    expect(event.type).toBe('customer.created');
    expect(received).toEqual([]);
    expect((await control<Taken[]>('POST', '/webhooks/take')).body).toEqual([]);
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
  });

  it('drop loses events, which stay listed as undelivered', async () => {
    const { control, stripe, received, sandbox } = bench;
    await control('POST', '/webhooks', { mode: 'drop' });
    await stripe.customers.create({ name: 'A' });
    await sandbox.drainWebhooks();
    expect(received).toEqual([]);
    expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
    const [event] = (await stripe.events.list()).data;
    await control('POST', `/events/${event?.id}/redeliver`);
    expect(received).toHaveLength(1);
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
  });
});
