import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killWorker } from '../support/node/kill-worker.ts';
import { addressOf, NORTHWIND, namesOf } from '../support/node/northwind.ts';
import { eventually, type OpenStack, openStack, payByCard, visitor } from '../support/node/shopkeeper.ts';
import { join, signInAgain } from '../support/node/staff-owner.ts';

const KNOWN = namesOf('Known');
const MADE = namesOf('Made');
const IMPORTED = KNOWN.length + MADE.length;
/** Of the known ones, so many have a card on file and an invoice that comes due. */
const COLLECTED = 8;
/** So many charges are held up at Stripe: the account is disconnected before they are through. */
const HELD = 2;
const MINUTE_MS = 60_000;

let shop: OpenStack;
let page: Page;
let account: string;
/** Customers of Stripe’s who have a card on file. */
let withCard: readonly string[];
beforeAll(async () => {
  shop = await openStack('northwind');
  page = await (await visitor(shop.browser)).newPage();
});
afterAll(() => shop?.close());

type List<T = { readonly id: string }> = { readonly data: readonly T[] };
type MappedClient = { readonly id: string; readonly linkedTo: { readonly id: string } };
type Mapping = {
  readonly state: string;
  readonly lastImport: { readonly state: string; readonly done: number; readonly total: number } | null;
};

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const says = (text: string, on = page) => on.getByText(text).first().waitFor();
const open = (name: string) => page.getByRole('link', { name, exact: true }).first().click();

async function integrate(account: string): Promise<void> {
  await press('Integrate with Stripe');
  await page.waitForURL(/\/oauth\/authorize/);
  await page.getByLabel(account).check();
  await press('Connect');
  await page.waitForURL(/\/stripe\/attempts\/cna_/);
  await says(account);
  await press('Yes, connect it');
  await says('The account is connected.');
  await says('Payments work.');
}

async function disconnect(): Promise<void> {
  await open('Disconnect');
  await says('autopay stops');
  await press('Disconnect');
  await page.getByRole('heading', { name: 'I have a Stripe account' }).waitFor();
}

/** Those whom the account knows already; the first of them have a card on file, and these are returned. */
async function addAtStripe(): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of KNOWN) {
    const email = addressOf(name).toUpperCase();
    const { id: customer } = await shop.stripe<{ id: string }>('/customers', { name, email }, account);
    if (ids.length === COLLECTED) continue;
    await shop.stripe('/payment_methods/pm_card_visa/attach', { customer }, account);
    ids.push(customer);
  }
  return ids;
}

/** Decides for all that match what is searched for, on a page of their own. */
async function decide(status: string, search: string, what: string): Promise<void> {
  const base = new URL(page.url()).pathname.replace(/\/mapping.*/, '/mapping');
  await page.goto(`${shop.stack.app}${base}?status=${status}&q=${search}`);
  await page.getByLabel('Which clients').selectOption('all');
  await press(what);
  await says('Decided.');
}

const mapping = () => shop.api<Mapping>('/mapping');
const done = async () => (await mapping()).lastImport?.done ?? 0;

describe('the Stripe account of a business', () => {
  it('is integrated by its invited owner, and 200 clients are mapped though the Worker is killed half way', async () => {
    await shop.stack.tick();
    await join(shop, page, NORTHWIND.owner, NORTHWIND.displayName);
    ({ id: account } = await shop.sandbox<{ id: string }>('accounts', {
      connected: false,
      name: 'Northwind Main',
    }));
    await open('Marketplace');
    await open('Integrate');
    await integrate(account);
    withCard = await addAtStripe();

    await open('Client mapping');
    await press('Read Stripe’s customers');
    await eventually('the list is read', async () => (await mapping()).state === 'ready');
    await decide('proposed', 'Known', 'Accept proposals');
    await decide('undecided', 'Made', 'Create in Stripe');
    await decide('undecided', 'Left', 'Ignore');
    await press(`Import ${IMPORTED} clients`);
    await eventually('a part is done', async () => (await done()) > 5);
    await killWorker(shop.stack.stateDirectory);
    const half = await done();
    expect(half).toBeLessThan(IMPORTED);

    // Its messages died with it. Cron finds what was handed out and not done.
    await shop.sandbox('clock', { advanceMs: 3 * MINUTE_MS });
    await eventually(
      'the import is finished',
      async () => (await mapping()).lastImport?.state === 'finished',
    );
    expect((await mapping()).lastImport).toMatchObject({ done: IMPORTED, total: IMPORTED });
    await page.reload();
    await says('Configuration is complete');
    const { data } = await shop.stripe<List<{ name: string }>>('/customers?limit=100', undefined, account);
    expect(data.map(({ name }) => name).toSorted()).toEqual([...KNOWN, ...MADE].toSorted());

    await page.getByLabel('Search clients').fill('Made 7');
    await page.getByRole('button', { name: 'Search', exact: true }).first().click();
    await open('Unlink Made 7');
    await says('stays in Stripe as it is');
    await press('Unlink');
    await says('The client was unlinked.');
  });

  it('is disconnected in the middle of a collection run and while somebody pays, and connected again, the rest is collected', async () => {
    const { payer, paymentUrl } = await payerAtStripe();
    await open('Stripe');
    await open('Disconnect');
    for (const customer of withCard.slice(0, HELD))
      await shop.sandbox('faults', {
        ...{ method: 'POST', pathPattern: '/v1/payment_intents', containing: `customer=${customer}` },
        ...{ kind: 'timeout', holdMs: 3_000 },
      });
    await sendToThoseWithCard();
    const paid = async () => (await shop.api<List>('/invoices?status=paid&limit=100')).data.length;
    await eventually('the first are paid', async () => (await paid()) > 0);
    await press('Disconnect');
    await page.getByRole('heading', { name: 'I have a Stripe account' }).waitFor();
    expect(await paid()).toBeLessThanOrEqual(COLLECTED - HELD);

    await payer.reload();
    expect(await payer.getByRole('button', { name: /^Pay / }).count()).toBe(0);
    await payer.goto(paymentUrl);
    await says('Online payment isn’t available', payer);

    await press(`Connect again: ${account}`);
    await says('connected again');
    await eventually('the rest is paid', async () => {
      await shop.sandbox('clock', { advanceMs: 11 * MINUTE_MS });
      return (await paid()) === COLLECTED;
    });
    const { data } = await shop.stripe<List<{ status: string; amount: number }>>(
      '/payment_intents?limit=100',
      undefined,
      account,
    );
    expect(data.filter(({ status }) => status === 'succeeded')).toHaveLength(COLLECTED);

    await payer.goto(paymentUrl);
    await payByCard(payer, '4242424242424242');
    await payer.getByRole('heading', { name: 'Payment successful' }).waitFor();
  });

  it('is left for a new one, which is made in two sittings, and its charges turn on', async () => {
    const stripe = new URL(page.url()).pathname;
    await signInAgain(shop, page, NORTHWIND.owner, stripe);
    await disconnect();
    await press('Open a new account');
    await says('Payments are on hold');
    await press('Continue at Stripe');
    await page.waitForURL(/\/setup\//);
    await press('Finish later');
    await says('A bank account for payouts');
    const { invoice } = await shop.send(10_000);
    const payer = await (await visitor(shop.browser)).newPage();
    await payer.goto(invoice.paymentUrl ?? '');
    await says('Online payment is paused', payer);

    await press('Continue at Stripe');
    await page.waitForURL(/\/setup\//);
    await page.getByLabel('Business name').fill('Northwind');
    await page.getByLabel('Website').fill('https://northwind.example');
    await page.getByLabel('First name').fill('Ada');
    await page.getByLabel('Last name').fill('Lovelace');
    await page.getByLabel('Routing number').fill('110000000');
    await page.getByLabel('Account number').fill('000123456789');
    await page.getByLabel('I accept the terms').check();
    await press('Submit');
    await page.waitForURL(/\/stripe$/);
    // An account that was read seconds ago isn't read again yet.
    await eventually('charges turn on', async () => {
      await press('Check again');
      return (await page.getByText('Payments work.').count()) > 0;
    });
    await payer.goto(invoice.paymentUrl ?? '');
    await payer.waitForURL(/\/c\/pay\/cs_test_/);
  });
});

/** Somebody who has opened the page on which they would pay. */
async function payerAtStripe(): Promise<{ payer: Page; paymentUrl: string }> {
  const { invoice } = await shop.send(20_000);
  const payer = await (await visitor(shop.browser)).newPage();
  const paymentUrl = invoice.paymentUrl ?? '';
  await payer.goto(paymentUrl);
  await payer.waitForURL(/\/c\/pay\/cs_test_/);
  return { payer, paymentUrl };
}

/** Sends an invoice to each client with a card on file, to be charged at once. */
async function sendToThoseWithCard(): Promise<void> {
  await shop.api('/settings/collection', { policy: 'on_send', noticeDays: 0 }, 'PATCH');
  const mapped = await shop.api<List<MappedClient>>('/mapping/clients?status=mapped&search=Known&limit=100');
  const ids = mapped.data.flatMap(({ id, linkedTo }) => (withCard.includes(linkedTo.id) ? [id] : []));
  expect(ids).toHaveLength(COLLECTED);
  await Promise.all(ids.map((id) => shop.sendTo(id, 10_000)));
}
