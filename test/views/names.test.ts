import { describe, expect, it } from 'vitest';
import { allMails } from './email/gallery.ts';
import { merchant } from './fixtures.ts';
import { gallery } from './gallery.ts';
import { portalGallery } from './portal/gallery.ts';
import { settingsGallery } from './portal/settings-gallery.ts';

const KNOWN = 'Northwind Studio';
const LEGAL = 'Northwind Studio LLC';
const BOTH = 'Northwind Studio (Northwind Studio LLC)';
/** Of HTML: what is read, without the direction marks around names. */
const read = (html: string): string =>
  html
    .replaceAll(/<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/<(br|p|div|dt|dd|td|h1|h2|li|span)\b[^>]*>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/[\u2066-\u2069]/g, '');
/** The lines that name the registered business, but for free texts that the business wrote. */
const legalLines = (html: string): readonly string[] =>
  read(html)
    .replaceAll(BOTH, 'BOTH')
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text.includes(LEGAL));

describe('the name of the business', () => {
  it('is the known one in every mail, with the registered one once, as a line of its own at the foot', async () => {
    for (const { name, subject, html, text } of await allMails('en', merchant({ footer: null }))) {
      expect([name, subject]).not.toEqual([name, expect.stringContaining(LEGAL)]);
      const foot = text.split('\n').filter((each) => each === LEGAL);
      const lines = legalLines(html).filter((each) => each === LEGAL);
      // A transfer's account holder is what the business wrote there.
      const inTransfer = text.includes('Harbour Bank, routing') ? 1 : 0;
      const isNobodys = !text.includes(KNOWN);
      expect([name, foot.length, lines.length]).toEqual(
        isNobodys ? [name, 0, 0] : [name, 1 + inTransfer, 1 + inTransfer],
      );
    }
  });

  it('is the known one on every page, and the registered one where the business is a party or is permitted to charge', async () => {
    const pages = [...(await gallery()), ...(await portalGallery()), ...(await settingsGallery())];
    for (const { name, html } of pages) {
      const title = /<title>([^<]*)/.exec(html)?.[1] ?? '';
      expect([name, title]).not.toEqual([name, expect.stringContaining(LEGAL)]);
      for (const line of legalLines(html)) {
        const isParty = line === LEGAL || line.startsWith('For ');
        expect([name, line, isParty]).toEqual([name, line, true]);
      }
    }
  });

  it('is both in what customers agree to', async () => {
    const agreed = (await settingsGallery()).filter(({ html }) => read(html).includes('I permit'));
    expect(agreed.length).toBeGreaterThan(0);
    const named = agreed.filter(({ html }) => read(html).includes(BOTH));
    expect(named.length).toBeGreaterThan(0);
  });
});
