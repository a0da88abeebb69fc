import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn } from '../support/node/portal-customer.ts';
import { eventually, fillCard, type OpenStack, openStack } from '../support/node/shopkeeper.ts';

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack();
});
afterAll(() => shop?.close());

const paid = (id: string) =>
  eventually('the API says paid', async () => {
    const invoice = await shop.invoice(id);
    return invoice.status === 'paid' ? invoice : null;
  });

it('signs in from the mailbox, adds a card and a bank account, pays, and leaves the rest to autopay', async () => {
  await shop.sandbox('microdeposits', { type: 'amounts' });
  await shop.api('/settings/collection', { policy: 'never' }, 'PATCH');
  const { customerId, email } = await shop.newCustomer();
  const first = await shop.sendTo(customerId, 28_000);
  const page = await signIn(shop, email);

  await page.getByRole('link', { name: 'Payment settings' }).click();
  await page.getByRole('button', { name: 'Add a card' }).click();
  await page.waitForURL(/\/c\/pay\/cs_test_/);
  await fillCard(page, '4242424242424242');
  await page.locator('button[type=submit]').first().click();
  await page.waitForURL(/\/portal\/settings\/open-invoices$/);
  await page.getByText('The payment method is saved.').waitFor();
  await page.getByText('Nothing was charged.').waitFor();
  await page.getByRole('link', { name: 'Decide later' }).click();
  await page.getByText('One open invoice is waiting for your decision.').waitFor();
  await page.getByText('Visa ending in 4242').waitFor();
  await eventually('its mail', async () => (await shop.mails(email, 'Payment method added'))[0]);

  await page.getByRole('link', { name: 'Invoices' }).click();
  await page.getByRole('link', { name: `Pay, invoice ${first.number}` }).click();
  await page.getByRole('button', { name: 'Pay $420.00 with Visa •••• 4242' }).click();
  await page.getByRole('heading', { name: 'Payment successful' }).waitFor();
  await paid(first.id);

  await page.goto(`${shop.stack.app}/portal/settings`);
  await page.getByRole('link', { name: 'Add a US bank account' }).click();
  await page.getByLabel('Account number').fill('000123456789');
  await page.getByLabel('Account holder’s name').fill('Pat Payer');
  await page.getByLabel('Individual').check();
  await page.getByLabel('Currency').selectOption('other');
  await page.getByLabel('Routing number').fill('110000000');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Bank accounts are debited in US dollars only.').waitFor();
  await page.getByLabel('Currency').selectOption('USD');
  await page.getByLabel('Account number').fill('000123456789');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Waiting for verification').waitFor();
  await page.getByRole('link', { name: 'Verify' }).click();
  await page.getByLabel('First amount').fill('0.32');
  await page.getByLabel('Second amount').fill('44');
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText('You have 9 tries left.').waitFor();
  await page.getByLabel('Second amount').fill('45');
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText('The bank account is verified').waitFor();
  await eventually('its mandate', async () => (await shop.mails(email, 'Bank debit authorized'))[0]);

  await page.getByRole('link', { name: 'Automatic payment' }).click();
  await page.getByLabel('When the invoice is sent').check();
  await page.getByRole('button', { name: 'Agree and turn on' }).click();
  await page.getByText('Automatic payment is on.').waitFor();
  const next = await shop.sendTo(customerId, 10_000);
  expect(await paid(next.id)).toMatchObject({ amountPaid: 15_000 });
  await page.getByRole('link', { name: 'Read what you agreed to' }).click();
  await page.getByText('I permit').first().waitFor();
});
