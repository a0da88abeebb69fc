import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findChromium } from '../chromium.ts';
import { ROOT } from '../tools.ts';

/** Where fontconfig is told of the fonts that PDFs bring, beside those of the machine. */
const FONTS = join(ROOT, 'node_modules', '.cache', 'gallery', 'fonts.conf');
const FONTS_CONFIGURED = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(ROOT, 'assets', 'fonts')}</dir>
</fontconfig>
`;

/**
 * Runs a piece of work with a Chromium of its own, closed afterwards whatever happens. A script that no font of the machine
 * has is drawn by those of the PDFs: on Linux, where a page would show boxes.
 */
export async function withChromium<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium found: install one, or set QUITTANCE_CHROMIUM');
  await mkdir(join(FONTS, '..'), { recursive: true });
  await writeFile(FONTS, FONTS_CONFIGURED);
  const env = { ...process.env, FONTCONFIG_FILE: process.env.FONTCONFIG_FILE ?? FONTS };
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGUMENTS], env });
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
