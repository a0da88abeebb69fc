import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { metered } from '../../../src/db/meter.ts';
import { webhookEndpoints } from '../../../src/db/schema/index.ts';
import { runSwept } from '../../../src/operations/outbox/run-swept.ts';
import { replayMissed } from '../../../src/operations/webhooks/replay.ts';
import { sweepEndpoints } from '../../../src/operations/webhooks/sweep-endpoints.ts';
import { switchEndpoint } from '../../../src/operations/webhooks/switch-endpoint.ts';
import { must } from '../../support/worker/shop.ts';
import { openHookedShop } from '../../support/worker/webhooks.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TYPES = ['invoice.created', 'invoice.finalized', 'invoice.sent', 'invoice.paid'];
/** What a turn takes, statements. */
const A_TURN = 7;

/** A shop whose receiver was down for so many days, while so many invoices had four events each. */
async function openBacklog(invoices: number, { from = 0, days = 2 } = {}) {
  const away = days * DAY;
  const shop = await openHookedShop();
  const { ctx, scope } = shop;
  const { id: endpointId } = await shop.endpoint();
  shop.enqueued.length = 0;
  const [of, first, events] = [sql.raw(String(invoices)), sql.raw(String(from)), TYPES.length * invoices];
  await ctx.db.run(sql`
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${events - 1})
    INSERT INTO webhook_events (id, merchant_id, livemode, type, object_id, ordering_key, seq, at, data)
    SELECT printf('evt_%026d', ${first} + i), ${scope.merchantId}, 0, ${JSON.stringify(TYPES)} ->> (i / ${of}),
      printf('inv_%026d', ${first} + i % ${of}), printf('invoice/inv_%026d', ${first} + i % ${of}), 100 * (i / ${of} + 1),
      ${ctx.now()} + i * ${sql.raw(String(Math.floor(away / events)))}, '{}' FROM n`);
  const sent: number[] = [];
  /** A tick, and turns of the endpoint until nothing is due or so many were. */
  const tick = async (most: number) => {
    await sweepEndpoints(ctx);
    for (let turn = 0; turn < most; turn += 1) {
      const message = shop.enqueued.shift();
      if (message?.kind !== 'sweep') break;
      await metered(async (meter) => {
        await runSwept(ctx, message);
        sent.push(meter.statements);
      });
    }
  };
  let isAway = true;
  shop.answers.set('hooks-a.test', () => new Response(null, { status: isAway ? 503 : 204 }));
  for (let at = 0; at < away; at += HOUR) {
    shop.advance(HOUR);
    await tick(Number.POSITIVE_INFINITY);
  }
  // It is not asked for each of them while it is away.
  expect(shop.asked.length).toBeLessThan(30 * days);
  isAway = false;
  sent.length = 0;
  shop.advance(HOUR);
  return { shop: { ...shop, endpointId }, events, tick, sent };
}

it('a receiver that was down for two days gets everything once it is back: all, once, in order for each invoice', async () => {
  const { shop, events, tick, sent } = await openBacklog(100);
  await tick(Number.POSITIVE_INFINITY);
  const places = new Map<string, number[]>();
  for (const { orderingKey, sequence } of shop.taken) {
    places.set(orderingKey, [...(places.get(orderingKey) ?? []), sequence]);
  }
  expect(shop.taken).toHaveLength(events);
  expect([...places.values()]).toEqual(Array.from({ length: 100 }, () => [100, 200, 300, 400]));
  expect(Math.max(...sent)).toBeLessThanOrEqual(A_TURN);
  const [endpoint] = await shop.ctx.db
    .select()
    .from(webhookEndpoints)
    .where(sql`merchant_id = ${shop.scope.merchantId}`);
  expect(endpoint).toMatchObject({ state: 'on', failures: 0, lookAt: null });
});

it('away for five days with 10,000 waiting: switched off after three, flooded by nothing once it is back, sent all when somebody asks', async () => {
  const { shop, events, tick, sent } = await openBacklog(2_500, { from: 100_000, days: 5 });
  const { ctx, scope, endpointId } = shop;
  expect(events).toBe(10_000);
  const row = async () =>
    (await ctx.db.select().from(webhookEndpoints).where(sql`merchant_id = ${scope.merchantId}`))[0];
  expect(await row()).toMatchObject({ state: 'off', offReason: 'failing' });
  must(await switchEndpoint(ctx, { scope, endpointId, on: true, commandId: 'on' }));
  await tick(6);
  expect(shop.taken).toEqual([]);
  sent.length = 0;
  shop.enqueued.length = 0;
  await metered(async (meter) => {
    const replayed = must(await replayMissed(ctx, { scope, endpointId, since: 0, commandId: 'again' }));
    expect(replayed.events).toBe(events);
    expect(meter.statements).toBeLessThanOrEqual(20);
  });
  // The message that the replay sent finds it in the hands of the tick. A turn takes what it takes among a few.
  await tick(4);
  expect(shop.taken).toHaveLength(3 * 20);
  expect(new Set(shop.taken.map(({ id }) => id)).size).toBe(shop.taken.length);
  expect(Math.max(...sent)).toBeLessThanOrEqual(A_TURN);
});
