import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findChromium } from '../../../scripts/chromium.ts';

type Shot = { readonly name: string; readonly html: string };

/** The four views of a page: width in CSS pixels, colour scheme, medium. */
const VIEWS = {
  light: { width: 1024, scheme: 'light', media: 'screen' },
  dark: { width: 1024, scheme: 'dark', media: 'screen' },
  phone: { width: 320, scheme: 'light', media: 'screen' },
  'phone-dark': { width: 320, scheme: 'dark', media: 'screen' },
  print: { width: 672, scheme: 'light', media: 'print' },
} as const;

type ViewName = keyof typeof VIEWS;

/**
 * Renders HTML in Chromium and writes `<folder>/<name>.<view>.png` for each view, whole page. Requests to
 * anywhere are answered with a grey image or nothing, so that a logo can be seen without a network.
 */
export async function takeScreenshots(
  shots: readonly Shot[],
  folder: string,
  views: readonly ViewName[] = ['light', 'dark', 'phone', 'print'],
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  return withChromium(async (browser) => {
    const files: string[] = [];
    for (const view of views) {
      const { width, scheme, media } = VIEWS[view];
      const page = await browser.newPage({ viewport: { width, height: 720 }, colorScheme: scheme });
      await page.emulateMedia({ media, colorScheme: scheme });
      await page.route('**/*', (route) => route.fulfill({ contentType: 'image/svg+xml', body: LOGO }));
      for (const shot of shots) {
        const path = join(folder, `${shot.name}.${view}.png`);
        await show(page, shot.html);
        await page.screenshot({ path, fullPage: true });
        files.push(path);
      }
      await page.close();
    }
    return files;
  });
}

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

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="220" height="60"><circle cx="30" cy="30" r="24" fill="#124"/><text x="66" y="40" font-size="28" font-family="sans-serif" fill="#124">Northwind</text></svg>`;
