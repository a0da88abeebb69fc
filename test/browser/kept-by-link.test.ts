import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../support/node/portal-customer.ts';
import { eventually, type OpenStack, openStack, payByCard, visitor } from '../support/node/shopkeeper.ts';

const DAY_MS = 86_400_000;
const FRIEND = 'friend@example.com';

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack();
  await shop.api('/settings/collection', { policy: 'on_send', linkKeeps: 'announced' }, 'PATCH');
});
afterAll(() => shop?.close());

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
const newPage = async (): Promise<Page> => (await visitor(shop.browser)).newPage();

/** Somebody opens a forwarded invoice, reads what its link keeps on both pages, and pays. */
async function payAs(address: string, hostedUrl: string): Promise<Page> {
  const page = await newPage();
  await page.goto(hostedUrl);
  const said = await page.getByText('is kept for later invoices from').textContent();
  await page.getByRole('link', { name: 'Pay using Stripe' }).click();
  await page.waitForURL(/\/c\/pay\/cs_test_/);
  expect((await page.getByText('is kept for later invoices from').textContent())?.trim()).toBe(said?.trim());
  // Stripe's page shows the customer's address and lets nobody change it.
  expect(await page.getByLabel('Email', { exact: true }).count()).toBe(0);
  await page.getByLabel('Your own email address').fill(address);
  await payByCard(page, '4242424242424242');
  await page.waitForURL(/\/success$/);
  expect(await heading(page)).toBe('Payment successful');
  return page;
}

/** After days without a tick, Stripe's events are read first, and money moves some minutes later. */
const paidAsTimeGoesOn = (invoiceId: string) =>
  eventually('it is paid', async () => {
    await shop.sandbox('clock', { advanceMs: 60_000 });
    return (await shop.invoice(invoiceId)).status === 'paid';
  });

const mailsOf = (to: string) => shop.mails(to, '');

/** The address behind a link of the newest mail that speaks of this. */
const linkIn = async (to: string, subject: string, name: string): Promise<string> => {
  const mail = await eventually(`a mail "${subject}"`, async () =>
    (await mailsOf(to)).find((each) => each.subject.includes(subject)),
  );
  const page = await newPage();
  await page.setContent((await shop.mail(mail.id)).html);
  return (await page.getByRole('link', { name }).first().getAttribute('href')) ?? '';
};

describe('a friend who pays through a forwarded link', () => {
  it('is told on both pages and by mail, refuses without signing in, and is never charged again', async () => {
    const { customerId } = await shop.newCustomer();
    const first = await shop.sendTo(customerId, 1_000);
    await payAs(FRIEND, first.hostedInvoiceUrl);
    const refuse = await linkIn(FRIEND, 'Payment method kept', 'Don’t charge it again');
    const second = await shop.sendTo(customerId, 1_000_000);
    await shop.sandbox('clock', { advanceMs: 5 * DAY_MS });
    const page = await newPage();
    await page.goto(refuse);
    expect(await heading(page)).toBe('Stop later charges');
    await page.getByRole('button', { name: 'Don’t charge it again' }).click();
    await page.getByRole('heading', { name: 'Later charges stopped' }).waitFor();
    await page.goto(refuse);
    expect(await heading(page)).toBe('Later charges stopped');
    await shop.sandbox('clock', { advanceMs: 5 * DAY_MS });
    expect(await shop.invoice(second.id)).toMatchObject({ status: 'open', amountPaid: 0 });
  });

  it('pays the next ones where the customer confirms that in the portal, each after a notice', async () => {
    const { customerId, email } = await shop.newCustomer();
    const first = await shop.sendTo(customerId, 1_000);
    await payAs(FRIEND, first.hostedInvoiceUrl);
    await linkIn(email, 'Action needed: confirm', 'View payment settings');
    const second = await shop.sendTo(customerId, 1_000_000);
    const page = await signIn(shop, email);
    await page.getByRole('link', { name: 'Payment settings' }).click();
    await page.getByText('Not confirmed').waitFor();
    expect(await page.getByText(FRIEND).count()).toBe(1);
    await page.getByRole('button', { name: /^Confirm/ }).click();
    await page.getByText('The payment method is confirmed').waitFor();
    await shop.sandbox('clock', { advanceMs: 60_000 });
    await shop.announced(second.id);
    expect(await shop.invoice(second.id)).toMatchObject({ status: 'open' });
    await shop.sandbox('clock', { advanceMs: 5 * DAY_MS });
    await paidAsTimeGoesOn(second.id);
  });
});

it('a customer who types their own address has the next ones charged by themselves', async () => {
  const { customerId, email } = await shop.newCustomer();
  const first = await shop.sendTo(customerId, 1_000);
  await payAs(email.toUpperCase(), first.hostedInvoiceUrl);
  await linkIn(email, 'Payment method kept', 'Don’t charge it again');
  const second = await shop.sendTo(customerId, 2_000);
  await shop.announced(second.id);
  await shop.sandbox('clock', { advanceMs: 5 * DAY_MS });
  await paidAsTimeGoesOn(second.id);
});
