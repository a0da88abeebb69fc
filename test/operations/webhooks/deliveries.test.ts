import { createMessageBatch } from 'cloudflare:test';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { webhookDeliveries, webhookEndpoints, webhookEvents } from '../../../src/db/schema/index.ts';
import { consumeWork } from '../../../src/jobs/queue.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { replayMissed } from '../../../src/operations/webhooks/replay.ts';
import { rotateSecret } from '../../../src/operations/webhooks/rotate-secret.ts';
import { sweepEndpoints } from '../../../src/operations/webhooks/sweep-endpoints.ts';
import { updateEndpoint } from '../../../src/operations/webhooks/update-endpoint.ts';
import { send } from '../../support/worker/collecting.ts';
import { must } from '../../support/worker/shop.ts';
import { about, type HookedShop, openHookedShop, verifies } from '../../support/worker/webhooks.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let shop: HookedShop;
beforeEach(async () => {
  shop = await openHookedShop();
});

const isRising = (numbers: readonly number[]) =>
  numbers.every((n, i) => i === 0 || n > (numbers[i - 1] ?? 0));
const away = () =>
  new Response('the database is away', { status: 503, headers: { 'Content-Type': 'text/plain' } });
const voided = async (invoiceId: string) =>
  must(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `${invoiceId}/void` }));
const endpointRow = async () =>
  (await shop.ctx.db.select().from(webhookEndpoints).where(sql`merchant_id = ${shop.scope.merchantId}`))[0];
const deliveries = () =>
  shop.ctx.db.select().from(webhookDeliveries).where(sql`merchant_id = ${shop.scope.merchantId}`);

describe('events of a business', () => {
  it('are not written where it has no endpoint', async () => {
    const { invoiceId } = await shop.invoice(1200);
    await voided(invoiceId);
    expect(await shop.ctx.db.select().from(webhookEvents)).toEqual([]);
    expect(await deliveries()).toEqual([]);
  });

  it('are taken by an independent verifier, in order for each object, with ids and amounts and nothing personal', async () => {
    await shop.endpoint();
    const { invoiceId, customerId } = await shop.invoice(1200);
    await send(shop, invoiceId);
    await voided(invoiceId);
    await shop.work();
    const ofInvoice = about(shop.taken, `invoice/${invoiceId}`);
    expect(ofInvoice.map(({ type }) => type)).toEqual([
      'invoice.created',
      'invoice.finalized',
      'invoice.sent',
      'invoice.voided',
    ]);
    expect(isRising(ofInvoice.map(({ sequence }) => sequence))).toBe(true);
    expect(about(shop.taken, `customer/${customerId}`).map(({ type }) => type)).toEqual(['customer.created']);
    const finalized = JSON.parse(ofInvoice[1]?.body ?? '');
    expect(finalized).toMatchObject({
      type: 'invoice.finalized',
      businessId: shop.scope.merchantId,
      livemode: false,
      data: {
        object: 'invoice',
        id: invoiceId,
        status: 'open',
        customerId,
        currency: 'USD',
        amountDue: 1200,
      },
    });
    expect(finalized.data.number).toMatch(/^NW-\d{4}$/);
    // Each says what was so when it was noted.
    expect(JSON.parse(ofInvoice[3]?.body ?? '').data.status).toBe('void');
    for (const { body } of shop.taken) expect(body).not.toMatch(/Payer|@|Mill Lane|Work 1/);
    expect(new Set(shop.taken.map(({ id }) => id)).size).toBe(shop.taken.length);
  });

  it('go to the endpoints that take their type', async () => {
    await shop.endpoint('hooks-a.test', ['invoice.voided']);
    await shop.endpoint('hooks-b.test', ['invoice.created', 'invoice.voided']);
    const { invoiceId } = await shop.invoice(1200);
    await voided(invoiceId);
    await shop.work();
    const heardBy = (host: string) =>
      shop.taken.filter((heard) => heard.host === host).map(({ type }) => type);
    expect(heardBy('hooks-a.test')).toEqual(['invoice.voided']);
    expect(heardBy('hooks-b.test')).toEqual(['invoice.created', 'invoice.voided']);
  });

  it('of one business reach nobody of another', async () => {
    const other = await openHookedShop();
    await other.endpoint('hooks-other.test');
    await shop.endpoint('hooks-mine.test');
    const { invoiceId } = await shop.invoice(1200);
    await shop.work();
    await other.tick();
    expect(other.asked).toEqual([]);
    expect(shop.taken.map(({ orderingKey }) => orderingKey)).toContain(`invoice/${invoiceId}`);
    const mine = must(await rotateSecretOf(other));
    expect(mine.secret).not.toBeNull();
    const [own] = await shop.ctx.db.select().from(webhookEndpoints).where(sql`url LIKE '%mine%'`);
    const foreign = { scope: other.scope, endpointId: own?.id ?? '', commandId: 'x' };
    expect(await rotateSecret(other.ctx, { ...foreign, overlapMs: 0 })).toMatchObject({ kind: 'refused' });
    expect(await replayMissed(other.ctx, { ...foreign, since: 0 })).toMatchObject({ kind: 'refused' });
  });
});

async function rotateSecretOf(of: HookedShop) {
  const [row] = await of.ctx.db
    .select()
    .from(webhookEndpoints)
    .where(sql`merchant_id = ${of.scope.merchantId}`);
  return rotateSecret(of.ctx, {
    scope: of.scope,
    endpointId: row?.id ?? '',
    overlapMs: DAY,
    commandId: 'rotate',
  });
}

describe('a receiver that is away', () => {
  it('for two days gets everything once it is back, each once and in order for each invoice', async () => {
    await shop.endpoint();
    shop.answers.set('hooks-a.test', away);
    const made: string[] = [];
    for (let day = 0; day < 4; day += 1) {
      const { invoiceId } = await shop.invoice(1200 + day);
      made.push(invoiceId);
      await shop.work();
      await shop.pass(6 * HOUR);
      await voided(invoiceId);
      await shop.work();
      await shop.pass(6 * HOUR);
    }
    expect(shop.taken).toEqual([]);
    // It is asked with one event at a time meanwhile, and ever more seldom.
    expect(shop.asked.length).toBeLessThan(150);
    shop.answers.delete('hooks-a.test');
    await shop.pass(HOUR);
    for (const invoiceId of made) {
      const heard = about(shop.taken, `invoice/${invoiceId}`);
      expect(heard.map(({ type }) => type)).toEqual([
        'invoice.created',
        'invoice.finalized',
        'invoice.voided',
      ]);
    }
    expect(shop.taken).toHaveLength(4 * 4);
    // The same bytes and id at each attempt, signed at the time of the attempt.
    const [first] = shop.taken;
    const tries = shop.asked.filter(({ id }) => id === first?.id);
    expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
    expect(new Set(tries.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(tries.length);
    expect(await endpointRow()).toMatchObject({ state: 'on', failures: 0, failingSince: null });
  });

  it('for days is warned of after one and switched off after three; what it missed is sent when somebody says so', async () => {
    const { id: endpointId } = await shop.endpoint();
    await shop.work();
    shop.posted.length = 0;
    shop.answers.set('hooks-a.test', away);
    const before = await Promise.all([shop.invoice(100), shop.invoice(200), shop.invoice(300)]);
    await shop.work();
    await shop.pass(DAY + HOUR);
    expect(shop.posted.map(({ to }) => to)).toEqual(['billing@northwind.test']);
    expect(await endpointRow()).toMatchObject({ state: 'on' });
    await shop.pass(2 * DAY);
    expect(await endpointRow()).toMatchObject({ state: 'off', offReason: 'failing' });
    expect(shop.posted.map(({ subject }) => subject)).toEqual(['staff_webhook', 'staff_webhook']);
    const asked = shop.asked.length;
    const while_off = await shop.invoice(400);
    await shop.pass(2 * DAY, 6 * HOUR);
    expect(shop.asked).toHaveLength(asked);
    shop.answers.delete('hooks-a.test');
    const ask = { scope: shop.scope, endpointId, url: undefined, description: undefined, types: undefined };
    expect(
      await replayMissed(shop.ctx, { scope: shop.scope, endpointId, since: 0, commandId: 'r0' }),
    ).toMatchObject({
      kind: 'refused',
    });
    must(await updateEndpoint(shop.ctx, { ...ask, state: 'on', commandId: 'on' }));
    await shop.pass(HOUR);
    // Nobody is flooded by switching it on.
    expect(shop.taken).toEqual([]);
    const again = { scope: shop.scope, endpointId, since: 0 };
    expect(must(await replayMissed(shop.ctx, { ...again, commandId: 'r1' })).events).toBe(12);
    await shop.work();
    for (const { invoiceId } of [...before, while_off]) {
      const heard = about(shop.taken, `invoice/${invoiceId}`).map(({ type }) => type);
      expect(heard).toEqual(['invoice.created', 'invoice.finalized']);
    }
    expect(must(await replayMissed(shop.ctx, { ...again, commandId: 'r2' })).events).toBe(0);
  });

  it('answers 410 once and is switched off at once', async () => {
    await shop.endpoint();
    await shop.work();
    shop.posted.length = 0;
    shop.answers.set('hooks-a.test', () => new Response(null, { status: 410 }));
    await shop.invoice(100);
    await shop.work();
    expect(await endpointRow()).toMatchObject({ state: 'off', offReason: 'gone' });
    expect(shop.posted).toHaveLength(1);
    expect((await deliveries()).every(({ state }) => state === 'failed')).toBe(true);
  });

  it('is left alone for as long as it asks', async () => {
    await shop.endpoint();
    const busy = () => new Response(null, { status: 429, headers: { 'Retry-After': '7200' } });
    shop.answers.set('hooks-a.test', busy);
    await shop.invoice(100);
    await shop.work();
    const asked = shop.asked.length;
    shop.answers.delete('hooks-a.test');
    await shop.pass(HOUR);
    expect(shop.asked).toHaveLength(asked);
    await shop.pass(HOUR + 60_000);
    expect(shop.taken).toHaveLength(3);
  });
});

describe('what fails', () => {
  it('of one invoice holds up no other, is no reason to switch the endpoint off, and is given up after three days', async () => {
    await shop.endpoint();
    const bad = await shop.invoice(100);
    shop.answers.set(
      'hooks-a.test',
      ({ orderingKey, type }) =>
        new Response(null, {
          status: orderingKey.endsWith(bad.invoiceId) && type === 'invoice.created' ? 400 : 200,
        }),
    );
    await shop.work();
    const good = await shop.invoice(200);
    await shop.work();
    expect(about(shop.taken, `invoice/${good.invoiceId}`)).toHaveLength(2);
    expect(about(shop.taken, `invoice/${bad.invoiceId}`)).toEqual([]);
    await shop.pass(3 * DAY + 5 * HOUR, HOUR);
    expect(await endpointRow()).toMatchObject({ state: 'on' });
    const its = (await deliveries()).filter(({ orderingKey }) => orderingKey.endsWith(bad.invoiceId));
    expect(its.map(({ state }) => state).toSorted()).toEqual(['delivered', 'failed']);
    // The later one went once the earlier was given up.
    expect(about(shop.taken, `invoice/${bad.invoiceId}`).map(({ type }) => type)).toEqual([
      'invoice.finalized',
    ]);
  });

  it('of one endpoint holds up no other', async () => {
    await shop.endpoint('hooks-dead.test');
    await shop.endpoint('hooks-fine.test');
    shop.answers.set('hooks-dead.test', away);
    await shop.invoice(100);
    await shop.work();
    expect(shop.taken.map(({ host }) => host)).toEqual([
      'hooks-fine.test',
      'hooks-fine.test',
      'hooks-fine.test',
    ]);
  });

  it('of one endpoint that hangs for a minute holds up no other of its batch', async () => {
    await shop.endpoint('hooks-dead.test');
    await shop.endpoint('hooks-fine.test');
    const { promise: hangs, resolve: hangUp } = Promise.withResolvers<Response>();
    shop.answers.set('hooks-dead.test', () => hangs);
    await shop.invoice(100);
    shop.enqueued.length = 0;
    await sweepEndpoints(shop.ctx);
    const consumeAll = () => {
      const messages = shop.enqueued.splice(0).map((body, at) => ({ id: `m${at}`, body }));
      const came = messages.map((message) => ({ ...message, timestamp: new Date(0), attempts: 1 }));
      return consumeWork(
        shop.ctx,
        () => Promise.reject(new Error('nothing is mailed here')),
        createMessageBatch('work', came),
      );
    };
    expect(shop.enqueued).toHaveLength(2);
    const first = consumeAll();
    // Of an object only the earliest goes in a turn; the next turn goes on while the other endpoint still hangs.
    await vi.waitFor(() => expect([shop.taken.length, shop.enqueued.length]).toEqual([2, 1]));
    await consumeAll();
    expect(shop.taken.map(({ host }) => host)).toEqual(Array(3).fill('hooks-fine.test'));
    shop.advance(60_000);
    hangUp(new Response(null, { status: 504 }));
    await first;
    expect(shop.taken).toHaveLength(3);
  });

  it('with a redirect is no delivery, and it is not followed', async () => {
    const { id } = await shop.endpoint();
    const elsewhere = { Location: 'http://169.254.169.254/latest/meta-data' };
    shop.answers.set('hooks-a.test', () => new Response(null, { status: 302, headers: elsewhere }));
    await shop.invoice(100);
    await shop.work();
    expect(new Set(shop.asked.map(({ host }) => host))).toEqual(new Set(['hooks-a.test']));
    const [row] = (await deliveries()).filter(
      ({ attempts, endpointId }) => attempts > 0 && endpointId === id,
    );
    expect(row?.lastError).toMatch(/302: redirects are not followed/);
  });

  it('because its name leads inside now is not posted at all', async () => {
    await shop.endpoint();
    shop.names.set('hooks-a.test', ['93.184.215.14', '10.0.0.7']);
    await shop.invoice(100);
    await shop.work();
    expect(shop.asked).toEqual([]);
    const [row] = (await deliveries()).filter(({ attempts }) => attempts > 0);
    expect(row?.lastError).toMatch(/not on the public internet/);
    shop.names.delete('hooks-a.test');
    await shop.pass(HOUR);
    expect(shop.taken).toHaveLength(3);
  });
});

describe('a worker that dies', () => {
  it('before anything was posted loses nothing: the sweep finds it', async () => {
    await shop.endpoint();
    await shop.invoice(100);
    shop.enqueued.length = 0;
    expect(shop.taken).toEqual([]);
    await shop.tick();
    expect(shop.taken).toHaveLength(3);
  });

  it('after it posted has it posted again, under the same id', async () => {
    await shop.endpoint();
    await shop.invoice(100);
    await shop.ctx.db.run(sql`UPDATE webhook_endpoints SET lease_until = ${shop.ctx.now() + 60_000}`);
    await shop.work();
    expect(shop.taken).toEqual([]);
    shop.advance(2 * 60_000);
    await shop.tick();
    expect(shop.taken).toHaveLength(3);
  });
});

describe('a secret that is changed', () => {
  it('signs beside the new one for as long as was said, and no longer', async () => {
    const { id: endpointId, secret: old } = await shop.endpoint();
    const ask = { scope: shop.scope, endpointId, overlapMs: DAY };
    const { secret } = must(await rotateSecret(shop.ctx, { ...ask, commandId: 'one' }));
    if (old === null || secret === null) throw new Error('no secret was shown');
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    // The same request again shows nothing.
    expect(must(await rotateSecret(shop.ctx, { ...ask, commandId: 'one' })).secret).toBeNull();
    // A second one within the overlap would end the first secret early.
    expect(await rotateSecret(shop.ctx, { ...ask, commandId: 'two' })).toMatchObject({
      rejection: { problems: [{ path: 'overlapSeconds' }] },
    });
    const verifiedBy = (with_: string) => shop.asked.slice(-3).map((heard) => verifies(with_, heard));
    await shop.invoice(100);
    await shop.work();
    expect(verifiedBy(old)).toEqual([true, true, true]);
    expect(verifiedBy(secret)).toEqual([true, true, true]);
    await shop.pass(DAY + 60_000, DAY);
    shop.secrets.set('hooks-a.test', secret);
    await shop.invoice(100);
    await shop.work();
    expect(verifiedBy(old)).toEqual([false, false, false]);
    expect(verifiedBy(secret)).toEqual([true, true, true]);
  });
});
