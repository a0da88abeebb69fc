import { eq, ne } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connections } from '../../../src/db/schema/index.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { readConnection } from '../../../src/operations/connections/read-connection.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { readHealth } from '../../../src/operations/watch/health.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { AWAY, invoiceRow, openSession, readyInvoice, withStripe } from '../../support/worker/guards.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
  await readStripeEvents(shop.ctx);
});
afterEach(mendStripe);

const answerEvents = (status: number, answer: object) =>
  breakStripe({
    method: 'GET',
    pathPattern: '/v1/events',
    times: 10_000,
    kind: 'answer',
    answer: { status, ...answer },
  });
const forbidden = () =>
  answerEvents(403, {
    body: { error: { type: 'invalid_request_error', message: 'The provided key does not have access.' } },
  });

const pausedAt = async () => {
  const [row] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
  return row?.pausedAt ?? null;
};
/** Cron's minutes, and whether money was ever paused in them. */
async function minutes(count: number, ctx: Context = shop.ctx): Promise<boolean> {
  let wasPaused = false;
  for (let minute = 0; minute < count; minute += 1) {
    shop.advance(MINUTE);
    await readStripeEvents(ctx);
    wasPaused ||= (await pausedAt()) !== null;
  }
  return wasPaused;
}
const connection = async () => must(await readConnection(shop.ctx, { scope: shop.scope }));

describe('one list that fails does not stop all money', () => {
  it.each([
    ['a restricted key', forbidden, 'Events: Read'],
    ['a 500', () => answerEvents(500, { body: { error: { type: 'api_error' } } }), '500 api_error'],
    ['a 400 that nobody has heard of', () => answerEvents(400, { body: { error: { code: 'odd' } } }), 'odd'],
    [
      'a proxy’s page',
      () => answerEvents(403, { body: '<html>', contentType: 'text/html' }),
      expect.any(String),
    ],
  ])(
    'events answered with %s: payments go on, and what is missing is named',
    async (_what, arrange, failure) => {
      const { invoiceId, payPath } = await readyInvoice(shop);
      await arrange();
      expect(await minutes(40)).toBe(false);
      await payAtStripe(await openSession(shop, payPath));
      await shop.sweepSoon();
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
      expect(await connection()).toMatchObject({ eventsFailure: failure, pausedAt: null });
      const health = await readHealth(shop.ctx);
      expect(health).toMatchObject({ unreadableEvents: 1, pausedConnections: 0 });
      expect(health.eventsLagMs).toBeGreaterThanOrEqual(39 * MINUTE);
    },
  );

  it('after the key is mended, it is as if nothing had been', async () => {
    await forbidden();
    await minutes(20);
    await mendStripe();
    await minutes(1);
    expect(await connection()).toMatchObject({ eventsFailure: null, pausedAt: null });
    expect(await readHealth(shop.ctx)).toMatchObject({ unreadableEvents: 0 });
  });

  it('after a gap, money rests until the other lists were read to their end, and goes on within a minute', async () => {
    const { payPath } = await readyInvoice(shop);
    await forbidden();
    shop.advance(60 * MINUTE);
    expect(await openSession(shop, payPath)).toMatch(/^cs_test_/);
    expect(await pausedAt()).toBeNull();
  });
});

it('where payments cannot be listed either, something may be missing: money rests, and goes on when they can', async () => {
  const { payPath } = await readyInvoice(shop);
  await forbidden();
  const away = withStripe(shop.ctx, () => ({ listIntents: async () => AWAY }));
  expect(await minutes(12, away)).toBe(true);
  await minutes(2);
  expect(await pausedAt()).toBeNull();
  expect(await openSession(shop, payPath)).toMatch(/^cs_test_/);
});
