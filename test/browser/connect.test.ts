import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeSql } from '../../scripts/business/store.ts';
import { eventually, type OpenStack, openStack, payByCard, visitor } from '../support/node/shopkeeper.ts';

const OWNER = 'ada@northwind.example';

/** The demo business has an owner, as an accepted invitation leaves one. */
const withOwner = (stateDirectory: string) =>
  executeSql(
    `INSERT INTO people (id, address, written, created_at) VALUES ('per_ada', '${OWNER}', '${OWNER}', 0);
     INSERT INTO memberships (merchant_id, person_id, role, created_at, updated_at)
       SELECT id, 'per_ada', 'owner', 0, 0 FROM merchants;\n`,
    { local: join(stateDirectory, 'state') },
  );

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack(withOwner);
});
afterAll(() => shop?.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const says = (page: Page, text: string) => page.getByText(text).first().waitFor();

async function signedIn(): Promise<Page> {
  const page = await (await visitor(shop.browser)).newPage();
  await page.goto(`${shop.stack.app}/dashboard/sign-in`);
  await page.getByLabel('Your work email address').fill(OWNER);
  await press(page, 'Send sign-in link');
  const mail = await eventually(
    'the sign-in link',
    async () => (await shop.mails(OWNER, 'Your sign-in link'))[0],
  );
  const [link = ''] =
    /https?:\/\/\S+\/dashboard\/sign-in\/[\w.-]+/.exec((await shop.mail(mail.id)).text) ?? [];
  await page.goto(link);
  await press(page, 'Sign in');
  await page.waitForURL(/\/dashboard\/mer_/);
  return page;
}

async function integrate(page: Page, account: string): Promise<void> {
  await press(page, 'Integrate with Stripe');
  await page.waitForURL(/\/oauth\/authorize/);
  await page.getByLabel(account).check();
  await press(page, 'Connect');
  await page.waitForURL(/\/stripe\/attempts\/cna_/);
  await says(page, account);
  await press(page, 'Yes, connect it');
  await says(page, 'The account is connected.');
  await says(page, 'Payments work.');
}

async function disconnect(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Disconnect', exact: true }).click();
  await says(page, 'autopay stops');
  await press(page, 'Disconnect');
  await page.getByRole('heading', { name: 'I have a Stripe account' }).waitFor();
}

describe('the Stripe account of a business', () => {
  it('is integrated, disconnected while somebody pays, connected again, and made new in two sittings', async () => {
    const page = await signedIn();
    await page.getByRole('link', { name: 'Marketplace' }).first().click();
    await page.getByRole('link', { name: 'Configure' }).click();
    await press(page, 'Check again');
    await says(page, 'Payments work.');
    await disconnect(page);

    const { id: account } = await shop.sandbox<{ id: string }>('accounts', {
      connected: false,
      name: 'Northwind Main',
    });
    await integrate(page, account);
    const { invoice } = await shop.send(20_000);

    // Somebody is paying when the account goes: their page is over, and the link says so.
    const payer = await (await visitor(shop.browser)).newPage();
    await payer.goto(invoice.paymentUrl ?? '');
    await payer.waitForURL(/\/c\/pay\/cs_test_/);
    await disconnect(page);
    await payer.reload();
    expect(await payer.getByRole('button', { name: /^Pay / }).count()).toBe(0);
    await payer.goto(invoice.paymentUrl ?? '');
    await says(payer, 'Online payment is not available');

    await page.getByRole('button', { name: `Connect again: ${account}` }).click();
    await says(page, 'connected again');
    await eventually('money moves again', async () => {
      await shop.stack.tick();
      await payer.goto(invoice.paymentUrl ?? '');
      return /\/c\/pay\/cs_test_/.test(payer.url());
    });
    await payByCard(payer, '4242424242424242');
    await payer.getByRole('heading', { name: 'Payment successful' }).waitFor();
    expect(await shop.invoice(invoice.id)).toMatchObject({ status: 'paid' });

    await page.reload();
    await disconnect(page);
    await press(page, 'Open a new account');
    await says(page, 'Payments are held');
    await press(page, 'Continue at Stripe');
    await page.waitForURL(/\/setup\//);
    await press(page, 'Finish later');
    await says(page, 'A bank account for payouts');
    const { invoice: second } = await shop.send(10_000);
    await payer.goto(second.paymentUrl ?? '');
    await says(payer, 'Online payment is paused');

    await press(page, 'Continue at Stripe');
    await page.waitForURL(/\/setup\//);
    await page.getByLabel('Business name').fill('Northwind');
    await page.getByLabel('Website').fill('https://northwind.example');
    await page.getByLabel('First name').fill('Ada');
    await page.getByLabel('Last name').fill('Lovelace');
    await page.getByLabel('Routing number').fill('110000000');
    await page.getByLabel('Account number').fill('000123456789');
    await page.getByLabel('I accept the terms').check();
    await press(page, 'Submit');
    await page.waitForURL(/\/stripe$/);
    // An account that was read seconds ago isn't read again yet.
    await eventually('charges turn on', async () => {
      await press(page, 'Check again');
      return (await page.getByText('Payments work.').count()) > 0;
    });
    await payer.goto(second.paymentUrl ?? '');
    await payer.waitForURL(/\/c\/pay\/cs_test_/);
  });
});
