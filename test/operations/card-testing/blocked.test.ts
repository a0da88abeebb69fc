import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { readPayment } from '../../../src/db/queries/payment.ts';
import { cardDeclines, emails, journal, merchants, paymentBlocks } from '../../../src/db/schema/index.ts';
import { countDeclines } from '../../../src/operations/card-testing/count-declines.ts';
import { listBlocks } from '../../../src/operations/card-testing/list-blocks.ts';
import { pruneCardTesting } from '../../../src/operations/card-testing/prune.ts';
import { releaseBlock } from '../../../src/operations/card-testing/release-block.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import { storeEvent } from '../../../src/operations/inbox/store-event.ts';
import { rotateLink } from '../../../src/operations/invoices/rotate-link.ts';
import { readHealth } from '../../../src/operations/watch/health.ts';
import { advanceBoth, eventsOf } from '../../support/worker/events.ts';
import { AWAY, invoiceRow, openSession, readyInvoice, withStripe } from '../../support/worker/guards.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';
import { askStripe, passChallenge } from '../../support/worker/stripe.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** So many cards are refused on Stripe's page; how many of them reached a bank. */
async function decline(session: string, times: number): Promise<number> {
  let declined = 0;
  for (let at = 0; at < times; at += 1) {
    const answer = await payAtStripe(session, { card: '4000000000000002' });
    if (answer.status === 402) declined += 1;
  }
  return declined;
}
/** Cron reads Stripe's events; no webhook is needed. */
async function tick(): Promise<void> {
  await readStripeEvents(shop.ctx);
  await shop.work();
}
const press = (path: string) => shop.request(path, { method: 'POST' });
const counted = async () =>
  (await shop.ctx.db.select().from(cardDeclines).where(eq(cardDeclines.merchantId, shop.scope.merchantId)))
    .length;
const blocks = async () => must(await listBlocks(shop.ctx, { scope: shop.scope }));
const subjects = async () => (await blocks()).map(({ subjectType }) => subjectType).toSorted();
const mailed = async () =>
  (await shop.ctx.db.select().from(emails).where(eq(emails.merchantId, shop.scope.merchantId))).filter(
    ({ template }) => template === 'card_testing_business',
  );
const statusOf = async (session: string) =>
  (await askStripe('GET', `/v1/checkout/sessions/${session}`)).status;
/** Stripe does not answer one call while something is done. */
async function whileAway(
  call: 'expireSession' | 'listFailedCards',
  work: () => Promise<unknown>,
): Promise<void> {
  const { ctx } = shop;
  const { stripe } = ctx;
  Object.assign(ctx, { stripe: withStripe({ ...ctx, stripe }, () => ({ [call]: async () => AWAY })).stripe });
  await work();
  Object.assign(ctx, { stripe });
}
const portal = (invoiceId: string, customerId: string, amount: 'all' | number = 'all') =>
  payCart(shop.ctx, {
    from: { via: 'portal', owner: { customerId, ...shop.scope } },
    lines: [{ invoiceId, version: null, amount }],
    methodId: null,
  });

describe('many cards refused on one link', () => {
  it('50 in one session: it is expired, the link asks to write, and the business is told once', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    expect(await decline(session, 50)).toBe(50);
    await tick();
    expect(await statusOf(session)).toBe('expired');
    expect((await payAtStripe(session)).status).toBeGreaterThanOrEqual(400);
    // Whoever has one link closes that one: neither the customer's portal nor the other links.
    expect(await subjects()).toEqual(['link']);
    const answer = await press(payPath);
    expect(answer.status).toBe(429);
    const page = await answer.text();
    expect(page).toContain('isn’t taking cards');
    expect(page).toContain('billing@northwind.test');
    expect(page).not.toContain('<form');
    expect((await shop.request(payPath)).status).toBe(429);
    expect(await mailed()).toHaveLength(1);
    expect((await readHealth(shop.ctx)).paymentBlocks).toBeGreaterThanOrEqual(1);
    expect((await shop.payments()).map(({ state }) => state)).toEqual(['canceled']);
    expect((await blocks()).find(({ subjectType }) => subjectType === 'link')?.subjectId).toBe(invoiceId);
    await tick();
    expect(await mailed()).toHaveLength(1);
  });

  it('a payer who mistypes three times, with three cards, pays with the fourth', async () => {
    const { payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    await decline(session, 9);
    await tick();
    expect(await blocks()).toEqual([]);
    expect((await payAtStripe(session)).status).toBe(200);
    await tick();
    expect((await shop.payments()).map(({ state }) => state)).toEqual(['succeeded']);
    expect(await mailed()).toEqual([]);
  });

  it('does not cut off a payer who is at their bank’s page', async () => {
    const { payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    await decline(session, 30);
    await payAtStripe(session, { card: '4000002760003184' });
    await tick();
    expect(await subjects()).toEqual(['link']);
    expect(await statusOf(session)).toBe('open');
    await passChallenge(String((await askStripe('GET', `/v1/checkout/sessions/${session}`)).payment_intent));
    await tick();
    expect((await shop.payments()).map(({ state }) => state)).toEqual(['succeeded']);
  });

  it('one in each of 50 sessions, begun after one another', async () => {
    const { payPath } = await readyInvoice(shop);
    let opened = 0;
    for (let at = 0; at < 50; at += 1) {
      const answer = await press(payPath);
      if (answer.status !== 303) break;
      opened += 1;
      const session = /cs_test_\w+/.exec(answer.headers.get('location') ?? '')?.[0] ?? '';
      await decline(session, 1);
      await tick();
      if ((await statusOf(session)) === 'open') {
        await askStripe('POST', `/v1/checkout/sessions/${session}/expire`);
      }
      await tick();
      shop.advance(MINUTE / 6);
    }
    expect(opened).toBe(10);
    expect(await subjects()).toEqual(['link']);
  });

  it('its own portal stays open for the customer, until their own count is over', async () => {
    const { invoiceId, customerId, payPath } = await readyInvoice(shop);
    await decline(await openSession(shop, payPath), 10);
    await tick();
    expect(await subjects()).toEqual(['link']);
    const paid = must(await portal(invoiceId, customerId));
    if (paid.kind !== 'checkout') throw new Error('no session');
    const session = /cs_test_\w+/.exec(paid.url)?.[0] ?? '';
    await decline(session, 10);
    await tick();
    expect(await subjects()).toEqual(['customer', 'link']);
    expect(await statusOf(session)).toBe('expired');
    expect(await portal(invoiceId, customerId)).toEqual({
      kind: 'refused',
      rejection: { code: 'too_many_declines' },
    });
    expect(await mailed()).toHaveLength(1);
  });

  it('without webhooks and without events, the sweep of payments sees each of them', async () => {
    const { payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    await decline(session, 12);
    await shop.sweepSoon();
    expect(await counted()).toBe(12);
    expect(await statusOf(session)).toBe('expired');
    expect(await subjects()).toEqual(['link']);
  });

  it('counts each attempt once, whichever event comes first and however often', async () => {
    const { payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    await decline(session, 9);
    const [payment] = await shop.payments();
    const events = (await eventsOf(payment?.id ?? '')).filter(({ type }) => type.endsWith('payment_failed'));
    expect(events).toHaveLength(9);
    for (const event of [...events.toReversed(), ...events]) {
      const { id, type } = event;
      const about = { id, type, account: 'self', livemode: false, apiVersion: null };
      await storeEvent(shop.ctx, about, JSON.stringify(event));
      await shop.work();
    }
    expect(await counted()).toBe(9);
    expect(await blocks()).toEqual([]);
  });

  it('refused cards that are heard of after the success count as well', async () => {
    const { payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    await decline(session, 8);
    await payAtStripe(session);
    await tick();
    expect((await shop.payments()).map(({ state }) => state)).toEqual(['succeeded']);
    expect(await counted()).toBe(8);
  });

  it('a success resets the count of the link', async () => {
    const { merchantId } = shop.scope;
    await shop.ctx.db.update(merchants).set({ partPayments: true }).where(eq(merchants.id, merchantId));
    const { invoiceId, customerId, payPath } = await readyInvoice(shop);
    const first = await openSession(shop, payPath);
    await decline(first, 8);
    await tick();
    await advanceBoth(shop, 5_000);
    const part = must(await portal(invoiceId, customerId, 5_000));
    await payAtStripe(/cs_test_\w+/.exec(part.kind === 'checkout' ? part.url : '')?.[0] ?? '');
    await tick();
    await advanceBoth(shop, 5_000);
    const { linkVersion: version } = await invoiceRow(shop, invoiceId);
    const { pathname } = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version }));
    await decline(await openSession(shop, pathname), 8);
    await tick();
    expect([await counted(), await blocks()]).toEqual([16, []]);
  });

  it('where Stripe does not answer, the session is expired the next time', async () => {
    const { payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    await decline(session, 10);
    await whileAway('expireSession', () => shop.sweepSoon());
    expect([await subjects(), await statusOf(session)]).toEqual([['link'], 'open']);
    expect((await press(payPath)).status).toBe(429);
    await shop.sweepSoon();
    expect(await statusOf(session)).toBe('expired');
  });

  it('where Stripe does not list the cards, the next look counts every one of them', async () => {
    const { payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    await decline(session, 10);
    await whileAway('listFailedCards', () => shop.sweepSoon());
    expect([await counted(), await statusOf(session)]).toEqual([0, 'open']);
    await shop.sweepSoon();
    expect([await counted(), await subjects(), await statusOf(session)]).toEqual([10, ['link'], 'expired']);
  });

  it('where a worker dies once it counted them, the next look closes the link, though its page is over by then', async () => {
    const { payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    await decline(session, 10);
    const [payment] = await shop.payments();
    const snapshot = await readPayment(shop.ctx.db, payment?.id ?? '');
    if (snapshot === null) throw new Error('no payment');
    const stripe = await shop.ctx.stripe(snapshot.connection.account);
    const found = await stripe.retrieveSession(session);
    const intentId = found.kind === 'ok' ? (found.value.intent?.intentId ?? '') : '';
    expect(await countDeclines(shop.ctx, stripe, snapshot, { intentId, latest: null })).toBe(true);
    expect([await counted(), await subjects()]).toEqual([10, []]);
    await stripe.expireSession(session, 'over');
    await shop.sweepSoon();
    expect(await subjects()).toEqual(['link']);
  });
});

describe('a block ends', () => {
  async function blockedLink() {
    const made = await readyInvoice(shop);
    await decline(await openSession(shop, made.payPath), 10);
    await tick();
    const [block] = await blocks();
    if (block === undefined) throw new Error('not blocked');
    return { ...made, block };
  }

  it('by itself after a day, and what counted is deleted', async () => {
    const { payPath } = await blockedLink();
    shop.advance(23 * HOUR);
    expect((await press(payPath)).status).toBe(429);
    shop.advance(HOUR + MINUTE);
    expect(await blocks()).toEqual([]);
    await pruneCardTesting(shop.ctx);
    expect(await counted()).toBe(0);
    shop.advance(40 * 24 * HOUR);
    await pruneCardTesting(shop.ctx);
    const { merchantId } = shop.scope;
    expect(
      await shop.ctx.db.select().from(paymentBlocks).where(eq(paymentBlocks.merchantId, merchantId)),
    ).toEqual([]);
  });

  it('when staff release it, by name and for a reason, and counting begins anew', async () => {
    const { payPath, block } = await blockedLink();
    const ask = { scope: shop.scope, blockId: block.id, by: 'Ann', reason: 'It was the customer.' };
    const other = { merchantId: 'mer_other', livemode: false };
    expect(await releaseBlock(shop.ctx, { ...ask, scope: other })).toMatchObject({ kind: 'refused' });
    expect((await press(payPath)).status).toBe(429);
    expect(must(await releaseBlock(shop.ctx, ask))).toMatchObject({ releasedBy: 'Ann' });
    expect(must(await releaseBlock(shop.ctx, { ...ask, by: 'Bob' }))).toMatchObject({ releasedBy: 'Ann' });
    const entries = await shop.ctx.db
      .select()
      .from(journal)
      .where(eq(journal.streamId, shop.scope.merchantId));
    expect(entries.filter(({ type }) => type === 'card_testing_released')).toMatchObject([
      { data: { blockId: block.id, by: 'Ann', reason: 'It was the customer.' } },
    ]);
    shop.advance(2_000);
    const session = await openSession(shop, payPath);
    expect((await payAtStripe(session)).status).toBe(200);
  });

  it('when the link is replaced: the new one takes cards, and the old one leads nowhere', async () => {
    const { invoiceId, payPath } = await blockedLink();
    must(await rotateLink(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'rotate' }));
    expect((await press(payPath)).status).toBe(410);
    expect(await blocks()).toEqual([]);
    const { pathname } = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 2 }));
    expect((await payAtStripe(await openSession(shop, pathname))).status).toBe(200);
  });

  it('the mail asks to look, and one business hears it once a day', { timeout: 180_000 }, async () => {
    await blockedLink();
    await advanceBoth(shop, HOUR);
    await blockedLink();
    expect(await mailed()).toHaveLength(1);
    const [mail] = await mailed();
    expect(mail).toMatchObject({
      recipient: 'billing@northwind.test',
      facts: { subject: 'link', declines: 10 },
    });
    const [merchant] = await shop.ctx.db
      .select()
      .from(merchants)
      .where(eq(merchants.id, shop.scope.merchantId));
    expect(merchant?.email).toBe('billing@northwind.test');
    await advanceBoth(shop, 25 * HOUR);
    await blockedLink();
    expect(await mailed()).toHaveLength(2);
  });
});

// The last: whoever comes after it would read its thousand events of Stripe's.
describe('cards tested on many links of a business', () => {
  it('one on each of 60: after fifty no link takes a card, and a signed-in customer still pays', {
    timeout: 180_000,
  }, async () => {
    const links = await Promise.all(Array.from({ length: 60 }, () => shop.invoice(12_000)));
    // Their customers at Stripe are made when they pay.
    shop.enqueued.length = 0;
    let opened = 0;
    for (const { payPath } of links) {
      shop.advance(600);
      const answer = await press(payPath);
      if (answer.status !== 303) continue;
      opened += 1;
      await decline(/cs_test_\w+/.exec(answer.headers.get('location') ?? '')?.[0] ?? '', 1);
      await tick();
    }
    expect(opened).toBe(50);
    expect(await subjects()).toEqual(['business']);
    expect(await mailed()).toHaveLength(1);
    const last = links.at(-1);
    if (last === undefined) throw new Error('no link');
    expect(must(await portal(last.invoiceId, last.customerId))).toMatchObject({ kind: 'checkout' });
    shop.advance(HOUR + MINUTE);
    expect((await press(links[0]?.payPath ?? '')).status).toBe(303);
  });
});
