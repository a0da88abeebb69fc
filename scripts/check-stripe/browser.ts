import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findChromium } from '../chromium.ts';

/** Where the hosted page leads back to. Nobody answers there: the browser itself does. */
export const MERCHANT = 'https://merchant.example';

/** A Chromium that starts with the first page, and pages in which the merchant's address is an empty one. */
export function openBrowser(): { page: () => Promise<Page>; close: () => Promise<void> } {
  let started: Promise<Browser> | null = null;
  return {
    async page() {
      started ??= launch();
      const page = await (await started).newPage();
      await page.route(`${MERCHANT}/**`, (route) => route.fulfill({ body: 'Back at the merchant' }));
      return page;
    },
    close: async () => (await started)?.close(),
  };
}

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error('There is no Chromium here: node scripts/ensure-chromium.ts installs one.');
  }
  return chromium.launch({ executablePath, args: [...CHROMIUM_ARGUMENTS] });
}
