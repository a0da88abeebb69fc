import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { allocations, invoices, paymentTargets } from '../../../src/db/schema/index.ts';
import { recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { expireSession } from '../../../src/operations/payments/expire-session.ts';
import { cash } from '../../support/worker/guards.ts';
import {
  allowParts,
  invoiceFor,
  type SignedInBrowser,
  shownOn,
  signIn,
} from '../../support/worker/portal.ts';
import { openShop, payAtStripe, SANDBOX, type Shop, sessionIn } from '../../support/worker/shop.ts';

let shop: Shop;
let browser: SignedInBrowser;
let customerId: string;
let first: string;
beforeEach(async () => {
  shop = await openShop();
  const made = await shop.invoice(42_000);
  customerId = made.customerId;
  first = made.invoiceId;
  browser = await signIn(shop, customerId);
});

const review = async (ids: readonly string[]): Promise<string> => {
  const answer = await browser.get(`/portal/pay?${new URLSearchParams(ids.map((id) => ['invoice', id]))}`);
  expect(answer.status).toBe(200);
  return answer.text();
};

const pay = async (ids: readonly string[], more: Record<string, string> = {}): Promise<Response> =>
  browser.post('/portal/pay', { invoice: shownOn(await review(ids)), ...more });

const rowOf = async (id: string) => {
  const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, id));
  if (row === undefined) throw new Error('no invoice');
  return row;
};

const allocated = async () =>
  (await shop.ctx.db.select().from(allocations).orderBy(asc(allocations.amount)).all())
    .filter(({ merchantId }) => merchantId === shop.scope.merchantId)
    .map(({ invoiceId, amount }) => ({ invoiceId, amount }));

describe('several invoices paid at once', () => {
  it('are one payment with a line for each, and all of them are paid or none', async () => {
    const others = [await invoiceFor(shop, customerId, 8_000), await invoiceFor(shop, customerId, 30)];
    const ids = [first, ...others];
    expect(await review(ids)).toContain('$500.30');
    const session = sessionIn((await pay(ids)).headers.get('location'));
    const answer = await fetch(`${SANDBOX}/v1/checkout/sessions/${session}/line_items`, {
      headers: { Authorization: 'Bearer sk_test_worker_suite' },
    });
    const lines: { data: { description: string; amount_total: number }[] } = await answer.json();
    expect(lines.data.map(({ amount_total }) => amount_total).toSorted((a, b) => a - b)).toEqual([
      30, 8_000, 42_000,
    ]);
    expect(await shop.slots()).toHaveLength(3);
    await payAtStripe(session);
    const [payment] = await shop.payments();
    expect(payment).toMatchObject({ via: 'portal', flow: 'session', amount: 50_030 });
    // The payer comes back, and the page knows before any webhook.
    const page = await (await browser.get(`/portal/payments/${payment?.id}`)).text();
    expect(page).toContain('Payment successful');
    expect(page).toContain('$500.30');
    for (const id of ids) expect(await rowOf(id)).toMatchObject({ status: 'paid' });
    const list = await (await browser.get('/portal/invoices')).text();
    expect(list.match(new RegExp(`href="/portal/payments/${payment?.id}"`, 'g'))).toHaveLength(3);
    expect((await allocated()).map(({ amount }) => amount)).toEqual([30, 8_000, 42_000]);
    expect(await shop.slots()).toEqual([]);
  });

  it('asked for twice, or in two tabs at once, are one payment', async () => {
    const other = await invoiceFor(shop, customerId, 8_000);
    const shown = shownOn(await review([first, other]));
    const answers = await Promise.all([1, 2, 3].map(() => browser.post('/portal/pay', { invoice: shown })));
    const again = await browser.post('/portal/pay', { invoice: shown.toReversed() });
    const sessions = new Set([...answers, again].map((answer) => answer.headers.get('location')));
    expect([sessions.size, (await shop.payments()).length]).toEqual([1, 1]);
  });

  it('take the place of a session that one of them has open, which is expired first', async () => {
    const made = await shop.ctx.links.url('pay', { id: first, version: 1 });
    const byLink = sessionIn(
      (await shop.request(new URL(made).pathname, { method: 'POST' })).headers.get('location'),
    );
    const other = await invoiceFor(shop, customerId, 8_000);
    const session = sessionIn((await pay([first, other])).headers.get('location'));
    expect(session).not.toBe(byLink);
    expect((await payAtStripe(byLink)).status).toBeGreaterThanOrEqual(400);
    await payAtStripe(session);
    await shop.sweepSoon();
    expect([(await rowOf(first)).status, (await rowOf(other)).status]).toEqual(['paid', 'paid']);
    expect((await shop.payments()).map(({ state }) => state).toSorted()).toEqual(['canceled', 'succeeded']);
  });

  it('do not begin while money for one of them is on its way, which is said', async () => {
    const session = sessionIn((await pay([first])).headers.get('location'));
    await payAtStripe(session, { bank: '000123456789' });
    const other = await invoiceFor(shop, customerId, 8_000);
    const shown = [...shownOn(await review([other])), `${first}.1`];
    const refused = await browser.post('/portal/pay', { invoice: shown });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('being processed');
    expect(await shop.payments()).toHaveLength(1);
  });

  it('charge what was shown: an invoice that changed since is shown again, not charged', async () => {
    const other = await invoiceFor(shop, customerId, 8_000);
    const shown = shownOn(await review([first, other]));
    await recordPayment(shop.ctx, {
      scope: shop.scope,
      invoiceId: first,
      commandId: 'c',
      payment: cash(2_000),
    });
    const refused = await browser.post('/portal/pay', { invoice: shown });
    const page = await refused.text();
    expect(refused.status).toBe(409);
    expect(page).toContain('Something has changed');
    expect(page).toContain('$480.00');
    expect(await shop.payments()).toEqual([]);
  });

  it('are of one currency; each currency is offered by itself', async () => {
    const euro = await invoiceFor(shop, customerId, 5_000, 'EUR');
    const page = await review([first, euro]);
    expect(page).toContain(`/portal/pay?invoice=${euro}`);
    expect(page).not.toContain('method="post" action="/portal/pay"');
    const refused = await browser.post('/portal/pay', { invoice: [`${first}.1`, `${euro}.1`] });
    expect(refused.status).toBe(422);
    expect(await shop.payments()).toEqual([]);
  });

  it('that Stripe cannot charge as a sum are refused with the limit', async () => {
    const small = [await invoiceFor(shop, customerId, 20), await invoiceFor(shop, customerId, 20)];
    const refused = await pay(small);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('$0.50');
    expect((await pay([...small, await invoiceFor(shop, customerId, 20)])).status).toBe(303);
  });

  it('of others, of nobody, or of no form are 404, and nothing begins', async () => {
    const stranger = await shop.invoice(1_000);
    for (const bad of [
      `${stranger.invoiceId}.1`,
      'inv_00000000000000000000000000.1',
      'x',
      `${first}`,
      `${first}.0`,
    ]) {
      expect((await browser.post('/portal/pay', { invoice: [`${first}.1`, bad] })).status).toBe(404);
    }
    expect((await browser.get(`/portal/pay?invoice=${stranger.invoiceId}`)).status).toBe(404);
    expect(await shop.payments()).toEqual([]);
  });

  it('bring nothing to the wrong invoice where the payment fails or is left', async () => {
    const other = await invoiceFor(shop, customerId, 8_000);
    await pay([first, other]);
    const [payment] = await shop.payments();
    const page = await (await browser.get(`/portal/payments/${payment?.id}`)).text();
    expect(page).toContain('wasn’t finished');
    await expireSession(shop.ctx, payment?.id ?? '');
    expect(await shop.slots()).toEqual([]);
    expect((await rowOf(other)).status).toBe('open');
    expect((await pay([first, other])).status).toBe(303);
  });
});

describe('all invoices of a currency', () => {
  it('are paid twenty at a time, in one payment', async () => {
    for (let more = 0; more < 20; more += 1) await invoiceFor(shop, customerId, 1_000);
    const page = await (await browser.get('/portal/pay?currency=USD')).text();
    expect(page).toContain('You can pay up to 20 invoices at once');
    const answer = await browser.post('/portal/pay', { invoice: shownOn(page) });
    expect(await shop.slots()).toHaveLength(20);
    await payAtStripe(sessionIn(answer.headers.get('location')));
    await shop.sweepSoon();
    expect((await shop.payments()).map(({ state, amount }) => [state, amount])).toEqual([
      ['succeeded', 61_000],
    ]);
    expect(await allocated()).toHaveLength(20);
    expect(shownOn(await (await browser.get('/portal/pay?currency=USD')).text())).toHaveLength(1);
  });

  it('are offered, those due first before the others', async () => {
    const other = await invoiceFor(shop, customerId, 8_000);
    await invoiceFor(shop, customerId, 9_000, 'EUR');
    const page = await (await browser.get('/portal/pay?currency=USD')).text();
    expect(shownOn(page)).toEqual([`${first}.1`, `${other}.1`]);
    expect((await browser.get('/portal/pay?currency=XXX')).status).toBe(404);
  });
});

describe('a part of an invoice', () => {
  it('is paid where the merchant allows it, and the rest stays owed', async () => {
    await allowParts(shop);
    const session = sessionIn(
      (await pay([first], { [`amount.${first}`]: '120,50' })).headers.get('location'),
    );
    const [payment] = await shop.payments();
    const targets = await shop.ctx.db
      .select()
      .from(paymentTargets)
      .where(eq(paymentTargets.paymentId, payment?.id ?? ''));
    expect(targets).toMatchObject([{ amount: 12_050, invoiceVersion: 1 }]);
    await payAtStripe(session);
    await shop.sweepSoon();
    expect(await rowOf(first)).toMatchObject({ status: 'open', amountPaid: 12_050, version: 2 });
    const rest = sessionIn((await pay([first])).headers.get('location'));
    await payAtStripe(rest);
    await shop.sweepSoon();
    expect(await rowOf(first)).toMatchObject({ status: 'paid', amountPaid: 42_000 });
  });

  it.each([
    ['abc', 'Please enter an amount'],
    ['0', 'above zero'],
    ['420.01', 'more than you owe'],
    ['419.80', 'too little to pay online later'],
    ['', 'Please enter an amount'],
    ['"><script>', 'Please enter an amount'],
  ])('typed as %s is refused in words, and shown again as it was typed', async (typed, words) => {
    await allowParts(shop);
    const refused = await pay([first], { [`amount.${first}`]: typed });
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toContain(words);
    expect(page).not.toContain('<script');
    expect(await shop.payments()).toEqual([]);
  });

  it('is not paid where the merchant does not allow it', async () => {
    const refused = await pay([first], { [`amount.${first}`]: '10' });
    expect(refused.status).toBe(422);
    expect(await shop.payments()).toEqual([]);
  });
});

describe('the pay link of an invoice whose slot a payment for several holds', () => {
  it('leads to a session for that invoice alone, and the other is expired', async () => {
    const other = await invoiceFor(shop, customerId, 8_000);
    const together = sessionIn((await pay([first, other])).headers.get('location'));
    const link = new URL(await shop.ctx.links.url('pay', { id: other, version: 1 })).pathname;
    const alone = sessionIn((await shop.request(link, { method: 'POST' })).headers.get('location'));
    expect(alone).not.toBe(together);
    expect((await payAtStripe(together)).status).toBeGreaterThanOrEqual(400);
    await payAtStripe(alone);
    await shop.sweepSoon();
    expect([(await rowOf(first)).status, (await rowOf(other)).status]).toEqual(['open', 'paid']);
  });

  it('shows of that payment what was for this invoice', async () => {
    const other = await invoiceFor(shop, customerId, 8_000);
    await payAtStripe(sessionIn((await pay([first, other])).headers.get('location')));
    await shop.sweepSoon();
    const link = new URL(await shop.ctx.links.url('view', { id: other, version: 1 })).pathname;
    const page = await (await shop.request(link)).text();
    expect(page).toContain('$80.00 paid on');
    expect(page).not.toContain('$500.00');
  });
});
