import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { invoices } from '../../../src/db/schema/index.ts';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { apiClient, makeCustomer } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext({});
const SMALL = {
  name: 'USt',
  percentage: '0',
  inclusive: false,
  category: 'exempt',
  exemption: 'small_business_de',
};
const VAT = { name: 'VAT', percentage: '20', inclusive: true };

async function open() {
  const api = apiClient(ctx, await seedMerchant(ctx, {}));
  const customerId = await makeCustomer(api, { locale: 'de' });
  const lines = [SMALL, VAT].map((rate) => ({ description: 'Work', unitAmount: 10_000, taxRates: [rate] }));
  const { body } = await api('POST', '/invoices', { customerId, lines });
  const view = async () => (await showInvoice(ctx, body.id, { allLines: true }))?.view;
  const row = async () => (await ctx.db.select().from(invoices).where(eq(invoices.id, body.id)))[0];
  const { id } = body;
  return { api, id, customerId, view, row };
}

it('an issued invoice keeps the words that its law had, and its language, whatever changes later', async () => {
  const { api, id, customerId, view, row } = await open();
  const before = await view();
  expect((await row())?.sums?.notes).toBeUndefined();
  await api('POST', `/invoices/${id}/finalize`);
  await api('PATCH', `/customers/${customerId}`, { locale: 'fr' });
  expect((await row())?.sums?.notes).toEqual([{ note: 'small_business', law: '§ 19 UStG' }]);
  const after = await view();
  expect(after).toMatchObject({ taxNotes: before?.taxNotes, rates: before?.rates, locale: 'de' });
});

it('a draft that an earlier version sums anew shows that version’s sums, none from before', async () => {
  const { id, view, row } = await open();
  expect((await view())?.rates).toHaveLength(2);
  await ctx.db
    .update(invoices)
    .set({ subtotal: 5_000, taxTotal: 0, amountDue: 5_000, taxes: [] })
    .where(eq(invoices.id, id));
  expect(await row()).toMatchObject({ sums: null, subtotal: 5_000 });
  expect(await view()).toMatchObject({ rates: [], taxNotes: [], total: 5_000 });
});

it('what an earlier version only touches keeps its sums', async () => {
  const { id, row } = await open();
  const before = (await row())?.sums;
  await ctx.db.update(invoices).set({ amountDue: sql`amount_due`, notes: 'New' }).where(eq(invoices.id, id));
  expect((await row())?.sums).toEqual(before);
});
