import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { customers, invoices, merchants } from '../../../src/db/schema/index.ts';
import { sweepWords } from '../../../src/operations/customers/sweep-words.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let customerId: string;
let base: string;
let owner: StaffBrowser;
beforeEach(async () => {
  shop = await openShop();
  ({ customerId } = await shop.invoice(42_000));
  base = `/dashboard/${shop.scope.merchantId}/customers/${customerId}`;
  owner = await staffOf(shop, 'owner');
});

const row = async (id = customerId) => {
  const [found] = await shop.ctx.db.select().from(customers).where(eq(customers.id, id));
  if (found === undefined) throw new Error('no customer');
  return found;
};
const set = (columns: Partial<typeof customers.$inferInsert>) =>
  shop.ctx.db.update(customers).set(columns).where(eq(customers.id, customerId));
const post = async (path: string, fields: Record<string, string | string[]>) =>
  owner.post(`${base}${path}`, { version: String((await row()).version), ...fields });
const ida = { name: 'Ida', email: 'Ida@Acme.test', role: ['invoices', 'receipts'], language: 'de' };

describe('a contact on the customer’s page', () => {
  it('is added, changed and removed, each of which the page says', async () => {
    expect((await owner.get(`${base}/contacts/new`)).status).toBe(200);
    expect((await post('/contacts', ida)).status).toBe(303);
    expect((await row()).contacts).toEqual([
      { name: 'Ida', email: 'Ida@acme.test', roles: ['invoices', 'receipts'], language: 'de' },
    ]);
    expect(await (await owner.get(base)).text()).toContain('The contact was added.');
    const form = await (await owner.get(`${base}/contacts/0`)).text();
    expect(form).toContain('value="Ida@acme.test"');
    expect((await post('/contacts/0', { ...ida, name: '', role: 'receipts', language: '' })).status).toBe(
      303,
    );
    expect((await row()).contacts).toMatchObject([{ name: null, roles: ['receipts'], language: null }]);
    expect((await owner.get(`${base}/contacts/0/remove`)).status).toBe(200);
    expect((await post('/contacts/0/remove', {})).status).toBe(303);
    expect((await row()).contacts).toEqual([]);
  });

  it.each([
    [{ ...ida, email: 'ida' }, 'This address'],
    [{ ...ida, email: 'ida@exa mple.test' }, 'This address'],
    [{ ...ida, role: [] }, 'at least one of these'],
    [{ ...ida, role: 'owner' }, 'at least one of these'],
  ])('is refused beside its field where it is wrong, and stays typed: %j', async (fields, sentence) => {
    const answer = await post('/contacts', fields);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(sentence);
    expect(page).toContain('value="Ida"');
    expect((await row()).contacts).toEqual([]);
  });

  it('is not there twice, whatever the case', async () => {
    await post('/contacts', ida);
    const again = await post('/contacts', { ...ida, email: 'IDA@acme.TEST' });
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('another contact’s already');
  });

  it('who is the last for invoices goes only after a sentence says what that means', async () => {
    await set({ email: null });
    await post('/contacts', ida);
    const unticked = await post('/contacts/0', { ...ida, role: 'receipts' });
    expect(unticked.status).toBe(422);
    expect(await unticked.text()).toContain('Nobody would get the invoices any more.');
    const asked = await (await owner.get(`${base}/contacts/0/remove`)).text();
    expect(asked).toContain('They’re the only one who gets this customer’s invoices');
    expect((await row()).contacts).toHaveLength(1);
    await set({ email: 'acme@acme.test' });
    expect(await (await owner.get(`${base}/contacts/0/remove`)).text()).toContain('acme@acme.test');
  });

  it('is not changed on what somebody else has changed meanwhile', async () => {
    await post('/contacts', ida);
    await set({ label: 'Another' });
    const late = await owner.post(`${base}/contacts/0/remove`, { version: '1' });
    expect(late.status).toBe(422);
    expect(await late.text()).toContain('Somebody changed this customer in the meantime.');
    expect((await row()).contacts).toHaveLength(1);
  });
});

describe('who pays', () => {
  it('is searched, said what it means, changed and shown on both pages', async () => {
    const { customerId: group } = await shop.invoice(100);
    await shop.ctx.db
      .update(customers)
      .set({ legalName: 'Zephyr Holding', searchWords: null })
      .where(eq(customers.id, group));
    await sweepWords(shop.ctx);
    const found = await (await owner.get(`${base}/parent?search=zephyr`)).text();
    expect(found).toContain('Zephyr Holding');
    expect(await (await owner.get(`${base}/parent?search=nobody-there`)).text()).toContain(
      'No customer matches',
    );
    const asked = await (await owner.get(`${base}/parent?to=${group}`)).text();
    expect(asked).toContain('pays the invoices of this customer, by its own payment methods');
    expect((await row()).parentId).toBeNull();
    expect((await post('/parent', { to: group })).status).toBe(303);
    expect((await row()).parentId).toBe(group);
    expect(await (await owner.get(base)).text()).toContain('Zephyr Holding');
    const theirs = await (await owner.get(`/dashboard/${shop.scope.merchantId}/customers/${group}`)).text();
    expect(theirs).toContain('Pays for');
    expect((await post('/parent', { to: 'nobody' })).status).toBe(303);
    expect((await row()).parentId).toBeNull();
  });

  it('says the day of a planned charge as the business’s clock has it', async () => {
    const { customerId: group } = await shop.invoice(100);
    await shop.ctx.db.batch([
      shop.ctx.db
        .update(merchants)
        .set({ timeZone: 'Pacific/Auckland' })
        .where(eq(merchants.id, shop.scope.merchantId)),
      shop.ctx.db
        .update(invoices)
        .set({ sentAt: 1, collectStage: 'scheduled', collectAt: Date.parse('2029-12-04T20:00:00Z') })
        .where(eq(invoices.customerId, customerId)),
    ]);
    const asked = await (await owner.get(`${base}/parent?to=${group}`)).text();
    expect(asked).toContain('5 Dec 2029');
  });

  it('is none of another business, nor the customer itself', async () => {
    const other = await openShop();
    const { customerId: theirs } = await other.invoice(100);
    for (const to of [theirs, customerId, 'x']) {
      expect((await owner.get(`${base}/parent?to=${to}`)).status).toBe(422);
      expect((await post('/parent', { to })).status).toBe(422);
    }
    expect((await row()).parentId).toBeNull();
  });
});

describe('a customer’s tax ids on its page', () => {
  it('are shown, changed and taken away, and each is checked beside its row', async () => {
    const form = await (await owner.get(`${base}/tax-ids`)).text();
    expect(form).toContain('name="taxValue0"');
    const ids = {
      taxKind0: 'eu_vat',
      taxValue0: 'DE 136695976',
      taxKind1: 'de_stnr',
      taxValue1: '29/815/08156',
    };
    expect((await post('/tax-ids', ids)).status).toBe(303);
    expect((await row()).taxIds).toEqual([
      { kind: 'eu_vat', value: 'DE 136695976' },
      { kind: 'de_stnr', value: '29/815/08156' },
    ]);
    const page = await (await owner.get(base)).text();
    expect(page).toContain('The tax IDs were changed.');
    expect(page).toContain(`${base}/tax-ids`);
    const wrong = await post('/tax-ids', { taxKind2: 'eu_vat', taxValue2: 'GB999999973' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toMatch(/value="GB999999973"[\s\S]*choose gb_vat/);
    expect((await row()).taxIds).toHaveLength(2);
    expect((await post('/tax-ids', { taxKind0: 'eu_vat', taxValue0: '' })).status).toBe(303);
    expect((await row()).taxIds).toEqual([]);
  });

  it('are refused where somebody changed the customer meanwhile', async () => {
    const fields = { taxKind0: 'eu_vat', taxValue0: 'DE136695976', version: '999' };
    const answer = await post('/tax-ids', fields);
    expect([answer.status, (await row()).taxIds]).toEqual([422, []]);
    expect(await answer.text()).toContain('Somebody changed this customer in the meantime');
  });
});

it('a customer’s page says what their e-invoices lack before anything is drafted, where the business sends such', async () => {
  await set({ address: {}, taxIds: [], email: 'ida@acme.test', billingEmails: [] });
  expect(await (await owner.get(base)).text()).not.toContain('Missing for e-invoices');
  const sends = (eInvoice: 'xrechnung' | 'factur_x') =>
    shop.ctx.db.update(merchants).set({ eInvoice }).where(eq(merchants.id, shop.scope.merchantId));
  await sends('xrechnung');
  const german = await (await owner.get(base)).text();
  expect(german).toContain('Missing for e-invoices');
  expect(german).toContain('The customer’s address has no postcode: give one.');
  await sends('factur_x');
  const any = await (await owner.get(base)).text();
  expect(any).toContain('address has no country');
  expect(any).not.toContain('no postcode');
});
