import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { show, withChromium } from '../../scripts/gallery/browser.ts';
import { dashboardGallery } from '../views/dashboard/gallery.ts';
import { type Exhibit, gallery } from '../views/gallery.ts';
import { portalGallery } from '../views/portal/gallery.ts';

const ALL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another colour scheme and another width may break in a page that is sound otherwise. */
const OF_A_LOOK = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

/** What passes is counted and not described, and no style sheet is fetched anew: there is none but the page's own. */
const VIOLATIONS_ALONE = { resultTypes: ['violations' as const], preload: false };

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="220" height="60"><circle cx="30" cy="30" r="24"/></svg>';

/** What axe finds on pages in one way of looking at them. */
async function violations(
  browser: Browser,
  colorScheme: 'light' | 'dark',
  width: number,
  pages: readonly Exhibit[],
  rules: readonly string[],
) {
  const page = await newPage(browser, colorScheme, width);
  const findings: string[] = [];
  for (const { name, html } of pages) {
    await show(page, html);
    // Legacy mode runs in this page alone: there are no frames, and a second page for each report doubles the time.
    const axe = new AxeBuilder({ page }).options(VIOLATIONS_ALONE).setLegacyMode();
    const result = await (rules === ALL ? axe.withTags([...rules]) : axe.withRules([...rules])).analyze();
    for (const { id, nodes } of result.violations) {
      findings.push(`${name}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
    }
  }
  await page.context().close();
  return findings;
}

async function newPage(browser: Browser, colorScheme: 'light' | 'dark', width: number): Promise<Page> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 568 } });
  const page = await context.newPage();
  await page.route('https://**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: LOGO }));
  return page;
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
const PLAIN = [
  ...PAYERS.filter(
    ({ name }) => !name.endsWith('hostile') && name !== 'invoice-long' && !IN_OTHER_WORDS.test(name),
  ),
  ...PARTS,
  // Each of the dashboard's pages once: what else it says, it says in the same parts.
  ...DASHBOARD.filter(({ name }) => IN_DARK.test(name)),
];

test.each([
  ['light', 320, ALL, EVERY.filter(({ name }) => !IN_OTHER_WORDS.test(name))],
  ['dark', 1024, OF_A_LOOK, PLAIN],
] as const)(
  'every page is accessible in %s at %i px',
  async (scheme, width, rules, pages) => {
    expect(await withChromium((browser) => violations(browser, scheme, width, pages, rules))).toEqual([]);
  },
  300_000,
);

test.each([320, 640, 1024])(
  'no page scrolls sideways at %i px, whatever its texts',
  async (width) => {
    await withChromium(async (browser) => {
      const page = await newPage(browser, 'light', width);
      for (const { name, html } of [
        ...EVERY,
        ...(await portalGallery('de')),
        ...(await portalGallery('fr')),
      ]) {
        await show(page, html);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(
          width,
        );
      }
    });
  },
  60_000,
);

test('at 320 px the amount, the payee, the date and the button are seen without scrolling', async () => {
  await withChromium(async (browser) => {
    const page = await newPage(browser, 'light', 320);
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
