import { env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { invoices, paymentBlocks } from '../../../src/db/schema/index.ts';
import { createDeps } from '../../../src/deps.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { OPEN_BRAKES } from '../../support/worker/context.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import { openSession, readyInvoice } from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const HOUR = 3_600_000;
const DECLINED = '4000000000000002';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** The pages of a deployment that has a widget. */
async function guarded() {
  const real = await createDeps(env);
  const turnstile = { siteKey: '1x00AA', isPassed: async (answer: string) => answer === 'passed' };
  const app = createApp(async () => ({ ...real, ctx: shop.ctx, brakes: OPEN_BRAKES, turnstile }));
  const send = async (path: string, init: RequestInit = {}): Promise<Response> =>
    app.fetch(new Request(`https://billing.test${path}`, { redirect: 'manual', ...init }), env, {
      waitUntil: () => undefined,
      passThroughOnException: () => undefined,
      props: {},
    });
  return {
    get: (path: string) => send(path),
    press: (path: string, answer: string | null) =>
      send(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(answer === null ? {} : { 'cf-turnstile-response': answer }),
      }),
  };
}

/** A link on which cards were tested. */
async function tested() {
  const { invoiceId, payPath } = await readyInvoice(shop);
  await refused(await openSession(shop, payPath), 10);
  return { invoiceId, payPath, pages: await guarded() };
}
async function refused(session: string, times: number): Promise<void> {
  for (let at = 0; at < times; at += 1) await payAtStripe(session, { card: DECLINED });
  await readStripeEvents(shop.ctx);
  await shop.work();
}
const sessionOf = (answer: Response): string =>
  /cs_test_\w+/.exec(answer.headers.get('Location') ?? '')?.[0] ?? '';
const statusOf = async (session: string) =>
  (await askStripe('GET', `/v1/checkout/sessions/${session}`)).status;

describe('a link that takes no more cards', () => {
  it('shows the check where there is one, and allows its script on that page alone', async () => {
    const { payPath, pages } = await tested();
    const page = await pages.get(payPath);
    expect(page.status).toBe(429);
    expect(page.headers.get('Content-Security-Policy')).toContain(
      'script-src https://challenges.cloudflare.com',
    );
    const text = await page.text();
    expect([text.includes('data-sitekey="1x00AA"'), text.includes('billing@northwind.test')]).toEqual([
      true,
      true,
    ]);
    const without = await shop.request(payPath);
    expect(await without.text()).not.toContain('cf-turnstile');
    expect(without.headers.get('Content-Security-Policy')).not.toContain('script-src');
    const other = await readyInvoice(shop);
    expect((await pages.get(other.payPath)).headers.get('Content-Security-Policy')).not.toContain(
      'script-src',
    );
  });

  it('goes on for a payer who passes, and for nobody who does not', async () => {
    const { payPath, pages, invoiceId } = await tested();
    for (const answer of [null, '', 'forged']) expect((await pages.press(payPath, answer)).status).toBe(429);
    const session = sessionOf(await pages.press(payPath, 'passed'));
    expect((await payAtStripe(session)).status).toBe(200);
    await readStripeEvents(shop.ctx);
    await shop.work();
    const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
    expect(row?.status).toBe('paid');
  });

  it('closes again after three more refused cards, and its session is expired', async () => {
    const { payPath, pages } = await tested();
    // Stripe dates by the second.
    await advanceBoth(shop, 5_000);
    const session = sessionOf(await pages.press(payPath, 'passed'));
    await advanceBoth(shop, 5_000);
    await refused(session, 2);
    expect(await statusOf(session)).toBe('open');
    await refused(session, 1);
    expect([await statusOf(session), (await pages.press(payPath, null)).status]).toEqual(['expired', 429]);
  });

  it('opens so for an hour and three times a day', async () => {
    const { payPath, pages } = await tested();
    for (let pass = 0; pass < 3; pass += 1) {
      expect((await pages.press(payPath, 'passed')).status).toBe(303);
      shop.advance(HOUR + 1);
      await readStripeEvents(shop.ctx);
      expect((await pages.get(payPath)).status).toBe(429);
    }
    expect((await pages.press(payPath, 'passed')).status).toBe(429);
    // Whoever vouches for the payer ends the block itself.
    await shop.ctx.db.delete(paymentBlocks);
    expect((await pages.press(payPath, null)).status).toBe(303);
  });

  it('opens alone: another tested link of the business stays closed', async () => {
    const one = await tested();
    const two = await readyInvoice(shop);
    await refused(await openSession(shop, two.payPath), 10);
    expect((await one.pages.press(one.payPath, 'passed')).status).toBe(303);
    expect((await one.pages.press(two.payPath, null)).status).toBe(429);
  });
});
