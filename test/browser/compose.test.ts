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
  await ada.evaluate(() => Object.assign(window, { isTheSamePage: true }));

  await eventually('the invoice in the mailbox', async () => (await shop.mails(email, 'Invoice'))[0]);
  const { paymentUrl } = await shop.invoice(/inv_\w+/.exec(ada.url())?.[0] ?? '');
  const payer = await (await visitor(shop.browser)).newPage();
  await payer.goto(paymentUrl ?? '');
  await payByCard(payer, '4242424242424242');
  await payer.waitForURL(/\/success$/);

  await ada.getByText('Nothing more: it’s settled.').waitFor();
  expect(await ada.evaluate(() => 'isTheSamePage' in window)).toBe(true);
  expect(
    await ada
      .getByText(/\$300\.00/)
      .first()
      .isVisible(),
  ).toBe(true);
});

it('by keyboard alone: an invoice is found and opened, lists are walked through, and single keys can be turned off', async () => {
  const { invoice } = await shop.send(10_000);
  const page = await (await visitor(shop.browser)).newPage();
  await signInByMail(shop, page, DEMO_BUSINESS.owner);
  // The script has run.
  await page.locator('html.js').waitFor();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'A page, an action, an invoice or a customer' });
  await field.fill(invoice.number);
  await page.getByRole('option', { name: new RegExp(invoice.number) }).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('Control+k');
  await field.fill('sched');
  await page.getByRole('option', { name: 'Schedules Page' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Schedules', level: 1 }).waitFor();

  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByRole('heading', { name: 'Invoices', level: 1 }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1);
  await page.keyboard.press('/');
  await page.keyboard.type('gi');
  expect(await page.getByRole('textbox', { name: 'Number or customer' }).inputValue()).toBe('gi');
  await page.getByRole('heading', { name: 'Invoices', level: 1 }).click();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.getByRole('checkbox', { name: 'Use single-key shortcuts in this browser' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.press('?');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(page.url()).toMatch(/\/invoices$/);
});
