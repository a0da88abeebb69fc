import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { show, withChromium } from '../../scripts/gallery/browser.ts';
import { hostedInvoicePage } from '../../src/views/hosted-invoice.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { dashboardGallery } from '../views/dashboard/gallery.ts';
import { invoice, line } from '../views/fixtures.ts';
import { gallery } from '../views/gallery.ts';
import { portalGallery } from '../views/portal/gallery.ts';

const ALL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another colour scheme and another width may break in a page that is sound otherwise. */
const OF_A_LOOK = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

/** What passes is counted and not described, and no style sheet is fetched anew: there is none but the page's own. */
const VIOLATIONS_ALONE = { resultTypes: ['violations' as const], preload: false };

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="220" height="60"><circle cx="30" cy="30" r="24"/></svg>';

type Look = { readonly colorScheme: 'light' | 'dark'; readonly width: number };
const LIGHT: Look = { colorScheme: 'light', width: 320 };
const DARK: Look = { colorScheme: 'dark', width: 1024 };
const WIDTHS = [320, 640, 1024];

async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.route('https://**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: LOGO }));
  return page;
}

async function as(page: Page, { colorScheme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 568 });
}

/** What axe finds on the page that is shown, by some of its rules. */
async function violations(page: Page, name: string, rules: readonly string[]): Promise<readonly string[]> {
  // Legacy mode runs in this page alone: there are no frames, and a second page for each report doubles the time.
  const axe = new AxeBuilder({ page }).options(VIOLATIONS_ALONE).setLegacyMode();
  const result = await (rules === ALL ? axe.withTags([...rules]) : axe.withRules([...rules])).analyze();
  return result.violations.map(
    ({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}

const PAYERS = await gallery();
const PORTAL = await portalGallery();
const DASHBOARD = await dashboardGallery();
const EVERY = [...PAYERS, ...PORTAL, ...DASHBOARD];
// What the portal's pages are made of; the others are made of the same.
const PARTS = PORTAL.filter(({ name }) =>
  /^portal-(?:sign-in|choose|invoices|pay-parts|payment-failed|statement)$/.test(name),
);
const IN_DARK =
  /^dashboard-(?:people-(?:again-held|members|account)|customers-(?:list|import-ready|books)|profile-(?:address-refused|look)|mapping-(?:ready|importing)|stripe-(?:unconnected|connected-held|copying-arrived|disconnect))$/;
/** What differs from another page by its words alone. */
const IN_OTHER_WORDS =
  /^notice-(?!link_not_found|not_set_up-missing|draft|payments_paused)|^portal-(?:link-(?:used|expired-api|api)|invoices-(?:none-here|none-so-far|nothing-found-so-far)|pay-(?:changed|catching-up|paused|under-review|declines)|own-autopay-(?:off|merchant|stopped))$|^dashboard-(?:.*)(?:hostile|read-only|-(?:none|empty|nobody|new)$|people-(?:sign-in-(?:sent|too-often|elsewhere|link|done)|invitation-|notice|not-permitted|passkey-remove)|customers-(?:upload-refused|import-(?:checking|done)|erase)|profile-(?:identity|numbers|mails|accounts-(?:adding-jp|close)|look-refused)|mapping-(?:comparing|stopped|finished|complete|unlink|not-connected|never-read)|stripe-(?:callback|attempt-(?:denied|used|pending)|copying-(?:mapped|unknown)|marketplace-|connected-own|unconnected-own-key))|^dashboard-stripe-(?:copying|connected)$/;
// A hostile invoice is as tall as a house, which takes axe seconds; its colours are those of the others.
const LOOKED_AT_IN_DARK = new Set(
  [
    ...PAYERS.filter(
      ({ name }) => !name.endsWith('hostile') && name !== 'invoice-long' && !IN_OTHER_WORDS.test(name),
    ),
    ...PARTS,
    // Each of the dashboard's pages once: what else it says, it says in the same parts.
    ...DASHBOARD.filter(({ name }) => IN_DARK.test(name)),
  ].map(({ name }) => name),
);

/** Each page is put on the screen once, and looked at in every way: that takes longer than the look. */
test('every page is accessible, in light at 320 px and in dark at 1024 px', async () => {
  const findings: string[] = [];
  await withChromium(async (browser) => {
    const page = await newPage(browser);
    for (const { name, html } of EVERY) {
      const looks = [
        ...(IN_OTHER_WORDS.test(name) ? [] : [[LIGHT, ALL] as const]),
        ...(LOOKED_AT_IN_DARK.has(name) ? [[DARK, OF_A_LOOK] as const] : []),
      ];
      if (looks.length > 0) await show(page, html);
      for (const [look, rules] of looks) {
        await as(page, look);
        const found = await violations(page, name, rules);
        findings.push(...found.map((finding) => `${look.colorScheme}, ${finding}`));
      }
    }
  });
  expect(findings).toEqual([]);
}, 300_000);

test('no page scrolls sideways at 320, 640 or 1024 px, whatever its texts', async () => {
  const findings: string[] = [];
  await withChromium(async (browser) => {
    const page = await newPage(browser);
    for (const { name, html } of [...EVERY, ...(await portalGallery('de')), ...(await portalGallery('fr'))]) {
      await show(page, html);
      for (const width of WIDTHS) {
        await as(page, { ...LIGHT, width });
        const scrolls = await page.evaluate(() => document.documentElement.scrollWidth);
        if (scrolls > width) findings.push(`${name} at ${width}: ${scrolls}`);
      }
    }
  });
  expect(findings).toEqual([]);
}, 120_000);

test('at 320 px the amount, the payee, the date and the button are seen without scrolling', async () => {
  await withChromium(async (browser) => {
    const page = await newPage(browser);
    await as(page, LIGHT);
    for (const { name, html } of PAYERS.filter(({ name }) =>
      /^(?:invoice|pay)-(?:open|overdue|hostile)$/.test(name),
    )) {
      await show(page, html);
      const box = await page.locator('.button').boundingBox();
      expect(box, name).not.toBeNull();
      expect((box?.y ?? 0) + (box?.height ?? 0), name).toBeLessThanOrEqual(568);
    }
  });
}, 60_000);

test('at 320 px a plain invoice of one line is two screens long, and says what is due once', async () => {
  await withChromium(async (browser) => {
    const page = await newPage(browser);
    await as(page, LIGHT);
    const lines = [line('Brand guidelines, second edition', '1', 156_920)];
    const plain = invoice({ lines, lineCount: 1, notes: null });
    await show(
      page,
      hostedInvoicePage(plain, { speech: await speechFor('en'), nonce: 'bm9uY2U', query: '' }),
    );
    // 1,240 px with the fonts of most machines; wider ones break a line more.
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1_300);
    expect(await page.locator('.sums dt').allTextContents()).not.toContain('Amount due');
  });
}, 60_000);
