import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PDF } from '@libpdf/core';
import type { Browser, Page } from 'playwright-core';
import { show } from './browser.ts';
import type { Exhibit } from './exhibits.ts';
import { type Picture, VIEWS, type ViewName } from './views.ts';

type Html = Extract<Exhibit, { readonly html: string }>;
type Document = Extract<Exhibit, { readonly kind: 'document' }>;

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="220" height="60"><circle cx="30" cy="30" r="24" fill="#124"/><text x="66" y="40" font-size="28" font-family="sans-serif" fill="#124">Northwind</text></svg>`;

/**
 * Takes whole pages in one view, one after the other. Requests to anywhere are answered with a picture, so that a logo is
 * seen without a network.
 */
export async function takePages(
  browser: Browser,
  shots: readonly Html[],
  view: ViewName,
  language: string,
  folder: string,
): Promise<readonly Picture[]> {
  const { width, scheme, media } = VIEWS[view];
  const page = await browser.newPage({ viewport: { width, height: 720 }, colorScheme: scheme });
  await page.emulateMedia({ media, colorScheme: scheme });
  await page.route('**/*', (route) => route.fulfill({ contentType: 'image/svg+xml', body: LOGO }));
  const pictures: Picture[] = [];
  for (const { name, kind, html } of shots) {
    const file = `${name}.${language}.${view}.png`;
    await show(page, html);
    await page.screenshot({ path: join(folder, file), fullPage: true });
    pictures.push({ name, kind, language, view, file });
  }
  await page.close();
  return pictures;
}

const PAPER_WIDTH = 840;
/** A page of A4, the taller of the two. */
const PAPER_HEIGHT = 1190;
const MOST_PAGES = 8;

/** Opens documents in Chromium's own viewer, page by page: of a long one the first. */
export async function takeDocuments(
  browser: Browser,
  documents: readonly Document[],
  language: string,
  folder: string,
): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  for (const { name, pdf } of documents) {
    const saved = join(folder, `${name}.${language}.pdf`);
    const bytes = Buffer.from(pdf, 'base64');
    await writeFile(saved, bytes);
    const { length: pages } = (await PDF.load(bytes)).getPages();
    for (let number = 1; number <= Math.min(pages, MOST_PAGES); number += 1) {
      const file = `${name}.${language}.paper${number === 1 ? '' : `-${number}`}.png`;
      const page = await browser.newPage({ viewport: { width: PAPER_WIDTH, height: PAPER_HEIGHT } });
      await page.goto(`${pathToFileURL(saved).href}#toolbar=0&navpanes=0&view=Fit&page=${number}`);
      await writeFile(join(folder, file), await drawn(page));
      await page.close();
      pictures.push({ name, kind: 'document', language, view: 'paper', file });
    }
  }
  return pictures;
}

const FIRST_LOOK_MS = 600;
const MOST_LOOKS = 20;

/** The viewer says to nobody when it has drawn: looked at until two pictures are the same, and none is an empty page. */
async function drawn(page: Page): Promise<Buffer> {
  let before = await page.screenshot();
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await page.waitForTimeout(FIRST_LOOK_MS);
    const now = await page.screenshot();
    if (before.equals(now) && now.length > 20_000) return now;
    before = now;
  }
  throw new Error(`${page.url()} was not drawn: this Chromium may have no PDF viewer`);
}

/** Subject and text part, as they are read without HTML. */
export async function writeText(mail: Html, language: string, folder: string): Promise<void> {
  if (mail.kind !== 'mail') return;
  await writeFile(join(folder, `${mail.name}.${language}.txt`), `Subject: ${mail.subject}\n\n${mail.text}\n`);
}

export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
}
