import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findChromium } from '../chromium.ts';

/** Runs a piece of work with a Chromium of its own, closed afterwards whatever happens. */
export async function withChromium<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium found: install one, or set QUITTANCE_CHROMIUM');
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGUMENTS] });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Puts HTML on the page as a document of its own. */
export async function show(page: Page, html: string): Promise<void> {
  await page.setContent(html, { waitUntil: 'load' });
}
