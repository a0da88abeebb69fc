import { expect, it } from 'vitest';
import { dashboardGallery } from './gallery.ts';

it('a table of moments says their zone once, above, where a screen reader finds it', async () => {
  const pages = await dashboardGallery();
  const caption = /<caption>Times in America\/New_York\.<\/caption>/g;
  const count = (name: string) => pages.find((page) => page.name === name)?.html.match(caption)?.length ?? 0;
  expect(count('dashboard-invoice-failed')).toBeGreaterThan(1);
  const captioned = pages.filter(({ html }) => html.includes('<caption>Times in '));
  expect(captioned.length).toBeGreaterThan(5);
  for (const { name, html } of captioned) {
    const cells = html.match(/<td role="cell"[^>]*>[^<]*\d{1,2}:\d\d[^<]*/g) ?? [];
    for (const cell of cells) expect(cell, name).not.toMatch(/Time$|GMT|\b[A-Z]{2,4}$(?<!AM|PM)/);
  }
});
