import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails, merchants, receipts } from '../../../src/db/schema/index.ts';
import { rotateLink } from '../../../src/operations/invoices/rotate-link.ts';
import { openReceipt } from '../../../src/operations/receipts/open-receipt.ts';
import { forged } from '../../support/forged.ts';
import { setParent } from '../../support/worker/families.ts';
import { marked } from '../../support/worker/marked.ts';
import { paidInvoice, refund } from '../../support/worker/money.ts';
import { invoiceFor, shownOn, signIn } from '../../support/worker/portal.ts';
import { must, openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const start = async (answer: Response) => new TextDecoder().decode(await answer.arrayBuffer()).slice(0, 5);
const pathOf = (viewPath: string, sourceId: string) => `${viewPath}/receipts/${sourceId}/pdf`;
const given = () => shop.ctx.db.select().from(receipts);

describe('a receipt behind an invoice’s link', () => {
  it('stands on its page and after the payment, as a PDF that nobody else keeps', async () => {
    const { viewPath, payPath, paymentId } = await paidInvoice(shop);
    const path = pathOf(viewPath, paymentId);
    shop.trips.count = 0;
    expect(await (await shop.request(viewPath)).text()).toContain(`href="https://billing.test${path}"`);
    expect(shop.trips.count).toBe(1);
    expect(await (await shop.request(payPath)).text()).toContain(`href="https://billing.test${path}"`);
    const answer = await shop.request(path);
    expect([answer.status, await start(answer)]).toEqual([200, '%PDF-']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="receipt-${marked('R-NW-0001', paymentId)}.pdf"`,
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    });
    const head = await shop.request(path, { method: 'HEAD' });
    expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
    expect((await shop.request(path, { method: 'POST' })).status).toBe(405);
  });

  it('is there for a refund too', async () => {
    const { viewPath, paymentId } = await paidInvoice(shop);
    const refundId = await refund(shop, paymentId, 3_000);
    await shop.work();
    const path = pathOf(viewPath, refundId);
    expect(await (await shop.request(viewPath)).text()).toContain(path);
    const answer = await shop.request(path);
    expect(answer.headers.get('content-disposition')).toContain(
      `refund-receipt-${marked('R-NW-0002', refundId)}.pdf`,
    );
    expect(await start(answer)).toBe('%PDF-');
  });

  it('is not there under another invoice’s link, a replaced one or a forged one', async () => {
    const { viewPath, invoiceId, paymentId } = await paidInvoice(shop);
    const other = await shop.invoice(500);
    expect((await shop.request(pathOf(other.viewPath, paymentId))).status).toBe(404);
    expect((await shop.request(pathOf(viewPath, other.invoiceId))).status).toBe(404);
    expect((await shop.request(pathOf(forged(viewPath), paymentId))).status).toBe(404);
    must(await rotateLink(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'rotate' }));
    expect((await shop.request(pathOf(viewPath, paymentId))).status).toBe(410);
  });

  it('is not mailed where Stripe sends the receipts, and is downloaded all the same', async () => {
    await shop.ctx.db
      .update(merchants)
      .set({ receiptsBy: 'stripe' })
      .where(eq(merchants.id, shop.scope.merchantId));
    const { viewPath, invoiceId, paymentId } = await paidInvoice(shop);
    const mails = await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId));
    expect(mails.filter(({ template }) => template === 'receipt')).toEqual([]);
    expect(await start(await shop.request(pathOf(viewPath, paymentId)))).toBe('%PDF-');
  });
});

describe('the receipt of several invoices', () => {
  /** A parent pays an invoice of its own and two of a child's at once, in its portal. */
  async function familyPaid() {
    const [own, child] = [await shop.invoice(42_000), await shop.invoice(8_000)];
    const another = await invoiceFor(shop, child.customerId, 500);
    must(await setParent(shop, child.customerId, own.customerId));
    await shop.work();
    const browser = await signIn(shop, own.customerId);
    const asked = [own.invoiceId, child.invoiceId, another].map((id) => ['invoice', id]);
    const review = await (await browser.get(`/portal/pay?${new URLSearchParams(asked)}`)).text();
    const answer = await browser.post('/portal/pay', { invoice: shownOn(review) });
    await payAtStripe(sessionIn(answer.headers.get('location')));
    const [payment] = await shop.payments();
    const page = await (await browser.get(`/portal/payments/${payment?.id}`)).text();
    return { own, child, browser, page, paymentId: payment?.id ?? '' };
  }

  it('names all of them to whoever paid, in the portal, and is nobody else’s there', async () => {
    const { own, child, browser, page, paymentId } = await familyPaid();
    const path = `/portal/payments/${paymentId}/receipt`;
    expect(page).toContain(`href="${path}"`);
    expect(await start(await browser.get(path))).toBe('%PDF-');
    const all = must(await openReceipt(shop.ctx, { sourceId: paymentId, from: null, locale: 'de' }));
    expect(all).toMatchObject({ amount: 50_500, others: null, locale: 'de' });
    expect(all.invoices.map(({ amount }) => amount).toSorted()).toEqual([42_000, 500, 8_000].toSorted());
    const childs = await signIn(shop, child.customerId);
    expect((await childs.get(path)).status).toBe(404);
    expect((await shop.request(path)).status).toBe(303);
    const byLink = await openReceipt(shop.ctx, { sourceId: paymentId, from: own.invoiceId, locale: null });
    expect(must(byLink)).toMatchObject({
      amount: 50_500,
      method: { last4: '4242' },
      invoices: [{ amount: 42_000 }],
      others: { count: 2, amount: 8_500 },
    });
  });

  it('shows its own share of what another customer paid, and nothing else', async () => {
    const { child, paymentId } = await familyPaid();
    const ask = { sourceId: paymentId, from: child.invoiceId, locale: null };
    expect(must(await openReceipt(shop.ctx, ask))).toMatchObject({
      amount: 8_000,
      method: null,
      invoices: [{ amount: 8_000 }],
      others: null,
      surplus: 0,
      refunds: [],
    });
    const refundId = await refund(shop, paymentId, 20_000);
    await shop.work();
    expect(await (await shop.request(child.viewPath)).text()).not.toContain(refundId);
    expect(must(await openReceipt(shop.ctx, ask)).refunds).toEqual([]);
    expect((await shop.request(pathOf(child.viewPath, refundId))).status).toBe(404);
  });
});

describe('the page that verifies a receipt', () => {
  it('is behind the link that the receipt prints, and changes nothing', async () => {
    const { paymentId } = await paidInvoice(shop);
    const { proof } = must(await openReceipt(shop.ctx, { sourceId: paymentId, from: null, locale: null }));
    const before = await given();
    const answer = await shop.request(new URL(proof?.url ?? '').pathname);
    const body = await answer.text();
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(body).toContain('The records behind this receipt are intact');
    expect(body).toContain(proof?.hash);
    for (const kept of ['Payer Inc', '4242', ' NW-0001', paymentId]) expect(body).not.toContain(kept);
    expect(await given()).toEqual(before);
  });

  it('is not found by a guess, a link for something else, or the wrong method', async () => {
    const { viewPath, paymentId } = await paidInvoice(shop);
    const { proof } = must(await openReceipt(shop.ctx, { sourceId: paymentId, from: null, locale: null }));
    const path = new URL(proof?.url ?? '').pathname;
    shop.trips.count = 0;
    for (const wrong of [viewPath.replace('/i/', '/receipts/'), '/receipts/x', forged(path)])
      expect((await shop.request(wrong)).status).toBe(404);
    expect(shop.trips.count).toBe(0);
    expect((await shop.request(path, { method: 'POST' })).status).toBe(405);
  });
});
