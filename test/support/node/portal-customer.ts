import type { Page } from 'playwright-core';
import { eventually, fillCard, type OpenStack, visitor } from './shopkeeper.ts';

/** A customer signs in by the link that is mailed, in the browser that asked for it. */
export async function signIn(shop: OpenStack, email: string): Promise<Page> {
  const page = await (await visitor(shop.browser)).newPage();
  await page.goto(`${shop.stack.app}/portal`);
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Send sign-in link' }).click();
  const mail = await eventually(
    'the sign-in link',
    async () => (await shop.mails(email, 'Your sign-in link'))[0],
  );
  const { text } = await shop.mail(mail.id);
  const [link = ''] = /https?:\/\/\S+\/portal\/sign-in\/[\w.-]+/.exec(text) ?? [];
  await page.goto(link);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(/\/portal\/invoices$/);
  return page;
}

/** Adds a card as a customer does, and comes back from Stripe's page. */
export async function addCard(shop: OpenStack, page: Page, card = '4242424242424242'): Promise<void> {
  await page.goto(`${shop.stack.app}/portal/settings`);
  await page.getByRole('button', { name: 'Add a card' }).click();
  await page.waitForURL(/\/c\/pay\/cs_test_/);
  await fillCard(page, card);
  await page.locator('button[type=submit]').first().click();
  await page.waitForURL(/\/portal\/settings/);
}
