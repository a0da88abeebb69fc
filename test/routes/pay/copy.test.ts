import { beforeEach, expect, it } from 'vitest';
import { updateProfile } from '../../../src/operations/merchants/update-profile.ts';
import { forged } from '../../support/forged.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const account = (accountNumber: string, onNewInvoices = true) => ({
  currency: 'USD',
  holder: 'Northwind Studio LLC',
  bankName: 'Harbour Bank',
  numbers: { kind: 'us' as const, routingNumber: '110000000', accountNumber },
  reference: 'invoice_number' as const,
  onNewInvoices,
});
let changes = 0;
const takes = async (...accounts: ReturnType<typeof account>[]) => {
  const change = { bankAccounts: accounts, bankDetails: null };
  changes += 1;
  const commandId = `req_${changes}`;
  const changed = await updateProfile(shop.ctx, { scope: shop.scope, basedOn: null, change, commandId });
  if (changed.kind !== 'done') throw new Error('the accounts were refused');
  return changed.value.version;
};
const copyOf = async (viewPath: string): Promise<string> => {
  const answer = await shop.request(viewPath, { headers: { accept: 'application/json' } });
  const view = await answer.json<{ readonly links: { readonly copy: string } }>();
  return new URL(view.links.copy).pathname;
};

it('says number, amount and the bank details of the version that was printed, and whether they still hold', async () => {
  const first = await takes(account('000123456789'));
  const { viewPath } = await shop.invoice(42_000);
  const printed = await copyOf(viewPath);
  expect(printed).toBe(`${viewPath}/c/${first}`);
  const before = await (await shop.request(printed)).text();
  for (const said of ['NW-0001', '$420.00', '000123456789', 'These bank details are still right.'])
    expect(before).toContain(said);

  await takes(account('000999999999'), account('000123456789', false));
  expect(await copyOf(viewPath)).toBe(printed);
  expect(await (await shop.request(printed)).text()).toContain('still right');

  const later = await takes(account('000999999999'));
  const after = await (await shop.request(printed)).text();
  expect(after).toContain('000123456789');
  expect(after).toContain('These accounts no longer take money.');
  expect(after).not.toContain('000999999999');
  // What is printed from now on names the new ones.
  expect(await copyOf(viewPath)).toBe(`${viewPath}/c/${later}`);
  expect(await (await shop.request(await copyOf(viewPath))).text()).toContain('000999999999');
});

it('of a version that it cannot have been printed with, or by a forged link, is not found', async () => {
  await takes(account('000111111111'));
  const issued = await takes(account('000123456789'));
  const { viewPath } = await shop.invoice(42_000);
  for (const version of [issued - 1, issued + 1, 0, -1, 1.5, 'x', '']) {
    expect([version, (await shop.request(`${viewPath}/c/${version}`)).status]).toEqual([version, 404]);
  }
  expect((await shop.request(`${forged(viewPath)}/c/${issued}`)).status).toBe(404);
  expect((await shop.request(`${viewPath}/c/${issued}`, { method: 'POST' })).status).toBe(405);
});
