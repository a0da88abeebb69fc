import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { invoices, merchants } from '../../../src/db/schema/index.ts';
import {
  markUncollectible,
  recordPayment,
  voidInvoice,
} from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const gzipped = async (text: string): Promise<number> => {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return (await new Response(stream).arrayBuffer()).byteLength;
};

describe('a page', () => {
  it('is one D1 round trip, no JavaScript, and small, whichever it is', async () => {
    const { viewPath, payPath } = await shop.invoice(42_000, 'USD', 60);
    for (const path of [viewPath, payPath]) {
      shop.trips.count = 0;
      const answer = await shop.request(path);
      const body = await answer.text();
      expect([path, answer.status, shop.trips.count]).toEqual([path, 200, 1]);
      expect(body).not.toContain('<script');
      expect(await gzipped(body)).toBeLessThan(14 * 1024);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('shows the first fifty lines, and all of them behind a link', async () => {
    const { viewPath } = await shop.invoice(100, 'USD', 60);
    const first = await (await shop.request(viewPath)).text();
    expect(first.match(/Work \d+/g)?.length).toBe(50);
    expect(first).toContain('?lines=all');
    const all = await (await shop.request(`${viewPath}?lines=all`)).text();
    expect(all.match(/Work \d+/g)?.length).toBe(60);
  });

  it('costs a stated number of round trips where it makes a session', async () => {
    const { payPath } = await shop.invoice(42_000);
    await shop.work();
    shop.trips.count = 0;
    expect((await shop.request(payPath, { method: 'POST' })).status).toBe(303);
    // What decides, the claim, the payment, and the session's id with what it is decided on.
    expect(shop.trips.count).toBe(5);
    shop.trips.count = 0;
    expect((await shop.request(payPath, { method: 'POST' })).status).toBe(303);
    expect(shop.trips.count).toBe(1);
  });

  it('is cached nowhere and sends no referrer', async () => {
    const { viewPath } = await shop.invoice(42_000);
    const { headers } = await shop.request(viewPath);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('vary')).toContain('Accept');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('comes as data to a client that asks for JSON', async () => {
    const { viewPath } = await shop.invoice(42_000);
    const answer = await shop.request(viewPath, { headers: { Accept: 'application/json' } });
    const data: Record<string, unknown> = await answer.json();
    expect(data).toMatchObject({
      number: 'NW-0001',
      total: 42_000,
      amountRemaining: 42_000,
      currency: 'USD',
    });
    expect(JSON.stringify(data)).not.toMatch(/mer_|con_|inv_/);
  });
});

describe('a link', () => {
  it('that was forged or mangled is 404, without a single query', async () => {
    const { viewPath, payPath } = await shop.invoice(42_000);
    shop.trips.count = 0;
    for (const path of [viewPath, payPath]) {
      const token = path.split('/')[2] ?? '';
      for (const at of [0, 5, 24, 30, 67]) {
        const other = token[at] === 'A' ? 'B' : 'A';
        const forged = path.replace(token, token.slice(0, at) + other + token.slice(at + 1));
        expect((await shop.request(forged)).status).toBe(404);
        expect((await shop.request(forged, { method: 'POST' })).status).toBeGreaterThanOrEqual(404);
      }
      for (const bad of ['x', `${token}x`, token.slice(1), '%00', `${token}%0a`]) {
        expect((await shop.request(path.replace(token, bad))).status).toBe(404);
      }
    }
    expect(shop.trips.count).toBe(0);
  });

  it('opens only what it is for', async () => {
    const { viewPath, payPath } = await shop.invoice(42_000);
    expect((await shop.request(viewPath.replace('/i/', '/pay/'))).status).toBe(404);
    expect((await shop.request(payPath.replace('/pay/', '/i/'))).status).toBe(404);
    expect((await shop.request(`${payPath}/success`)).status).toBe(404);
  });

  it('that was replaced is 410, on every path, and the new one works', async () => {
    const { invoiceId, viewPath, payPath } = await shop.invoice(42_000);
    await shop.ctx.db.update(invoices).set({ linkVersion: 2 }).where(eq(invoices.id, invoiceId));
    for (const path of [viewPath, payPath, `${viewPath}/pdf`])
      expect((await shop.request(path)).status).toBe(410);
    expect((await shop.request(payPath, { method: 'POST' })).status).toBe(410);
    const fresh = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 2 })).pathname;
    expect((await shop.request(fresh)).status).toBe(200);
  });

  it.each([
    ['zero', 0, 'USD'],
    ['below what Stripe charges', 49, 'USD'],
    ['above what Stripe charges', 100_000_000, 'USD'],
    ['above what Stripe charges in krona, which it counts a hundredfold', 1_000_000, 'ISK'],
    ['in a step Stripe does not charge', 12_345, 'KWD'],
    ['in a currency Stripe does not take', 12_345, 'IRR'],
  ])('of an invoice that is %s says so with 200, and makes no session', async (_, amount, currency) => {
    const { payPath } = await shop.invoice(amount, currency);
    for (const method of ['GET', 'POST']) {
      const answer = await shop.request(payPath, { method });
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain('<form');
    }
    expect(await shop.payments()).toEqual([]);
  });

  it.each([
    ['JPY', 5_000, 5_000],
    ['USD', 5_000, 5_000],
    ['KWD', 5_120, 5_120],
    ['ISK', 5_000, 500_000],
    ['UGX', 5_000, 500_000],
    ['MGA', 500_000, 5_000],
  ])('in %s charges what is owed, as Stripe counts it', async (currency, amount, atStripe) => {
    const { invoiceId, payPath } = await shop.invoice(amount, currency);
    const session = sessionIn((await shop.request(payPath, { method: 'POST' })).headers.get('location'));
    const answer = await fetch(`http://127.0.0.1:12111/v1/checkout/sessions/${session}`, {
      headers: { Authorization: 'Bearer sk_test_worker_suite' },
    });
    const made: { amount_total: number; currency: string; payment_method_types: string[] } =
      await answer.json();
    expect(made).toMatchObject({ amount_total: atStripe, currency: currency.toLowerCase() });
    expect(made.payment_method_types).toEqual(currency === 'USD' ? ['card', 'us_bank_account'] : ['card']);
    await payAtStripe(session);
    await shop.sweepSoon();
    const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
    expect(row).toMatchObject({ status: 'paid', amountPaid: amount });
  });

  it('of a void invoice is 410, of an uncollectible one or one without links 200, each with its own words', async () => {
    const voided = await shop.invoice(42_000);
    await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId: voided.invoiceId, commandId: 'a' });
    expect((await shop.request(voided.payPath)).status).toBe(410);
    const given = await shop.invoice(42_000);
    await markUncollectible(shop.ctx, { scope: shop.scope, invoiceId: given.invoiceId, commandId: 'b' });
    expect((await shop.request(given.payPath)).status).toBe(200);
    const off = await shop.invoice(42_000);
    await shop.ctx.db
      .update(merchants)
      .set({ paymentLinks: false })
      .where(eq(merchants.id, shop.scope.merchantId));
    expect((await shop.request(off.payPath, { method: 'POST' })).status).toBe(200);
    expect(await shop.payments()).toEqual([]);
  });

  it('of an invoice that was paid around Stripe shows Payment successful', async () => {
    const { invoiceId, payPath } = await shop.invoice(42_000);
    await recordPayment(shop.ctx, {
      scope: shop.scope,
      invoiceId,
      commandId: 'c',
      payment: {
        amount: 42_000,
        method: 'check',
        reference: '77',
        receivedOn: '2026-01-01',
        recordedBy: 'Ann',
      },
    });
    const answer = await shop.request(payPath);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Payment successful');
  });
});

describe('coming back from Stripe', () => {
  it('catches up on a missing webhook, and shows what, when and how', async () => {
    const { invoiceId, payPath } = await shop.invoice(42_000);
    const session = sessionIn((await shop.request(payPath, { method: 'POST' })).headers.get('location'));
    const paid = await payAtStripe(session);
    const { redirectTo: successUrl }: { redirectTo: string } = await paid.json();
    const page = await shop.request(new URL(successUrl).pathname);
    const body = await page.text();
    expect(body).toContain('Payment successful');
    expect(body).toContain('$420.00');
    expect(body).toContain('4242');
    const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
    expect(row).toMatchObject({ status: 'paid' });
    // The link that came back opens the success page and nothing else.
    const token = new URL(successUrl).pathname.split('/')[2];
    for (const path of [`/i/${token}`, `/pay/${token}`]) expect((await shop.request(path)).status).toBe(404);
  });

  it('before paying says that nothing was paid, and offers to go on', async () => {
    const { payPath } = await shop.invoice(42_000);
    await shop.request(payPath, { method: 'POST' });
    const [payment] = await shop.payments();
    const success = new URL(await shop.ctx.links.url('success', { id: payment?.id ?? '', version: 1 }))
      .pathname;
    const body = await (await shop.request(success)).text();
    expect(body).not.toContain('Payment successful');
    expect(body).toContain(payPath);
  });
});

describe('methods and paths that do not exist', () => {
  it('are 405 with what is allowed, and 404', async () => {
    const { payPath, viewPath } = await shop.invoice(42_000);
    const refused = await shop.request(payPath, { method: 'DELETE' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect((await shop.request(viewPath, { method: 'POST' })).status).toBe(405);
    expect((await shop.request('/nowhere')).status).toBe(404);
  });
});
