import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCard, signIn } from '../support/node/portal-customer.ts';
import {
  type ApiInvoice,
  eventually,
  type OpenStack,
  openStack,
  visitor,
} from '../support/node/shopkeeper.ts';

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack();
  await shop.api('/settings/collection', { policy: 'on_send' }, 'PATCH');
});
afterAll(() => shop?.close());

const statusOf = async ({ id }: ApiInvoice) => (await shop.invoice(id)).status;
const paid = (invoice: ApiInvoice) =>
  eventually('the API says paid', async () => ((await statusOf(invoice)) === 'paid' ? true : null));
/** Collection looks again at the next tick. */
const reasonIs = async (invoice: ApiInvoice, reason: string) => {
  await shop.stack.tick();
  return eventually(`the API says ${reason}`, async () => {
    const { collection } = await shop.invoice(invoice.id);
    return collection.reason === reason ? true : null;
  });
};

describe('a customer who adds a card while two invoices are open', () => {
  let customerId: string;
  let page: Page;
  let first: ApiInvoice;
  let second: ApiInvoice;
  beforeEach(async () => {
    const customer = await shop.newCustomer();
    customerId = customer.customerId;
    first = await shop.sendTo(customerId, 8_000);
    second = await shop.sendTo(customerId, 20_000);
    page = await signIn(shop, customer.email);
    await addCard(shop, page);
    await page.getByText('Nothing was charged.').waitFor();
  });

  it('pays both now by one payment', async () => {
    await reasonIs(first, 'awaiting_choice');
    await page.getByLabel('Pay $420.00 now').check();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Payment successful' }).waitFor();
    expect(await page.locator('.amount').textContent()).toBe('$420.00');
    await Promise.all([paid(first), paid(second)]);
  });

  it('has them charged on their due dates, which are announced', async () => {
    await page.getByLabel('Charge each one automatically on its due date.').check();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('These invoices will be charged automatically.').waitFor();
    await reasonIs(first, 'scheduled');
    expect(await statusOf(first)).toBe('open');
  });

  it('keeps one from being charged automatically, and the other waits for a choice', async () => {
    await page.getByLabel(`Include invoice ${second.number}`).uncheck();
    await page.getByLabel('Don’t charge them automatically.').check();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('you pay them yourself').waitFor();
    await page.getByText('One open invoice is waiting for your decision.').waitFor();
    await reasonIs(first, 'paused_by_customer');
    await reasonIs(second, 'awaiting_choice');
    await page.getByRole('link', { name: 'Automatic payment' }).first().click();
    await page.getByRole('link', { name: 'Waiting for your decision' }).click();
    await page.getByText('You chose not to be charged automatically.').waitFor();
  });

  it('pays both with a card that is not the default, and the next by the link, signed in', async () => {
    await addCard(shop, page, '5555555555554444');
    await page.getByRole('link', { name: 'Decide later' }).click();
    await page.getByRole('link', { name: 'Invoices' }).click();
    for (const { number } of [first, second]) await page.getByLabel(`Select invoice ${number}`).check();
    await page.getByRole('button', { name: 'Pay selected invoices' }).click();
    await page.getByText('Default · Expires').waitFor();
    await page.getByRole('button', { name: 'Pay $420.00 with Mastercard •••• 4444' }).click();
    await page.getByRole('heading', { name: 'Payment successful' }).waitFor();
    await page.getByText('Mastercard ending in 4444').waitFor();
    await Promise.all([paid(first), paid(second)]);

    await shop.api('/settings/collection', { policy: 'never' }, 'PATCH');
    const next = await shop.sendTo(customerId, 10_000);
    const stranger = await (await visitor(shop.browser)).newPage();
    await stranger.goto(next.hostedInvoiceUrl);
    expect(await stranger.content()).not.toContain('4444');
    await page.goto(next.hostedInvoiceUrl);
    await page.getByRole('button', { name: 'Pay $150.00 with Mastercard •••• 4444' }).click();
    await page.getByRole('heading', { name: 'Payment successful' }).waitFor();
    await paid(next);
    await shop.api('/settings/collection', { policy: 'on_send' }, 'PATCH');
  });
});
