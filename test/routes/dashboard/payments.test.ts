import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { balanceTransactions, merchants, payments, refunds } from '../../../src/db/schema/index.ts';
import { localDateAt } from '../../../src/domain/calendar.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { paidInvoice, paymentRow, refundRows } from '../../support/worker/money.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let home: string;
let owner: StaffBrowser;
let reader: StaffBrowser;
let paid: Awaited<ReturnType<typeof paidInvoice>>;
let disputed: Awaited<ReturnType<typeof paidInvoice>>;

beforeAll(async () => {
  shop = await openShop();
  home = `/dashboard/${shop.scope.merchantId}`;
  [owner, reader] = [await staffOf(shop, 'owner'), await staffOf(shop, 'read_only')];
  paid = await paidInvoice(shop, { amount: 42_000 });
  disputed = await paidInvoice(shop, { amount: 99_900, method: { card: '4000000000000259' } });
  await recordDisputes(shop.ctx, disputed.paymentId);
});

const page = async (path: string, by = owner) => {
  const answer = await by.get(`${home}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};

/** The value of a hidden field of a page's form. */
const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';

describe('the list of payments', () => {
  it('says who paid how much for what, and is filtered by state, customer and day', async () => {
    const all = await page('/payments', reader);
    for (const text of ['$420.00', '$999.00', 'Payer Inc', 'Succeeded', 'Visa •••• 4242']) {
      expect(all).toContain(text);
    }
    expect(all).toMatch(/NW-\d{4}/);
    for (const state of ['failed', 'canceled', 'returned', 'under_way']) {
      expect(await page(`/payments?state=${state}`)).toContain('No payment matches');
    }
    expect(await page('/payments?state=succeeded')).toContain('$420.00');
    const theirs = await page(`/payments?customer=${paid.customerId}`);
    expect(theirs).toContain('$420.00');
    expect(theirs).not.toContain('$999.00');
    expect(theirs).toContain('Only those of');
    const today = localDateAt(shop.ctx.now(), 'America/New_York');
    expect(await page(`/payments?from=${today}&to=${today}`)).toContain('$420.00');
    expect(await page('/payments?to=2001-01-01')).toContain('No payment matches');
  });

  it('is filtered by the first and the last day that there are', async () => {
    const inZone = (timeZone: string) =>
      shop.ctx.db.update(merchants).set({ timeZone }).where(eq(merchants.id, shop.scope.merchantId));
    // East of Greenwich the first day begins before the first instant that an id has.
    await inZone('Asia/Tokyo');
    expect(await page('/payments?from=1970-01-01&to=2999-12-31')).toContain('$420.00');
    await inZone('America/New_York');
  });

  it('takes nonsense for no filter, and says so of a day that is none', async () => {
    const shown = await page(`/payments?state=lost&from=24/01/2017&after=${'x'.repeat(10_000)}`);
    expect(shown).toContain('$420.00');
    expect(shown).toContain('A day is written as YYYY-MM-DD');
    const stranger = await owner.get(`${home}/payments?customer=cus_${'0'.repeat(26)}`);
    expect(stranger.status).toBe(404);
  });

  it('goes on where its page ends, in the filter', async () => {
    const row = await paymentRow(shop, paid.paymentId);
    const copies = Array.from({ length: 27 }, () => ({
      ...row,
      id: newId(shop.ctx, 'pay'),
      state: 'failed' as const,
      failureCode: 'insufficient_funds',
      succeededAt: null,
      amountReceived: 0,
      stripeSessionId: null,
      stripePaymentIntentId: null,
      stripeChargeId: null,
    }));
    for (const copy of copies) await shop.ctx.db.insert(payments).values(copy);
    const first = await page('/payments?state=failed');
    expect(first.match(/\$420\.00/g)).toHaveLength(25);
    expect(first).toContain('wasn’t enough money');
    const next = /href="([^"]+after=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await page(next.slice(home.length));
    expect(second.match(/\$420\.00/g)).toHaveLength(2);
    expect(second).toContain('First page');
    const [failed] = copies;
    const one = await page(`/payments/${failed?.id}`);
    expect(one).toContain('The same method may work in some days.');
    expect(one).toContain('insufficient_funds');
    await shop.ctx.db.delete(payments).where(eq(payments.state, 'failed'));
  });
});

describe('the page of a payment', () => {
  it('has its invoice, its fees, its ids at Stripe in test mode, its receipt and its history', async () => {
    const { stripePaymentIntentId: intent, stripeChargeId: charge } = await paymentRow(shop, paid.paymentId);
    const at = shop.ctx.now();
    await shop.ctx.db.insert(balanceTransactions).values({
      connectionId: shop.connectionId,
      merchantId: shop.scope.merchantId,
      stripeId: 'txn_paid',
      type: 'charge',
      reportingCategory: 'charge',
      source: charge,
      currency: 'USD',
      amount: 42_000,
      fee: 1_248,
      net: 40_752,
      classification: 'ours',
      ownerId: paid.paymentId,
      createdAt: at,
    });
    const shown = await page(`/payments/${paid.paymentId}`, reader);
    expect(shown).toContain(`https://dashboard.stripe.com/test/payments/${intent}`);
    expect(shown).toContain('−12.48 USD');
    expect(shown).toContain('407.52 USD');
    expect(shown).toMatch(/NW-\d{4}/);
    expect(shown).not.toContain('/refund"');
    const receipt = await owner.get(`${home}/payments/${paid.paymentId}/receipt.pdf`);
    expect(receipt.headers.get('content-type')).toBe('application/pdf');
    expect((await owner.get(`${home}/payments/pay_${'0'.repeat(26)}`)).status).toBe(404);
  });

  it('says until when a dispute is answered, and so does their list', async () => {
    const shown = await page(`/payments/${disputed.paymentId}`);
    expect(shown).toContain('Needs an answer');
    expect(shown).toContain('they didn’t make this payment');
    expect(shown).toMatch(/Answer with evidence by \d+ \w+ \d{4}/);
    expect(shown).toMatch(/https:\/\/dashboard\.stripe\.com\/test\/disputes\/d[up]_/);
    expect(await page('/payments/disputes?state=open')).toContain('$999.00');
    expect(await page('/payments/disputes?state=closed')).toContain('No dispute is in that state.');
    const refused = await owner.post(`${home}/payments/${disputed.paymentId}/refund`, {
      refund: newId(shop.ctx, 'ref'),
      amount: '1',
    });
    expect(refused.status).toBe(422);
    expect(await refundRows(shop, disputed.paymentId)).toEqual([]);
  });
});

describe('a refund from the page of its payment', () => {
  const ask = (fields: Record<string, string>, by = owner) =>
    by.post(`${home}/payments/${paid.paymentId}/refund`, fields);

  it('goes back once, however often its form is sent, and keeps what was typed where it is refused', async () => {
    const form = await page(`/payments/${paid.paymentId}/refund`);
    expect(form).toContain('value="420.00"');
    const refund = hidden(form, 'refund');
    const wrong = await ask({ refund, amount: 'half of it', reason: 'duplicate' });
    expect(wrong.status).toBe(422);
    const again = await wrong.text();
    expect(again).toContain('Write an amount such as 420.00.');
    expect(again).toContain('half of it');
    expect(hidden(again, 'refund')).toBe(refund);
    const [a, b] = await Promise.all([
      ask({ refund, amount: '100,50', reason: 'duplicate' }),
      ask({ refund, amount: '100.50', reason: 'duplicate' }),
    ]);
    expect([a.status, b.status]).toEqual([303, 303]);
    expect(await refundRows(shop, paid.paymentId)).toMatchObject([
      { id: refund, amount: 10_050, reason: 'duplicate' },
    ]);
    await shop.work();
    const shown = await page(`/payments/${paid.paymentId}`);
    expect(shown).toContain('Paid twice');
    expect(shown).toContain('$319.50');
    expect(await page('/payments/refunds?state=succeeded')).toContain('$100.50');
    expect(await page('/payments/refunds?state=failed')).toContain('No refund is in that state.');
  });

  it('of more than is left, or named like another’s, does nothing', async () => {
    const before = await shop.ctx.db.select().from(refunds);
    const tooMuch = await ask({ refund: newId(shop.ctx, 'ref'), amount: '320' });
    expect(tooMuch.status).toBe(422);
    expect((await ask({ refund: newId(shop.ctx, 'ref'), amount: '-1' })).status).toBe(422);
    expect((await ask({ refund: 'ref_1', amount: '1' })).status).toBe(404);
    expect((await ask({ refund: newId(shop.ctx, 'ref'), amount: '1' }, reader)).status).toBe(403);
    expect(await shop.ctx.db.select().from(refunds)).toEqual(before);
  });
});
