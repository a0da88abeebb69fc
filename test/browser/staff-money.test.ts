import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import { killWorker } from '../support/node/kill-worker.ts';
import {
  type ApiInvoice,
  eventually,
  fillCard,
  type OpenStack,
  openStack,
  payByCard,
  visitor,
} from '../support/node/shopkeeper.ts';
import { signInByMail } from '../support/node/staff-owner.ts';

const MINUTE_MS = 60_000;
/** As many as the first day of a month has. */
const MANY = 200;
const AT_ONCE = 20;

let shop: OpenStack;
let ada: Page;
beforeAll(async () => {
  shop = await openStack();
  ada = await (await visitor(shop.browser)).newPage();
  await signInByMail(shop, ada, DEMO_BUSINESS.owner);
});
afterAll(() => shop?.close());

const press = (name: string) => ada.getByRole('button', { name }).first().click();
const open = (name: string | RegExp) => ada.getByRole('link', { name }).first().click();
const says = (text: string) => ada.getByText(text).first().waitFor();
const home = () => open(/^Home/);
const base = (): string => /\/dashboard\/mer_\w+/.exec(ada.url())?.[0] ?? '';
const goTo = (path: string) => ada.goto(`${shop.stack.app}${base()}${path}`);
const isThere = async (text: string): Promise<boolean> => (await ada.getByText(text).count()) > 0;

/** The home page, drawn anew until a line of what needs a person is there. */
const needs = (title: string) =>
  eventually(`the home page says: ${title}`, async () => {
    await home();
    return isThere(title);
  });

/** The page that is open, drawn anew until it says so. */
const comesToSay = (text: string) =>
  eventually(`the page says: ${text}`, async () => {
    await ada.reload();
    return isThere(text);
  });

/** A customer whom nobody else is called like. */
async function client(legalName: string): Promise<{ readonly customerId: string; readonly email: string }> {
  const email = `${legalName.replaceAll(/\W+/g, '-').toLowerCase()}@payer.example`;
  const { id } = await shop.api<{ id: string }>('/customers', { legalName, email });
  return { customerId: id, email };
}

/** At Stripe, together with the client: a card of theirs. */
async function addCardFor(customerId: string, card: string): Promise<void> {
  await goTo(`/customers/${customerId}`);
  await open('Add a method for them');
  await press('Add a card');
  await ada.waitForURL(/\/c\/pay\/cs_test_/);
  await fillCard(ada, card);
  await ada.locator('button[type=submit]').first().click();
  await ada.waitForURL(new RegExp(`/customers/${customerId}`));
  await comesToSay(card.slice(-4));
}

/** Somebody pays an invoice by its link. */
async function payByLink({ paymentUrl, id }: ApiInvoice, card: string): Promise<void> {
  const page = await (await visitor(shop.browser)).newPage();
  await page.goto(paymentUrl ?? '');
  await payByCard(page, card);
  await page.waitForURL(/\/success$/);
  await page.close();
  await eventually('it is paid', async () => (await shop.invoice(id)).status === 'paid');
}

type Listed = { readonly data: readonly { readonly id: string; readonly name?: string }[] };

/** The client as Stripe has it. */
const atStripe = (legalName: string) =>
  eventually('Stripe has the client', async () => {
    const { data } = await shop.stripe<Listed>('/customers?limit=100');
    return data.find(({ name }) => name === legalName);
  });

describe('staff, of money that needs them', () => {
  it('add a card for a client, come from its failed charge on the home page to the payment, and refund a part', async () => {
    await shop.api('/settings/collection', { policy: 'on_send', noticeDays: 0 }, 'PATCH');
    const { customerId, email } = await client('Failing Works');
    await addCardFor(customerId, '4242424242424242');
    const { id: stripeId } = await atStripe('Failing Works');
    const { data } = await shop.stripe<Listed>(`/payment_methods?type=card&customer=${stripeId}`);
    const issuer = (decline: object) => shop.sandbox(`payment_methods/${data[0]?.id}/decline`, decline);
    await issuer({ declineCode: 'insufficient_funds' });
    const { id, number } = await shop.sendTo(customerId, 10_000);
    await needs(`Payment failed: ${number}`);
    await open(new RegExp(`^See the invoice: Payment failed: .?${number}`));
    await says('there wasn’t enough money');
    await open('Charge now');
    await press('Charge $150.00');
    await says('The charge was declined.');

    await issuer({ decline: null });
    await open('Charge now');
    await press('Charge $150.00');
    await says('The charge succeeded.');
    await home();
    expect(await isThere(`Payment failed: ${number}`)).toBe(false);

    await goTo(`/invoices/${id}`);
    await open('Refund the payment of $150.00');
    await ada.getByLabel('Amount (USD)').fill('40.00');
    await ada.getByLabel('Reason').selectOption('Requested by the customer');
    await press('Refund');
    await says('The refund is on its way to Stripe.');
    await eventually('the customer hears of it', async () => (await shop.mails(email, 'Refund'))[0]);
    await comesToSay('Refunded');
    expect(await shop.invoice(id)).toMatchObject({ status: 'paid', paymentStatus: 'partially_refunded' });
  });

  it('answer a dispute with what is on file, and see it won', async () => {
    const { customerId } = await client('Disputing Works');
    const invoice = await shop.sendTo(customerId, 20_000);
    await payByLink(invoice, '4000000000000259');
    await needs('Disputing Works disputes $300.00');
    await open(/^Answer it: .?Disputing Works/);
    expect(await ada.getByLabel('What was sold').inputValue()).toContain(invoice.number);
    await ada.getByLabel('Customer', { exact: true }).fill('Disputing Works, Pat Payer');
    await press('Submit the answer for good');
    await says('The answer was submitted');
    const { data } = await shop.stripe<Listed>('/disputes?limit=1');
    const answered = { status: 'under_review', evidence: { customer_name: 'Disputing Works, Pat Payer' } };
    expect(data).toMatchObject([answered]);
    const payment = ada.url();
    await home();
    expect(await isThere('Disputing Works disputes')).toBe(false);
    await shop.sandbox(`disputes/${data[0]?.id}/decide`, { outcome: 'won' });
    await ada.goto(payment);
    await comesToSay('Won');
  });

  it('run an event again that could not be worked on', async () => {
    const { customerId } = await client('Deleted Works');
    await payByLink(await shop.sendTo(customerId, 2_000), '4242424242424242');
    const there = await atStripe('Deleted Works');
    // Stripe says that it was deleted, and when asked, that it is there.
    const { id: fault } = await shop.sandbox<{ id: string }>('faults', {
      ...{ kind: 'answer', method: 'GET', pathPattern: `/v1/customers/${there.id}`, times: 1_000 },
      answer: { status: 200, body: there },
    });
    const headers = { Authorization: `Bearer ${shop.stack.stripeKey}` };
    await fetch(`${shop.stack.sandbox}/v1/customers/${there.id}`, { method: 'DELETE', headers });
    await needs('An event of Stripe’s can’t be worked on');
    await open(/^See the event/);
    await says('Waits for a person');
    const event = ada.url();
    await fetch(`${shop.stack.sandbox}/_sandbox/faults/${fault}`, { method: 'DELETE' });
    await press('Run again');
    await says('It’s being run again.');
    await ada.goto(event);
    await comesToSay('Handled');
    await home();
    expect(await isThere('An event of Stripe’s can’t be worked on')).toBe(false);
  });
});

describe('staff, of many invoices', () => {
  it(`send ${MANY} at once: each goes out once, though the Worker is killed half way`, {
    timeout: 300_000,
  }, async () => {
    await shop.api('/settings/collection', { policy: 'never' }, 'PATCH');
    const { customerId, email } = await client('Monthly Works');
    const draft = { customerId, currency: 'USD', dueDate: '2030-01-31' };
    const lines = [{ description: 'Support', quantity: '1', unitAmount: 10_000 }];
    for (let made = 0; made < MANY; made += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, () => shop.api('/invoices', { ...draft, lines })));
    await goTo('/invoices?view=draft&search=Monthly');
    await ada.getByLabel('Do', { exact: true }).selectOption('Send');
    await press('With all of this list');
    await says('They come to $20,000.00.');
    await press(`Send ${MANY} invoices`);
    await says('It goes on if you leave this page.');
    // The page counts by itself.
    const done = async () => {
      const text = (await ada.getByText(/\d of 200\. /).textContent()) ?? '';
      return Number(/(\d+) of 200/.exec(text)?.[1] ?? '0');
    };
    await eventually('some are sent', async () => (await done()) > 0);
    await killWorker(shop.stack.stateDirectory);
    await ada.reload();
    expect(await done()).toBeLessThan(MANY);

    // Its messages died with it. Cron finds what was handed out and not done.
    await shop.sandbox('clock', { advanceMs: 4 * MINUTE_MS });
    await ada.getByText('All of them are through.').waitFor({ timeout: 200_000 });
    await says(`${MANY} done, 0 skipped, 0 failed.`);
    const mails = await eventually('every mail is there', async () => {
      const found = await shop.mails(email, 'Invoice');
      return found.length >= MANY && found;
    });
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(MANY);
    expect(mails).toHaveLength(MANY);
  });
});
