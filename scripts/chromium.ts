import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'chromium.exe',
  'chrome.exe',
];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Arguments every launch needs: in a container the kernel often refuses Chromium's own sandbox. */
export const CHROMIUM_ARGUMENTS: readonly string[] = ['--no-sandbox', '--disable-dev-shm-usage'];

/**
 * The path of a Chromium to drive, or null where this machine has none. Looked for in this order: the variable
 * QUITTANCE_CHROMIUM (taken at its word, so that a wrong one fails by name), the usual names on PATH, the usual
 * places of macOS, Playwright's own cache.
 */
export function findChromium(): string | null {
  const chosen = process.env.QUITTANCE_CHROMIUM;
  if (chosen) return chosen;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...MAC, playwrightsOwn()].find(isExecutable) ?? null;
}

/** Where Playwright would have put its browser; it throws on platforms it has none for. */
function playwrightsOwn(): string {
  try {
    return chromium.executablePath();
  } catch {
    return '';
  }
}

function isExecutable(path: string): boolean {
  if (path === '') return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
