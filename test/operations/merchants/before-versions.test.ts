import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { invoices, merchants } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { updateProfile } from '../../../src/operations/merchants/update-profile.ts';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { must, openShop } from '../../support/worker/shop.ts';

it('an invoice from before there were versions shows what it showed, whatever is changed afterwards', async () => {
  const { ctx, scope, invoice } = await openShop();
  const { invoiceId: id } = await invoice(12_000);
  await ctx.db
    .update(merchants)
    .set({ taxId: 'EIN 1', telephone: '+1 555 0199', logoUrl: 'https://northwind.test/logo.png' })
    .where(eq(merchants.id, scope.merchantId));
  const [row] = await ctx.db.select().from(invoices).where(eq(invoices.id, id));
  if (row?.parties == null) throw new Error('not finalized');
  // As the schema before had it: no version, and neither the display name nor tax ids with their kinds.
  const { displayName: _, taxIds: __, ...party } = row.parties.merchant;
  const parties = { ...row.parties, merchant: { ...party, taxId: 'EIN 1' } };
  await ctx.db.update(invoices).set({ parties, profileVersion: null }).where(eq(invoices.id, id));
  const shown = async () => (await showInvoice(ctx, id, { allLines: true }))?.view;
  const before = await shown();
  expect(before).toMatchObject({
    merchant: {
      name: 'Northwind Ltd',
      legalName: 'Northwind Ltd',
      taxIds: [{ kind: 'text', value: 'EIN 1' }],
      telephone: '+1 555 0199',
      logoUrl: 'https://northwind.test/logo.png',
      brandColor: '#1f4b99',
    },
    transfer: { to: { kind: 'text', text: 'Bank of Portland\nIBAN XX00' }, isReplaced: false },
  });
  const change = {
    legalName: 'Other',
    displayName: 'Another',
    taxId: null,
    telephone: null,
    logoUrl: null,
    brandColor: '#ff0000',
    footer: 'New',
  };
  must(await updateProfile(ctx, { scope, commandId: newId(ctx, 'req'), basedOn: null, change }));
  expect(await shown()).toEqual(before);
});
