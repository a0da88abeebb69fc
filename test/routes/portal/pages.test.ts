import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { invoices } from '../../../src/db/schema/index.ts';
import {
  markUncollectible,
  recordPayment,
  voidInvoice,
} from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { advanceToNoon } from '../../support/worker/events.ts';
import { cash } from '../../support/worker/guards.ts';
import {
  draftFor,
  invoiceFor,
  openBrowser,
  type SignedInBrowser,
  signIn,
} from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let browser: SignedInBrowser;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  await advanceToNoon(shop);
  ({ customerId } = await shop.invoice(42_000));
  browser = await signIn(shop, customerId);
});

const gzipped = async (text: string): Promise<number> => {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return (await new Response(stream).arrayBuffer()).byteLength;
};

describe('a page of the portal', () => {
  it('costs a stated number of D1 round trips, no JavaScript, and at most 20 KB', async () => {
    for (let more = 0; more < 24; more += 1) await invoiceFor(shop, customerId, 1_000 + more);
    const [row] = await shop.ctx.db
      .select()
      .from(invoices)
      .where(eq(invoices.customerId, customerId))
      .limit(1);
    await browser.post('/portal/pay', { invoice: `${row?.id}.1` });
    const [payment] = await shop.payments();
    // Who is there, and what is shown; a payment under way is asked about.
    for (const [path, trips] of [
      ['/portal/invoices', 2],
      ['/portal/invoices?show=to_pay', 2],
      ['/portal/invoices?q=10.00', 2],
      ['/portal/pay?currency=USD', 2],
      [`/portal/pay?invoice=${row?.id}`, 2],
      ['/portal/statement', 2],
      ['/portal/statement.csv', 2],
      ['/portal/choose', 1],
      ['/portal/sign-in/sent', 1],
      [`/portal/payments/${payment?.id}`, 5],
      ['/portal/pay?invoice=x', 1],
      ['/portal/nowhere', 1],
    ] as const) {
      shop.trips.count = 0;
      const answer = await browser.get(path);
      const body = await answer.text();
      expect([path, shop.trips.count]).toEqual([path, trips]);
      expect(body).not.toContain('<script');
      expect(await gzipped(body)).toBeLessThan(20 * 1024);
    }
    const stranger = openBrowser(shop);
    shop.trips.count = 0;
    expect((await stranger.get('/portal/invoices')).status).toBe(303);
    expect((await stranger.get('/portal/sign-in')).status).toBe(200);
    expect(shop.trips.count).toBe(1);
  });

  it('is cached nowhere, framed nowhere, and loads nothing', async () => {
    for (const path of [
      '/portal/invoices',
      '/portal/sign-in/sent',
      '/portal/nowhere',
      '/portal/statement.csv',
    ]) {
      const { headers } = await browser.get(path);
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const { headers } = await browser.get('/portal/invoices');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).toContain("form-action 'self';");
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  it('that is reviewed before paying may lead to Stripe, and no other page may', async () => {
    const policyOf = async (path: string) =>
      (await browser.get(path)).headers.get('content-security-policy') ?? '';
    expect(await policyOf('/portal/pay?currency=USD')).toContain('https://checkout.stripe.com');
    expect(await policyOf('/portal/invoices')).not.toContain('stripe.com');
  });

  it('has no other method', async () => {
    const refused = await shop.request('/portal/invoices', { method: 'DELETE' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect((await browser.post('/portal/invoices')).status).toBe(404);
  });
});

describe('the list of invoices', () => {
  const numbers = (page: string) => [...page.matchAll(/<b>(NW-\d+)<\/b>/g)].map(([, number = '']) => number);

  it('shows every state by its word, and each under its filter', async () => {
    const [paid, void_, lost, late, failed, moving, sent, open] = [
      await invoiceFor(shop, customerId, 1_100),
      await invoiceFor(shop, customerId, 1_200),
      await invoiceFor(shop, customerId, 1_300),
      await invoiceFor(shop, customerId, 1_400),
      await invoiceFor(shop, customerId, 1_500),
      await invoiceFor(shop, customerId, 1_600),
      await invoiceFor(shop, customerId, 1_700),
      await invoiceFor(shop, customerId, 1_800),
    ];
    const { ctx, scope } = shop;
    await recordPayment(ctx, { scope, invoiceId: paid, commandId: 'a', payment: cash(1_100) });
    await voidInvoice(ctx, { scope, invoiceId: void_, commandId: 'b' });
    await markUncollectible(ctx, { scope, invoiceId: lost, commandId: 'c' });
    await recordPayment(ctx, { scope, invoiceId: sent, commandId: 'd', payment: cash(1_700) });
    const set = (id: string, columns: Partial<typeof invoices.$inferInsert>) =>
      ctx.db.update(invoices).set(columns).where(eq(invoices.id, id)).run();
    await set(late, { dueAt: ctx.now() - 1, dueDate: '2026-01-01' });
    await set(failed, { paymentStatus: 'failed' });
    await set(moving, { paymentStatus: 'processing' });
    expect(open).toMatch(/^inv_/);
    const all = await (await browser.get('/portal/invoices')).text();
    for (const word of ['Paid', 'Void', 'Closed', 'Overdue', 'Payment failed', 'Payment processing', 'Due']) {
      expect(all).toContain(`<b>${word}</b>`);
    }
    const shown = async (filter: string) =>
      numbers(await (await browser.get(`/portal/invoices?show=${filter}`)).text()).length;
    expect(await Promise.all(['to_pay', 'overdue', 'processing', 'paid', 'closed'].map(shown))).toEqual([
      4, 1, 1, 2, 2,
    ]);
    // 420.00 + 14.00 + 15.00 + 18.00
    for (const figure of ['$467.00', '$14.00 of this is overdue', '$16.00']) expect(all).toContain(figure);
  });

  it('has pages, and draws no invoice twice or never', async () => {
    for (let more = 0; more < 44; more += 1) await invoiceFor(shop, customerId, 1_000);
    const seen: string[] = [];
    let path: string | undefined = '/portal/invoices';
    while (path !== undefined) {
      const page = await (await browser.get(path)).text();
      seen.push(...numbers(page));
      [, path] = /<a href="([^"]+)" rel="next"/.exec(page) ?? [];
    }
    expect(seen).toHaveLength(45);
    expect(new Set(seen).size).toBe(45);
  });

  it('never shows a draft, nor what is another customer’s', async () => {
    await shop.invoice(99_900);
    await draftFor(shop, customerId, 99_900);
    const page = await (await browser.get('/portal/invoices')).text();
    expect(numbers(page)).toEqual(['NW-0001']);
    expect(page).not.toContain('$999.00');
  });

  it('leads to the invoice, its PDF and the pay link, which need no sign-in', async () => {
    const page = await (await browser.get('/portal/invoices')).text();
    const links = [...page.matchAll(/href="https:\/\/billing\.test(\/(?:i|pay)\/[^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    expect(links).toHaveLength(3);
    for (const path of links.filter((link) => !link.endsWith('/pdf'))) {
      expect((await shop.request(path)).status).toBe(200);
    }
  });
});

describe('a statement', () => {
  it('opens and closes with what is owed, whatever the period, and ends at what the list says', async () => {
    const { ctx, scope } = shop;
    const day = 24 * 3_600_000;
    shop.advance(3 * day);
    const second = await invoiceFor(shop, customerId, 8_000);
    shop.advance(3 * day);
    await recordPayment(ctx, { scope, invoiceId: second, commandId: 'a', payment: cash(3_000) });
    const third = await invoiceFor(shop, customerId, 1_000);
    shop.advance(3 * day);
    await voidInvoice(ctx, { scope, invoiceId: third, commandId: 'b' });
    const dateOf = (ago: number) => new Date(ctx.now() - ago * day).toISOString().slice(0, 10);
    const closingOf = async (from: string, to: string) => {
      const csv = await (await browser.get(`/portal/statement.csv?from=${from}&to=${to}`)).text();
      const rows = csv.trim().split('\r\n').slice(1);
      return [rows[0]?.split(',').at(-1), rows.at(-1)?.split(',').at(-1), rows.length];
    };
    expect(await closingOf(dateOf(40), dateOf(-1))).toEqual(['0.00', '470.00', 7]);
    expect(await closingOf(dateOf(4), dateOf(-1))).toEqual(['500.00', '470.00', 5]);
    expect(await closingOf(dateOf(40), dateOf(7))).toEqual(['0.00', '420.00', 3]);
    const page = await (await browser.get(`/portal/statement?from=${dateOf(40)}&to=${dateOf(-1)}`)).text();
    for (const figure of ['$420.00', '$80.00', '$30.00', '\u2212$10.00', '$470.00'])
      expect(page).toContain(figure);
  });

  it('is a PDF too, named by its period, in as many round trips, that is drawn for no HEAD', async () => {
    shop.trips.count = 0;
    const pdf = await browser.get('/portal/statement.pdf?from=2026-01-01&to=2029-12-31');
    expect(shop.trips.count).toBe(2);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toBe(
      'inline; filename="statement-2026-01-01-2029-12-31.pdf"',
    );
    expect(pdf.headers.get('cache-control')).toBe('private, no-store');
    expect(new TextDecoder().decode((await pdf.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
    const page = await (await browser.get('/portal/statement?from=2026-01-01&to=2029-12-31')).text();
    expect(page).toContain('href="/portal/statement.pdf?from=2026-01-01&amp;to=2029-12-31"');
  });

  it('of no period is refused in words, and shown as text', async () => {
    for (const query of [
      'from=x&to=y',
      'from=2026-12-31&to=2026-01-01',
      'from=2026-02-30&to=2026-03-01',
      'from=%22%3E%3Cscript%3E&to=',
    ]) {
      for (const page of ['statement', 'statement.csv']) {
        const answer = await browser.get(`/portal/${page}?${query}`);
        const body = await answer.text();
        expect(answer.status).toBe(422);
        expect(body).toContain('the earlier one first');
        expect(body).not.toContain('<script');
      }
    }
  });
});
