import { beforeEach, describe, expect, it } from 'vitest';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { forged } from '../../support/forged.ts';
import { moneyFor } from '../../support/worker/charging.ts';
import { attemptsAt, customerWith, draftFor, setPolicy } from '../../support/worker/collecting.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const PERSON = { 'Sec-Fetch-User': '?1', 'Sec-Fetch-Mode': 'navigate' };

let shop: Shop;
let customerId: string;
let invoiceId: string;
let payPath: string;
let methodId: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { publicSavedMethod: true });
  customerId = await customerWith(shop, 'pm_card_visa');
  invoiceId = await draftFor(shop, customerId, { amount: 42_000 });
  must(await finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `${invoiceId}/finalize` }));
  payPath = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 1 })).pathname;
  methodId = (await methodsOnFile(shop, customerId))[0]?.id ?? '';
});

const press = (fields: Readonly<Record<string, string>>, path = payPath) =>
  shop.request(path, { method: 'POST', body: new URLSearchParams({ method: methodId, ...fields }) });
const untouched = async () => {
  expect(await moneyFor(shop, customerId, invoiceId)).toEqual({ taken: 0, open: 0 });
  expect((await invoiceRow(shop, invoiceId)).status).toBe('open');
};

describe('where the merchant lets any holder of the link pay with the method on file', () => {
  it('the link shows one button for it and one that leads to Stripe, and begins nothing', async () => {
    const answer = await shop.request(payPath, { headers: PERSON });
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('>Pay $420.00 with Visa\u00a0••••\u00a04242</button>');
    expect(page.match(/<form /g)).toHaveLength(2);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });

  it('one press is one charge, and leads to the page that says so', async () => {
    const answer = await press({ version: '1' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Cache-Control')).toContain('no-store');
    const success = await shop.request(new URL(answer.headers.get('location') ?? '').pathname);
    expect(await success.text()).toContain('Payment successful');
    expect(await moneyFor(shop, customerId, invoiceId)).toEqual({ taken: 1, open: 0 });
    const again = await press({ version: '1' });
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('Payment successful');
    expect(await moneyFor(shop, customerId, invoiceId)).toEqual({ taken: 1, open: 0 });
  });

  it('the other button leads to Stripe', async () => {
    const answer = await shop.request(payPath, { method: 'POST' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toContain('/c/pay/cs_test_');
  });

  it.each([
    ['another version than was shown', { version: '7' }],
    ['a version that is none', { version: 'one' }],
    ['a method that is not theirs', { version: '1', method: 'pm_01m8148wes0377ae60ptzv58zy' }],
    ['markup as a method', { version: '1', method: '"><script>alert(1)</script>' }],
  ])('%s charges nothing', async (_what, fields) => {
    const answer = await press(fields);
    expect(answer.status).toBeLessThan(500);
    expect(await answer.text()).not.toContain('<script>alert');
    await untouched();
  });

  it('another customer’s method, named through this one’s link, charges neither', async () => {
    const other = await customerWith(shop, 'pm_card_mastercard');
    const [theirs] = await methodsOnFile(shop, other);
    expect((await press({ version: '1', method: theirs?.id ?? '' })).status).toBe(200);
    await untouched();
    expect(await moneyFor(shop, other, invoiceId)).toEqual({ taken: 0, open: 0 });
  });

  it('a link that was replaced, or that is forged, charges nothing', async () => {
    const old = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 9 })).pathname;
    expect((await press({ version: '1' }, old)).status).toBe(410);
    expect((await press({ version: '1' }, forged(payPath))).status).toBe(404);
    await untouched();
  });

  it('a GET that carries the fields of the form charges nothing', async () => {
    await shop.request(`${payPath}?method=${methodId}&version=1`, { headers: PERSON });
    await untouched();
  });

  it('a press on a card that declines shows the invoice again, with the ways to pay', async () => {
    customerId = await customerWith(shop, 'pm_card_chargeCustomerFail');
    invoiceId = await draftFor(shop, customerId);
    must(
      await finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `${invoiceId}/finalize` }),
    );
    const { pathname } = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 1 }));
    methodId = (await methodsOnFile(shop, customerId))[0]?.id ?? '';
    const answer = await press({ version: '1' }, pathname);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Use another method');
    await untouched();
  });
});

describe('where the merchant does not', () => {
  beforeEach(() => setPolicy(shop, { publicSavedMethod: false }));

  it('the link says nothing of what is on file', async () => {
    const page = await (await shop.request(payPath)).text();
    expect(page).not.toContain('4242');
    expect(page).not.toContain(methodId);
    expect(page.match(/<form /g)).toHaveLength(1);
    expect((await shop.request(payPath, { headers: PERSON })).status).toBe(303);
  });

  it('a press that names it all the same charges nothing', async () => {
    const answer = await press({ version: '1' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain('4242');
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    await untouched();
  });
});
