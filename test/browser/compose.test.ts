import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import { eventually, type OpenStack, openStack, payByCard, visitor } from '../support/node/shopkeeper.ts';
import { signInByMail } from '../support/node/staff-owner.ts';

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack();
});
afterAll(() => shop?.close());

it('staff write an invoice with its preview, send it, and see it paid without reloading', async () => {
  const { email } = await shop.newCustomer();
  const ada = await (await visitor(shop.browser)).newPage();
  await signInByMail(shop, ada, DEMO_BUSINESS.owner);

  await ada.getByRole('link', { name: 'Invoices', exact: true }).first().click();
  await ada.getByRole('link', { name: 'New invoice' }).click();
  await ada.getByLabel('Search customers').fill(email);
  await ada.getByRole('button', { name: 'Search' }).click();
  await ada.getByRole('button', { name: 'Choose Payer & Sons' }).click();

  await ada.getByLabel('Description').fill('Workshop');
  await ada.getByLabel('Quantity').fill('2');
  await ada.getByLabel(/^Price each/).fill('140.00');
  // The preview follows what is typed, before anything is saved.
  const frame = ada.frameLocator('iframe[name=preview-page]');
  await frame.getByText('$280.00').first().waitFor();
  await ada.frameLocator('iframe[name=preview-mail]').getByText('$280.00').first().waitFor();
  await ada.getByRole('button', { name: 'Add a line' }).click();
  await ada.getByRole('group', { name: 'Line 2' }).getByLabel('Description').fill('Travel');
  await ada
    .getByRole('group', { name: 'Line 2' })
    .getByLabel(/^Price each/)
    .fill('20');
  await ada.getByRole('button', { name: 'Save, and go on to sending' }).click();
  await ada.getByText('$300.00 to').waitFor();
  await ada.getByRole('button', { name: 'Send', exact: true }).click();
  await ada.getByText('The invoice is on its way.').waitFor();
  await ada.getByRole('link', { name: 'Watch it until it’s paid' }).click();

  await eventually('the invoice in the mailbox', async () => (await shop.mails(email, 'Invoice'))[0]);
  const { paymentUrl } = await shop.invoice(/inv_\w+/.exec(ada.url())?.[0] ?? '');
  const payer = await (await visitor(shop.browser)).newPage();
  await payer.goto(paymentUrl ?? '');
  await payByCard(payer, '4242424242424242');
  await payer.waitForURL(/\/success$/);

  await ada.getByText('Nothing more: it’s settled.').waitFor();
  expect(
    await ada
      .getByText(/\$300\.00/)
      .first()
      .isVisible(),
  ).toBe(true);
});
