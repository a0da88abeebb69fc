import { beforeAll, expect, it } from 'vitest';
import { apiClient } from '../../support/worker/api.ts';
import { addApiKey } from '../../support/worker/context.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let api: ReturnType<typeof apiClient>;
let customerId: string;
beforeAll(async () => {
  shop = await openShop();
  api = apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
  const { body } = await api('POST', '/customers', { legalName: 'Payer', email: 'ap@payer.test' });
  customerId = body.id;
});

/** Lines of every field that there is. */
const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    description: `Line ${at}: “Söhne & O'Brien” 🧾`,
    quantity: '1.5',
    unitAmount: 200 + at,
    discount: { kind: 'percentage', percentage: '10' },
    taxRates: [{ name: 'VAT', percentage: '20', inclusive: false }],
  }));

it.each([43, 1000])(
  'an invoice of %i lines is made, changed, finalized and read whole, whatever D1 binds at once',
  async (count) => {
    const draft = await api('POST', '/invoices', { customerId, currency: 'USD', lines: lines(count) });
    expect([draft.status, draft.body.lines?.length]).toEqual([201, count]);
    const path = `/invoices/${draft.body.id}`;
    const changed = { customerId, currency: 'USD', lines: lines(count).toReversed() };
    expect((await api('PUT', path, changed)).status).toBe(200);
    expect((await api('POST', `${path}/finalize`, {})).status).toBe(200);
    const read = await api('GET', path);
    expect([read.body.status, read.body.lines?.length]).toEqual(['open', count]);
    expect(read.body.lines?.[0]?.description).toContain(`Line ${count - 1}`);
  },
);

it('one of 5,000 lines is refused in words, by its length or by its bytes, and nothing of it is kept', async () => {
  const narrow = Array.from({ length: 5_000 }, () => ({ description: 'a', unitAmount: 1 }));
  const refused = await api('POST', '/invoices', { customerId, currency: 'USD', lines: narrow });
  expect([refused.status, /1,?000/.test(JSON.stringify(refused.body))]).toEqual([400, true]);
  const wide = await api('POST', '/invoices', { customerId, currency: 'USD', lines: lines(5_000) });
  expect([wide.status, wide.body.detail.length > 20]).toEqual([413, true]);
  const { body } = await api('GET', `/invoices?customerId=${customerId}&status=draft`);
  expect(body.data).toEqual([]);
});
