import { expect, it } from 'vitest';
import { PORTAL_STYLES } from '../../../src/views/portal/styles.ts';
import { portalGallery } from './gallery.ts';

it('nothing in the portal is hidden beside the screen: its navigation wraps', () => {
  expect(PORTAL_STYLES).not.toMatch(/overflow-x|scrollbar/);
  expect(PORTAL_STYLES).toContain('.panel ul{display:flex;flex-wrap:wrap');
});

it('only a payment that came in is said to be paid by somebody', async () => {
  const pages = new Map((await portalGallery()).map(({ name, html }) => [name, html]));
  const payerOf = (name: string) =>
    /<dt>([^<]+)<\/dt><dd[^>]*>(?:<bdi>)?Lindqvist/.exec(pages.get(name) ?? '')?.[1];
  const paid = payerOf('portal-payment');
  expect(paid).toBeDefined();
  for (const name of ['failed', 'processing', 'returned', 'unknown']) {
    expect([undefined, paid]).not.toContain(payerOf(`portal-payment-${name}`));
  }
});
