import { beforeAll, describe, expect, it } from 'vitest';
import { sweepWords } from '../../../src/operations/customers/sweep-words.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let reader: StaffBrowser;
let invoiceId: string;
beforeAll(async () => {
  const elsewhere = await openShop();
  await elsewhere.invoice(66_600);
  await sweepWords(elsewhere.ctx);
  shop = await openShop();
  reader = await staffOf(shop, 'read_only');
  ({ invoiceId } = await shop.invoice(12_300));
  await sweepWords(shop.ctx);
});

const find = async (typed: string) => {
  const path = `/dashboard/${shop.scope.merchantId}/find?search=${encodeURIComponent(typed)}`;
  shop.trips.count = 0;
  const answer = await reader.get(path);
  expect(answer.status).toBe(200);
  const text = await answer.text();
  return {
    text,
    links: [...text.matchAll(/<a href="([^"]+)" data-found="([^"]+)"/g)].map(([, href, about]) => [
      href,
      about,
    ]),
  };
};

describe('the search over everything', () => {
  it('finds invoices and customers of the business, and of no other', async () => {
    const { links } = await find('payer');
    expect(links).toEqual([
      [`/dashboard/${shop.scope.merchantId}/invoices/${invoiceId}`, expect.stringContaining('$123.00')],
      [expect.stringMatching(/\/customers\/cus_/), 'Customer'],
    ]);
  });

  it('finds an invoice by its number', async () => {
    expect((await find('NW-0001')).links[0]?.[0]).toContain(invoiceId);
  });

  it.each(['', '   ', '%_', 'x'.repeat(10_000), '"><script>alert(1)</script>', '\u202e\u0000'])(
    'finds nothing for %j, and says so',
    async (typed) => {
      const { text, links } = await find(typed);
      expect(links).toEqual([]);
      expect(text).not.toContain('<script>alert');
      expect(text.includes('Nothing matches')).toBe(/[^\s\p{C}]/u.test(typed));
    },
  );
});
