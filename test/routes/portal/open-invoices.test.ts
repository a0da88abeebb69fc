import { beforeEach, describe, expect, it } from 'vitest';
import { recordPayment, voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { attemptsAt, sendNew, setPolicy, tick } from '../../support/worker/collecting.ts';
import { cash, invoiceRow } from '../../support/worker/guards.ts';
import { attachAtStripe, methodsOnFile, stripeCustomerOf } from '../../support/worker/methods.ts';
import { type Fields, type SignedInBrowser, shownOn, signIn } from '../../support/worker/portal.ts';
import { must, openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

const OPEN = '/portal/settings/open-invoices';

let shop: Shop;
let customerId: string;
let browser: SignedInBrowser;
let first: string;
let second: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send' });
  ({ customerId } = await shop.invoice(100));
  await shop.work();
  first = await sendNew(shop, customerId);
  second = await sendNew(shop, customerId, { amount: 30_000 });
  browser = await signIn(shop, customerId);
});

const pathOf = (answer: Response) => new URL(answer.headers.get('location') ?? '/', 'https://billing.test');
const textOf = async (path: string) => (await browser.get(path)).text();

/** Adds a card as a customer does: the button, Stripe's page, and back. */
async function addCard(card = '4242424242424242'): Promise<string> {
  const [, setup = ''] = /name="setup" value="(set_\w+)"/.exec(await textOf('/portal/settings')) ?? [];
  const begun = await browser.post('/portal/settings/card', { setup });
  await payAtStripe(sessionIn(begun.headers.get('location')), { card });
  return pathOf(await browser.get(`/portal/settings/return/${setup}`)).pathname;
}

/** The form as the page has it, with everything ticked, and what is chosen. */
async function form(fields: Fields): Promise<Fields> {
  const page = await textOf(OPEN);
  const [, listed = ''] = /name="listed" value="(\d+)"/.exec(page) ?? [];
  const [, method = ''] = /<option value="(pm_\w+)" selected/.exec(page) ?? [];
  return { listed, method, invoice: shownOn(page), ...fields };
}
const choose = async (fields: Fields) => browser.post(OPEN, await form(fields));

describe('a customer who has added a card', () => {
  it('sees what is open, with the total, and nothing was charged', async () => {
    expect(await addCard()).toBe(OPEN);
    await tick(shop);
    const page = await textOf(OPEN);
    expect(page).toContain('Nothing was charged.');
    expect(page).toContain('Pay $420.00 now');
    expect(page).toContain('Visa ending in 4242');
    expect(shownOn(page).toSorted()).toEqual([`${first}.1`, `${second}.1`].toSorted());
    expect(page).not.toMatch(/type="radio"[^>]*checked/);
    expect([...(await attemptsAt(shop, first)), ...(await attemptsAt(shop, second))]).toEqual([]);
    expect(await textOf('/portal/settings')).toContain('2 open invoices are waiting for your decision.');
    expect(await textOf('/portal/autopay')).toContain('Waiting for your decision');
  });

  it('comes back to the settings where nothing is open', async () => {
    for (const invoiceId of [first, second]) {
      must(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `void ${invoiceId}` }));
    }
    expect(await addCard()).toBe('/portal/settings');
    expect(await textOf('/portal/settings')).not.toContain('waiting for your decision');
    expect(pathOf(await browser.get(OPEN)).pathname).toBe('/portal/settings');
  });

  it('pays what is ticked by one payment, once however often it is pressed', async () => {
    await addCard();
    const filled = await form({ choice: 'pay_now' });
    const pressed = await Promise.all([1, 2, 3].map(() => browser.post(OPEN, filled)));
    const paths = pressed.map((answer) => pathOf(answer).pathname);
    const paid = paths.find((path) => path.startsWith('/portal/payments/')) ?? '';
    expect(await textOf(paid)).toContain('Payment successful');
    expect(await shop.payments()).toMatchObject([{ state: 'succeeded', via: 'portal', amount: 42_000 }]);
    for (const invoiceId of [first, second]) {
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    }
    expect(pathOf(await browser.post(OPEN, filled)).pathname).toBe('/portal/settings');
    expect(await shop.payments()).toHaveLength(1);
  });

  it('sees the total of a part of it before it is paid', async () => {
    await addCard();
    const answer = await choose({ choice: 'pay_now', invoice: `${second}.1` });
    expect(pathOf(answer).href).toBe(`https://billing.test/portal/pay?invoice=${second}`);
    expect(await shop.payments()).toEqual([]);
    expect(await textOf(`/portal/pay?invoice=${second}`)).toContain(
      'Pay $300.00 with Visa\u00a0••••\u00a04242',
    );
  });

  it.each([
    ['on_due_date', 'These invoices will be charged automatically.'],
    ['not_automatically', 'These invoices won’t be charged automatically: you pay them yourself.'],
  ])('is told that %s was kept, and may choose the same again', async (choice, sentence) => {
    await addCard();
    for (let times = 0; times < 2; times += 1) {
      expect(pathOf(await choose({ choice })).pathname).toBe('/portal/settings');
      expect(await textOf('/portal/settings')).toContain(sentence);
    }
    expect(await textOf(OPEN)).toContain('You chose ');
    expect(await shop.payments()).toEqual([]);
  });

  it('who chose in another tab meanwhile, or whose invoice was paid, is shown what is so now', async () => {
    await addCard();
    const stale = await form({ choice: 'pay_now' });
    await choose({ choice: 'not_automatically' });
    const ask = { scope: shop.scope, invoiceId: first, commandId: 'cash', payment: cash(12_000) };
    must(await recordPayment(shop.ctx, ask));
    const answer = await browser.post(OPEN, stale);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Something has changed');
    expect(await shop.payments()).toEqual([]);
  });

  it('may choose for what cannot be paid online, and is offered no button that pays it', async () => {
    await setPolicy(shop, { paymentLinks: false });
    expect(await addCard()).toBe(OPEN);
    expect(await textOf(OPEN)).not.toContain('value="pay_now"');
    expect(pathOf(await choose({ choice: 'not_automatically' })).pathname).toBe('/portal/settings');
    expect(await invoiceRow(shop, first)).toMatchObject({ collectPausedAt: expect.any(Number) });
  });

  it('in several currencies chooses for each, and a bank account is offered for US dollars only', async () => {
    await sendNew(shop, customerId, { currency: 'EUR', amount: 5_000 });
    await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_usBankAccount_success');
    await addCard();
    const page = await textOf(OPEN);
    const [euros = '', dollars = ''] = page.split('Invoices in USD');
    expect(euros).toContain('Pay €50.00 now');
    expect(euros).not.toContain('account ending');
    expect(dollars).toContain('Pay $420.00 now');
    expect(dollars).toContain('ending in 6789');
    const mixed = await browser.post(OPEN, await form({ choice: 'pay_now', listed: '3' }));
    expect(mixed.status).toBe(422);
    expect(await shop.payments()).toEqual([]);
  });

  it.each([
    ['without a choice', { choice: '' }],
    ['with a choice that is none', { choice: 'charge_everything' }],
    ['without an invoice', { choice: 'pay_now', invoice: [] }],
  ])('who sends the form %s is asked again', async (_what, fields) => {
    await addCard();
    const answer = await choose(fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Please choose at least one invoice');
    expect(await shop.payments()).toEqual([]);
  });

  it('who names another’s invoice or method finds nothing, and nobody pays', async () => {
    await addCard();
    const other = await shop.invoice(100);
    const theirs = await sendNew(shop, other.customerId);
    for (const choice of ['pay_now', 'on_due_date', 'not_automatically']) {
      expect((await choose({ choice, invoice: [`${first}.1`, `${theirs}.1`] })).status).toBe(404);
      expect((await choose({ choice, invoice: 'inv_1.1' })).status).toBe(404);
    }
    expect((await choose({ choice: 'pay_now', method: 'pm_00000000000000000000000000' })).status).toBe(404);
    expect(await shop.payments()).toEqual([]);
    expect(await invoiceRow(shop, theirs)).toMatchObject({ collectPausedAt: null });
  });
});

describe('paying with what is on file', () => {
  it('offers every usable method, the default first, with what is to be known of each', async () => {
    const stripeCustomer = await stripeCustomerOf(shop, customerId);
    for (const name of ['pm_card_visa', 'pm_card_mastercard', 'pm_usBankAccount_success']) {
      await attachAtStripe(stripeCustomer, name);
      await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    }
    const page = await textOf(`/portal/pay?invoice=${first}&invoice=${second}`);
    const labels = [...page.matchAll(/>(Pay \$[^<]* with [^<]*)</g)].map(([, label]) => label);
    expect(labels).toEqual([
      'Pay $420.00 with Visa\u00a0••••\u00a04242',
      'Pay $420.00 with Mastercard\u00a0••••\u00a04444',
      'Pay $420.00 with STRIPE TEST BANK ••••\u00a06789',
    ]);
    expect(page).toMatch(/Default · Expires \w+ 20\d\d/);
    expect(page).toContain('A bank debit takes up to four business days.');
    expect(page).toContain('Use another method');
  });

  it('pays several invoices at once with one that is not the default, in one charge', async () => {
    const stripeCustomer = await stripeCustomerOf(shop, customerId);
    for (const name of ['pm_card_visa', 'pm_card_mastercard']) await attachAtStripe(stripeCustomer, name);
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    const other = (await methodsOnFile(shop, customerId)).find(({ isDefault }) => !isDefault);
    const invoice = [`${first}.1`, `${second}.1`];
    const press = () => browser.post('/portal/pay', { invoice, method: other?.id ?? '' });
    const pressed = await Promise.all([press(), press()]);
    const paid = pressed.map((answer) => pathOf(answer).pathname).find((path) => path.includes('pay_')) ?? '';
    expect(await textOf(paid)).toContain('Payment successful');
    expect(await shop.payments()).toMatchObject([
      { state: 'succeeded', flow: 'intent', amount: 42_000, paymentMethodId: other?.id },
    ]);
    for (const invoiceId of [first, second]) {
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    }
    expect(await shop.slots()).toEqual([]);
  });

  it('of several that is declined leaves all of them open, and says why', async () => {
    const stripeCustomer = await stripeCustomerOf(shop, customerId);
    await attachAtStripe(stripeCustomer, 'pm_card_chargeCustomerFail');
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    const [method] = await methodsOnFile(shop, customerId);
    const fields = { invoice: [`${first}.1`, `${second}.1`], method: method?.id ?? '' };
    const answer = await browser.post('/portal/pay', fields);
    expect(await textOf(pathOf(answer).pathname)).toContain('Payment not completed');
    for (const invoiceId of [first, second]) {
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'failed' });
    }
    expect(await shop.slots()).toEqual([]);
  });
});
