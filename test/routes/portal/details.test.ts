import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { customers, invoices, journal, merchants } from '../../../src/db/schema/index.ts';
import { invoiceFor, type SignedInBrowser, signIn } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let browser: SignedInBrowser;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  ({ customerId } = await shop.invoice(42_000));
  browser = await signIn(shop, customerId);
});

const allow = () =>
  shop.ctx.db
    .update(merchants)
    .set({ customersEditDetails: true })
    .where(eq(merchants.id, shop.scope.merchantId));

const NEW = { contactName: 'Bea', telephone: '+1 207 555 0100', line1: '1 New Street', town: 'Bangor' };
const page = async () => (await browser.get('/portal/details')).text();
const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
const row = async () => (await shop.ctx.db.select().from(customers).where(eq(customers.id, customerId)))[0];
const entries = () =>
  shop.ctx.db
    .select({ data: journal.data })
    .from(journal)
    .where(and(eq(journal.streamId, customerId), eq(journal.type, 'customer_updated')));
const partiesOf = async (invoiceId: string) =>
  (await shop.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId)))[0]?.parties?.customer.address;

describe('a customer’s own billing details', () => {
  it('are nobody’s to change until the business switches it on', async () => {
    const before = await row();
    expect((await browser.get('/portal/details')).status).toBe(404);
    const fields = { ...NEW, version: String(before?.version) };
    expect((await browser.post('/portal/details', fields)).status).toBe(404);
    expect(await row()).toEqual(before);
    expect(await (await browser.get('/portal/invoices')).text()).not.toContain('/portal/details');
  });

  it('are on the next invoice and on none before it, once, and in the journal as theirs', async () => {
    await allow();
    const [{ id: issued } = { id: '' }] = await shop.ctx.db
      .select({ id: invoices.id })
      .from(invoices)
      .where(eq(invoices.customerId, customerId));
    const [first, before] = [await partiesOf(issued), await row()];
    const fields = { ...NEW, version: versionIn(await page()) };
    for (const _ of [1, 2]) {
      const saved = await browser.post('/portal/details', fields);
      expect([saved.status, saved.headers.get('location')]).toEqual([303, '/portal/details']);
    }
    expect(await page()).toContain('Your billing details were saved.');
    const after = await row();
    expect(after).toMatchObject({
      contactName: 'Bea',
      telephone: '+1 207 555 0100',
      legalName: before?.legalName,
      email: before?.email,
      address: { line1: '1 New Street', town: 'Bangor', country: before?.address.country ?? null },
    });
    expect(await entries()).toMatchObject([{ data: { by: 'customer' } }]);
    expect(await partiesOf(issued)).toEqual(first);
    expect(await partiesOf(await invoiceFor(shop, customerId, 1_000))).toMatchObject({
      line1: '1 New Street',
    });
  });

  it('are shown again where they have changed meanwhile, or cannot be printed, and are as they were', async () => {
    await allow();
    const version = versionIn(await page());
    await shop.ctx.db.update(customers).set({ contactName: 'Cyd' }).where(eq(customers.id, customerId));
    const old = await browser.post('/portal/details', { ...NEW, version });
    expect(old.status).toBe(409);
    expect(await old.text()).toMatch(/changed in the meantime[\s\S]*value="Cyd"/);
    const wrong = await browser.post('/portal/details', {
      ...NEW,
      line1: '\u{13000} Street',
      postcode: '9'.repeat(21),
      version: versionIn(await page()),
    });
    expect(wrong.status).toBe(422);
    const text = await wrong.text();
    for (const said of ['can’t be printed', '20 characters or fewer', 'value="Bea"'])
      expect(text).toContain(said);
    expect(await row()).toMatchObject({ contactName: 'Cyd', telephone: null });
    expect(await entries()).toEqual([]);
  });
});
