import { beforeEach, describe, expect, it } from 'vitest';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { attemptsAt, customerWith, draftFor } from '../../support/worker/collecting.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { allowParts, invoiceFor, type SignedInBrowser, signIn } from '../../support/worker/portal.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** A customer with a card on file, signed in, and an open invoice. */
async function payer(card: string) {
  const customerId = await customerWith(shop, card);
  const invoiceId = await draftFor(shop, customerId);
  must(await finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `${invoiceId}/finalize` }));
  const browser = await signIn(shop, customerId);
  const [method] = await methodsOnFile(shop, customerId);
  return { customerId, invoiceId, browser, methodId: method?.id ?? '' };
}

const press = (browser: SignedInBrowser, invoiceId: string, methodId: string, version = 1) =>
  browser.post('/portal/pay', { invoice: `${invoiceId}.${version}`, method: methodId });

describe('the method on file, for somebody who is signed in', () => {
  it('is one button on the invoice’s page, charges once however often it is pressed, and says what came of it', async () => {
    const { browser, invoiceId, methodId } = await payer('pm_card_visa');
    const list = await (await browser.get('/portal/invoices')).text();
    expect(list).toContain(`href="/portal/pay?invoice=${invoiceId}"`);
    const page = await (await browser.get(`/portal/pay?invoice=${invoiceId}`)).text();
    expect(page).toContain('with Visa\u00a0••••\u00a04242');
    expect(page).toContain(`name="method" value="${methodId}"`);
    const pressed = await Promise.all([1, 2, 3].map(() => press(browser, invoiceId, methodId)));
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([{ state: 'succeeded', via: 'portal' }]);
    const paid = pressed.map((answer) => answer.headers.get('location')).find((path) => path !== null) ?? '';
    const receipt = await (await browser.get(paid)).text();
    expect(receipt).toContain('Payment successful');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('that is declined leaves the invoice open, says why, and offers to pay again', async () => {
    const { browser, invoiceId, methodId } = await payer('pm_card_chargeCustomerFail');
    const pressed = await press(browser, invoiceId, methodId);
    const page = await (await browser.get(pressed.headers.get('location') ?? '')).text();
    expect(page).toContain('Payment not completed');
    expect(page).toContain(`/portal/pay?invoice=${invoiceId}`);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'failed' });
  });

  it('of another customer, or for another’s invoice, is 404 as if it were not there, and charges nobody', async () => {
    const [mine, theirs] = [await payer('pm_card_visa'), await payer('pm_card_visa')];
    for (const [invoiceId, methodId] of [
      [mine.invoiceId, theirs.methodId],
      [theirs.invoiceId, mine.methodId],
      [theirs.invoiceId, theirs.methodId],
      [mine.invoiceId, 'pm_00000000000000000000000000'],
      [mine.invoiceId, ''],
    ] as const) {
      expect((await press(mine.browser, invoiceId, methodId)).status).toBe(404);
    }
    expect([
      ...(await attemptsAt(shop, mine.invoiceId)),
      ...(await attemptsAt(shop, theirs.invoiceId)),
    ]).toEqual([]);
  });

  it('charges what was shown, and nothing of an older version', async () => {
    const { browser, invoiceId, methodId } = await payer('pm_card_visa');
    expect((await press(browser, invoiceId, methodId, 2)).status).toBe(409);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });

  it('is offered for several invoices at once, and comes second where an amount can be typed', async () => {
    const { browser, customerId, invoiceId, methodId } = await payer('pm_card_visa');
    const other = await invoiceFor(shop, customerId, 5_000);
    const several = await (await browser.get(`/portal/pay?invoice=${invoiceId}&invoice=${other}`)).text();
    expect(several).toContain(`name="method" value="${methodId}">Pay $170.00 with Visa\u00a0••••\u00a04242`);
    await allowParts(shop);
    const page = await (await browser.get(`/portal/pay?invoice=${invoiceId}`)).text();
    const buttons = [...page.matchAll(/<button[^>]*>/g)].map(([button]) => button);
    const pay = buttons.findIndex((button) => button.includes('class="button"'));
    expect(pay).toBeLessThan(buttons.findIndex((button) => button.includes('name="method"')));
  });
});
