import { eq, ne } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connections, inbox, stripeRefusals } from '../../../src/db/schema/index.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { invoiceRow, openSession, readyInvoice } from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const MINUTE = 60_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.delete(stripeRefusals);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
});
afterEach(mendStripe);

const always = (method: string, pathPattern: string, answer: object) =>
  breakStripe({ method, pathPattern, times: 10_000, kind: 'answer', answer });

describe('what nobody has heard of holds up one payment, loses nothing, and goes on once it is known', () => {
  it.each([
    [
      'a new state of a PaymentIntent',
      (session: object, intent: object) => ({
        ...session,
        payment_intent: { ...intent, status: 'requires_wizardry' },
      }),
    ],
    ['a new state of a session', (session: object) => ({ ...session, status: 'dormant' })],
    ['HTML', () => '<html>It works!</html>'],
    ['another object', () => ({ object: 'list', data: [] })],
    ['no object', () => '[]'],
  ] as const)('%s', async (_what, said) => {
    const made = await readyInvoice(shop);
    const id = await openSession(shop, made.payPath);
    await payAtStripe(id);
    const { payment_intent: intent, ...session } = await askStripe(
      'GET',
      `/v1/checkout/sessions/${id}?expand[]=payment_intent.latest_charge`,
    );
    const body = said(session, typeof intent === 'object' && intent !== null ? intent : {});
    await always('GET', `/v1/checkout/sessions/${id}`, {
      status: 200,
      body,
      ...(typeof body === 'string' && body.startsWith('<') && { contentType: 'text/html' }),
    });
    for (let time = 0; time < 3; time += 1) {
      await sweepEvents(shop.ctx);
      await shop.work();
      await shop.sweepSoon();
    }
    // Neither paid nor given up: its slot stays, and another invoice is paid as ever.
    expect(await shop.slots()).toHaveLength(1);
    expect(await invoiceRow(shop, made.invoiceId)).toMatchObject({ status: 'open' });
    const other = await readyInvoice(shop);
    await payAtStripe(await openSession(shop, other.payPath));
    await shop.sweepSoon();
    expect(await invoiceRow(shop, other.invoiceId)).toMatchObject({ status: 'paid' });

    await mendStripe();
    for (let time = 0; time < 12; time += 1) await shop.sweepSoon();
    expect(await invoiceRow(shop, made.invoiceId)).toMatchObject({ status: 'paid' });
    expect(await shop.slots()).toEqual([]);
  });

  it('a new kind of event, which is not stored', async () => {
    const event = {
      id: `evt_new_${shop.connectionId}`,
      object: 'event',
      type: 'payment_intent.enchanted',
      api_version: '2030-01-01.future',
      created: Math.floor(shop.ctx.now() / 1000),
      livemode: false,
      data: { object: { id: 'pi_1', object: 'payment_intent' } },
    };
    await always('GET', '/v1/events', {
      status: 200,
      body: { object: 'list', url: '/v1/events', has_more: false, data: [event] },
    });
    shop.advance(MINUTE);
    await sweepEvents(shop.ctx);
    await shop.work();
    expect(await shop.ctx.db.select().from(inbox).where(eq(inbox.eventId, event.id))).toEqual([]);
  });
});
