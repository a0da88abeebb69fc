import type { Page } from 'playwright-core';
import { MERCHANT } from './browser.ts';
import type { Arrived, Entry } from './target.ts';

/** Pays on the sandbox's hosted page, as a payer does. */
export async function payAtSandbox(page: Page, url: string, entry: Entry): Promise<Arrived> {
  await page.goto(url);
  const email = page.locator('#email');
  if ((await email.count()) > 0) await email.fill('payer@example.com');
  if ('card' in entry) {
    await choose(page, 'card');
    await page.locator('#number').fill(entry.card);
    await page.locator('#expiry').fill('12 / 40');
    await page.locator('#cvc').fill('123');
    await page.locator('#name').fill('Jenny Rosen');
    for (const [label, typed] of Object.entries(entry.fields ?? {})) await page.getByLabel(label).fill(typed);
  } else {
    await choose(page, 'us_bank_account');
    await page.locator('#holder').fill('Jenny Rosen');
    await page.locator('#routing').fill('110000000');
    await page.locator('#account').fill(entry.bank);
    if (entry.microdeposits) await page.locator('#verify').check();
  }
  await page.locator('button.primary[type=submit]').click();
  await page.waitForLoadState();
  if (page.url().startsWith(MERCHANT)) return 'back at the merchant';
  return page.url().includes('/authenticate') ? 'at the bank' : 'still on the page';
}

/** A session for one kind of method alone has no choice. */
async function choose(page: Page, method: string): Promise<void> {
  const radio = page.locator(`input[type=radio][name=method][value=${method}]`);
  if ((await radio.count()) > 0) await radio.check();
}
