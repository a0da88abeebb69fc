import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { balanceTransactions, customers } from '../../../src/db/schema/index.ts';
import { sweepWords } from '../../../src/operations/customers/sweep-words.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let base: string;
let owner: StaffBrowser;
let reader: StaffBrowser;
let customerId: string;

beforeAll(async () => {
  shop = await openShop();
  base = `/dashboard/${shop.scope.merchantId}`;
  [owner, reader] = [await staffOf(shop, 'owner'), await staffOf(shop, 'read_only')];
  ({ customerId } = await shop.invoice(42_000));
  await shop.ctx.db
    .update(customers)
    .set({ contacts: [{ name: 'Ida <Ideal>', email: 'ida@acme.test', roles: ['invoices'], language: 'de' }] })
    .where(eq(customers.id, customerId));
  await sweepWords(shop.ctx);
});

const page = async (path: string, by = owner) => {
  const answer = await by.get(`${base}${path}`);
  expect(answer.status).toBe(200);
  return answer.text();
};

/** Sends a file as a browser does. */
const upload = (text: string) => {
  const form = new FormData();
  form.append('csrf', owner.csrf);
  form.append('separator', '');
  form.append('file', new File([text], 'customers.csv', { type: 'text/csv' }));
  const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return shop.request(`${base}/customer-imports`, {
    method: 'POST',
    headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
    body: form,
  });
};

describe('the page of customers', () => {
  it('has their figures, is searched, and says so where nobody is found', async () => {
    expect(await page('/customers')).toContain('$420.00');
    expect(await page('/customers?search=PAYER')).toContain('Payer Inc');
    expect(await page('/customers?search=%F0%9F%98%80%25_')).toContain('No customer matches');
    expect(await page('/customers', reader)).not.toContain('Import a file');
  });

  it('leads to each: whom they tell, what they pay with, and their invoices', async () => {
    const one = await page(`/customers/${customerId}`);
    expect(one).toContain('Ida &lt;Ideal&gt;');
    expect(one).toContain('Nothing on file.');
    expect(one).toMatch(/NW-\d{4}/);
    expect(await page(`/customers/${customerId}`, reader)).not.toContain('Erase');
    expect((await owner.get(`${base}/customers/cus_00000000000000000000000000`)).status).toBe(404);
  });

  it('does not erase somebody whose invoice is open, and says what ends it', async () => {
    const refused = await owner.post(`${base}/customers/${customerId}/erase`);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('void it or mark it uncollectible');
  });
});

describe('a file of customers', () => {
  it('is shown line by line before it is imported, and then imported', async () => {
    const sent = await upload('externalId:Xero,name,country\nx1,Acme,DE\nx2,Tools,Britain\n');
    expect(sent.status).toBe(303);
    const at = (sent.headers.get('Location') ?? '').slice(base.length);
    const waiting = await owner.get(`${base}${at}`);
    expect(await waiting.text()).toContain('<meta http-equiv="refresh" content="2">');
    await shop.work();
    const ready = await page(at);
    expect(ready).toContain('New customer');
    expect(ready).toContain('country: Give a country by its two letters');
    expect((await owner.post(`${base}${at}/apply`, { proposals: 'skip' })).status).toBe(303);
    await shop.work();
    expect(await page(at)).toContain('Imported.');
    expect(await page('/customers?search=acme')).toContain('Acme');
  });

  it('that changes nothing the second time has nothing to import, nor one without a right line', async () => {
    const nothing = 'There’s nothing to import';
    const file = 'externalId:Xero,name,email\nx1,Acme,ada@acme.test\n';
    const checked = async (text: string) => {
      const at = ((await upload(text)).headers.get('Location') ?? '').slice(base.length);
      await shop.work();
      return { at, shown: await page(at) };
    };
    const { at } = await checked(file);
    await owner.post(`${base}${at}/apply`, { proposals: 'skip' });
    await shop.work();
    const again = await checked(file);
    expect(again.shown).toContain('1 change nothing');
    expect(again.shown).toContain(nothing);
    const wrong = await checked('externalId:Xero,name,email\nx2,Bob,not an address\n');
    expect(wrong.shown).toContain('is no email address');
    expect(wrong.shown).toContain(nothing);
    // Names and addresses only: nobody is doubled, and what is not in the file stays.
    const fewer = await checked('name,email\nAcme,ada@acme.test\n');
    expect(fewer.shown).toContain('1 change nothing');
  });

  it('of another shape is told by line and column', async () => {
    const refused = await upload('id,Colour\nx,red\n');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Line 1, column 2: “Colour” is no column here.');
    expect((await upload('')).status).toBe(422);
  });

  it('comes out as one that is read back', async () => {
    const answer = await owner.get(`${base}/customers/export.csv?search=payer`);
    expect(answer.headers.get('Content-Disposition')).toContain('customers.csv');
    expect((await answer.text()).split('\r\n')[1]).toContain(customerId);
  });
});

describe('the books', () => {
  it('take each payout apart, and say so where there was none', async () => {
    expect(await page('/books')).toContain('There were no payouts in this period.');
    const at = shop.ctx.now();
    const row = {
      connectionId: shop.connectionId,
      merchantId: shop.scope.merchantId,
      currency: 'USD',
      createdAt: at,
      availableAt: at,
    };
    await shop.ctx.db.insert(balanceTransactions).values([
      { ...row, ...lineOf('txn_1', 'charge', 10_000, 320), classification: 'ours' },
      { ...row, ...lineOf('txn_2', 'payout', -9_680, 0), classification: 'stripe', createdAt: at + 1 },
    ]);
    const shown = await page('/books');
    for (const text of ['po_txn_2', '100.00', '−3.20', '96.80']) expect(shown).toContain(text);
    expect(await (await owner.get(`${base}/books/lines.csv`)).text()).toContain('txn_1');
  });
});

const lineOf = (stripeId: string, kind: string, amount: number, fee: number) => ({
  stripeId,
  type: kind,
  reportingCategory: kind,
  source: kind === 'payout' ? `po_${stripeId}` : `ch_${stripeId}`,
  amount,
  fee,
  net: amount - fee,
});
