import type { Page } from 'playwright-core';
import { MERCHANT } from './browser.ts';
import type { Arrived, Entry } from './target.ts';

const PATIENCE_MS = 45_000;

/**
 * Pays by card on Stripe's hosted page. Its fields are known by the ids that its own form has; a bank account is entered in
 * a window of Financial Connections, which is not driven.
 */
export async function payAtStripe(page: Page, url: string, entry: Entry): Promise<Arrived> {
  if (!('card' in entry)) return 'not driven';
  await page.goto(url);
  await page.locator('form').first().waitFor();
  await fillIfThere(page, '#email', 'payer@example.com');
  const card = page.locator('#payment-method-accordion-item-title-card');
  if ((await card.count()) > 0) await card.check({ force: true });
  await page.locator('#cardNumber').fill(entry.card);
  await page.locator('#cardExpiry').fill('12 / 40');
  await page.locator('#cardCvc').fill('123');
  await fillIfThere(page, '#billingName', 'Jenny Rosen');
  await fillIfThere(page, '#billingPostalCode', '97201');
  for (const [label, typed] of Object.entries(entry.fields ?? {})) await page.getByLabel(label).fill(typed);
  await page.locator('.SubmitButton, button[type=submit]').first().click();
  return arrival(page);
}

async function fillIfThere(page: Page, field: string, value: string): Promise<void> {
  const input = page.locator(field);
  if ((await input.count()) > 0 && (await input.isEditable())) await input.fill(value);
}

/** The first of: the merchant's page, the bank's window, words about a problem. */
async function arrival(page: Page): Promise<Arrived> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    if (page.url().startsWith(MERCHANT)) return 'back at the merchant';
    if (page.frames().some((frame) => /three-ds|3ds|acs|authenticate/.test(frame.url())))
      return 'at the bank';
    if ((await page.locator('[role=alert]:visible, .FieldError:visible').count()) > 0)
      return 'still on the page';
    await page.waitForTimeout(500);
  }
  return 'still on the page';
}
