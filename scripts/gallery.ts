import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { withChromium } from './gallery/browser.ts';
import { buildExhibits, type Exhibit, readExhibits } from './gallery/exhibits.ts';
import { type GalleryOptions, galleryOptions, USAGE } from './gallery/options.ts';
import { RIGHT_TO_LEFT } from './gallery/right-to-left.ts';
import { contactSheet } from './gallery/sheet.ts';
import { makeFolder, takeDocuments, takePages, writeText } from './gallery/take.ts';
import type { Picture } from './gallery/views.ts';
import { LOCAL_FOLDER } from './tools.ts';

/** The languages of the product, English twice, and what a language from the right would look like. */
const LANGUAGES = ['en', 'en-GB', 'de', 'fr', 'es', 'ja', RIGHT_TO_LEFT];

/** Takes every page, mail and document that was asked for, in each language and view, and lays them out on one sheet. */
async function main(): Promise<number> {
  const options = galleryOptions(process.argv.slice(2), LANGUAGES);
  if ('problem' in options) {
    console.error(`${options.problem}\n${USAGE}`);
    return 1;
  }
  const folder = resolve(options.folder ?? join(LOCAL_FOLDER, 'gallery'));
  await makeFolder(folder);
  await buildExhibits(options.languages);
  const texts = new Set<string>();
  const pictures = await withChromium(async (browser) => {
    const taken: Picture[] = [];
    for (const language of options.languages) {
      const found = await readExhibits(language, options.parts);
      for (const exhibit of found) {
        if (exhibit.kind !== 'mail') continue;
        await writeText(exhibit, language, folder);
        texts.add(`${exhibit.name}.${language}.txt`);
      }
      taken.push(...(await take(browser, found, language, options, folder)));
      console.log(`${language}: ${found.length} exhibits`);
    }
    return taken;
  });
  if (pictures.length === 0) {
    console.error(`No page, mail or document has ${options.parts.join(' or ')} in its name.`);
    return 1;
  }
  const sheet = join(folder, 'index.html');
  await writeFile(sheet, contactSheet(pictures, texts));
  console.log(`${pictures.length} pictures: ${sheet}`);
  return 0;
}

/** All views at once, each on a page of its own: Chromium draws while another picture is written. */
async function take(
  browser: Browser,
  found: readonly Exhibit[],
  language: string,
  { views }: GalleryOptions,
  folder: string,
): Promise<readonly Picture[]> {
  const drawn = found.filter((exhibit) => exhibit.kind !== 'document');
  const documents = found.filter((exhibit) => exhibit.kind === 'document');
  const taken = await Promise.all(views.map((view) => takePages(browser, drawn, view, language, folder)));
  return [...taken.flat(), ...(await takeDocuments(browser, documents, language, folder))];
}

process.exit(await main());
