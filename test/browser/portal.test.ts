import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type OpenStack, openStack, payByCard, visitor } from '../support/node/shopkeeper.ts';

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack();
});
afterAll(() => shop?.close());

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

/** Asks for a sign-in link on a page of this visitor, and gives the one that was mailed. */
async function askForLink(page: Page, email: string): Promise<string> {
  await page.goto(`${shop.stack.app}/portal`);
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Send sign-in link' }).click();
  await page.waitForURL(/\/portal\/sign-in\/sent/);
  expect(await heading(page)).toBe('Check your email');
  const mail = await eventually(
    'the sign-in link',
    async () => (await shop.mails(email, 'Your sign-in link'))[0],
  );
  const { html } = await shop.mail(mail.id);
  const reader = await (await visitor(shop.browser)).newPage();
  await reader.setContent(html);
  const link = await reader.getByRole('link', { name: 'Sign in' }).first().getAttribute('href');
  await reader.close();
  return link ?? '';
}

describe('the portal', () => {
  it('is signed in to from the mailbox, and several invoices are paid at once', async () => {
    const { customerId, email } = await shop.newCustomer();
    const made = [await shop.sendTo(customerId, 28_000), await shop.sendTo(customerId, 10_000)];
    const page = await (await visitor(shop.browser)).newPage();
    const link = await askForLink(page, email);

    // In another browser the link explains itself, and signs nobody in.
    const elsewhere = await (await visitor(shop.browser)).newPage();
    await elsewhere.goto(link);
    expect(await heading(elsewhere)).toBe('This link belongs to another browser');

    await page.goto(link);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(/\/portal\/invoices$/);
    expect(await heading(page)).toBe('Invoices');
    for (const { number } of made) await page.getByLabel(`Select invoice ${number}`).check();
    await page.getByRole('button', { name: 'Pay selected invoices' }).click();
    await page.getByRole('button', { name: 'Pay $570.00 using Stripe' }).click();
    await page.waitForURL(/\/c\/pay\/cs_test_/);
    await payByCard(page, '4242424242424242');
    await page.waitForURL(/\/portal\/payments\/pay_/);
    expect(await heading(page)).toBe('Payment successful');
    for (const { id, amountDue } of made) {
      expect(await shop.invoice(id)).toMatchObject({ status: 'paid', amountPaid: amountDue });
    }

    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.goto(link);
    expect(await heading(page)).toBe('This link has already been used');
    await page.goto(`${shop.stack.app}/portal/invoices`);
    await page.waitForURL(/\/portal\/sign-in\?next=/);
  });
});
