import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { customers, invoices, merchants, paymentMethods } from '../../../src/db/schema/index.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { sendNew, tick } from '../../support/worker/collecting.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { methodsOnFile, putOnFile, stripeCustomerOf } from '../../support/worker/methods.ts';
import { type SignedInBrowser, signIn } from '../../support/worker/portal.ts';
import { openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';
import { askStripe, controlStripe } from '../../support/worker/stripe.ts';

let shop: Shop;
let browser: SignedInBrowser;
let customerId: string;
let invoiceId: string;
let viewPath: string;
beforeEach(async () => {
  shop = await openShop();
  ({ customerId, invoiceId, viewPath } = await shop.invoice(42_000));
  await shop.work();
  browser = await signIn(shop, customerId);
});

const page = async (path: string) => (await browser.get(path)).text();
/** The value of a hidden field of the first form that posts there. */
function hidden(html: string, action: string, name: string): string {
  const form = html.slice(html.indexOf(`action="${action}"`));
  const [, value] = new RegExp(`name="${name}" value="([^"]*)"`).exec(form) ?? [];
  if (value === undefined) throw new Error(`no ${name} in the form to ${action}`);
  return value;
}
const follow = async (answer: Response): Promise<string> => {
  expect(answer.status).toBe(303);
  return page(new URL(answer.headers.get('location') ?? '', 'https://billing.test').pathname);
};

const BANK = '/portal/settings/bank';
const account = {
  accountNumber: '000123456789',
  holderName: 'Jane <Payer>',
  holderType: 'individual',
  country: 'US',
  currency: 'USD',
  routingNumber: '110000000',
};
async function sendAccount(more: object = {}) {
  const form = await page(BANK);
  const fields = { setup: hidden(form, BANK, 'setup'), terms: hidden(form, BANK, 'terms') };
  return browser.post(BANK, { ...fields, ...account, ...more });
}

describe('payment settings', () => {
  it('say what to do while nothing is on file', async () => {
    const html = await page('/portal/settings');
    expect(html).toContain('You haven’t saved a card or bank account yet.');
    expect(html).toContain('Add a card');
    expect(html).toContain('in US dollars only');
  });

  it('say of a card when its last charge was declined, and that the others come before it', async () => {
    await putOnFile(shop, customerId);
    const [card, account] = await methodsOnFile(shop, customerId);
    const declinedAt = shop.ctx.now();
    await shop.ctx.db
      .update(paymentMethods)
      .set({ declinedAt })
      .where(eq(paymentMethods.id, card?.id ?? ''));
    const alone = await page('/portal/settings');
    expect(alone).toContain('Last charge was declined on ');
    expect(alone).not.toContain('The others are tried first');
    await shop.ctx.db
      .update(paymentMethods)
      .set({ state: 'usable' })
      .where(eq(paymentMethods.id, account?.id ?? ''));
    expect(await page('/portal/settings')).toContain(
      'The others are tried first until a charge to it works again.',
    );
  });

  it('lead to Stripe for a card, and show it on the way back', async () => {
    const settings = await page('/portal/settings');
    const setup = hidden(settings, '/portal/settings/card', 'setup');
    const toStripe = await browser.post('/portal/settings/card', { setup });
    const session = sessionIn(toStripe.headers.get('location'));
    const back = await follow(await browser.get(`/portal/settings/return/${setup}`));
    expect(back).toContain('No payment method was added.');
    await payAtStripe(session);
    const after = await follow(await browser.get(`/portal/settings/return/${setup}`));
    expect(after).toContain('The payment method is saved.');
    expect(after).toContain('Visa ending in 4242');
    expect(after).toContain('Default');
    expect(await page('/portal/settings')).not.toContain('The payment method is saved.');
  });

  it('say what is charged first, and let it be changed', async () => {
    await putOnFile(shop, customerId);
    const customer = await stripeCustomerOf(shop, customerId);
    const second = await askStripe('POST', '/v1/payment_methods/pm_card_mastercard/attach', { customer });
    const setup = hidden(await page('/portal/settings'), '/portal/settings/card', 'setup');
    const toStripe = await browser.post('/portal/settings/card', { setup });
    await payAtStripe(sessionIn(toStripe.headers.get('location')), { card: '378282246310005' });
    await browser.get(`/portal/settings/return/${setup}`);
    const rows = await methodsOnFile(shop, customerId);
    const mastercard = rows.find(({ stripePaymentMethodId }) => stripePaymentMethodId === second.id);
    const said = await follow(
      await browser.post('/portal/settings/default', { method: mastercard?.id ?? '' }),
    );
    expect(said).toContain('Your default has been changed.');
    expect(said.indexOf('Mastercard')).toBeLessThan(said.indexOf('American Express'));
  });

  it('offer an invoice whose charge failed as soon as there is something to pay it with', async () => {
    const failed = { sentAt: shop.ctx.now(), paymentStatus: 'failed' } as const;
    await shop.ctx.db.update(invoices).set(failed).where(eq(invoices.id, invoiceId));
    expect(await page('/portal/settings')).not.toContain('You can pay them now.');
    await putOnFile(shop, customerId);
    const html = await page('/portal/settings');
    expect(html).toContain('You can pay them now.');
    expect(html).toContain('Pay $420.00');
    expect(html).toContain(`href="/portal/pay?invoice=${invoiceId}"`);
    expect(await page(`/portal/pay?invoice=${invoiceId}`)).toContain(
      'Pay $420.00 with Visa\u00a0••••\u00a04242',
    );
  });

  it('take three round trips to D1, like automatic payment', async () => {
    await putOnFile(shop, customerId);
    shop.trips.count = 0;
    await page('/portal/settings');
    expect(shop.trips.count).toBe(3);
    shop.trips.count = 0;
    await page('/portal/autopay');
    expect(shop.trips.count).toBe(3);
  });
});

describe('the form for a bank account', () => {
  it('asks for what it needs, says where it works, and shows the permission in full', async () => {
    const html = await page(BANK);
    for (const label of [
      'Account number',
      'Account holder’s name',
      'Individual',
      'Company',
      'Country',
      'Currency',
      'Routing number',
    ]) {
      expect(html).toContain(label);
    }
    expect(html).toContain('customers and banks in the United States, in US dollars only');
    expect(html).toContain('I permit Northwind (Northwind Ltd) to debit the bank account given above');
    expect(html).toContain('billing@northwind.test');
  });

  it('says of every field what is wrong, in words, and never shows the number again', async () => {
    const answer = await sendAccount({
      routingNumber: '110000001',
      accountNumber: '12AB34567',
      currency: 'other',
    });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('3 fields need another look. Nothing was saved.');
    expect(html).toContain('Leave out letters and symbols.');
    expect(html).toContain('One of the digits is wrong');
    expect(html).toContain('Bank accounts are debited in US dollars only.');
    expect(html).not.toContain('12AB34567');
    expect(html).toContain('value="110000001"');
    expect(html).toContain('Jane &lt;Payer&gt;');
    expect(html).not.toContain('<Payer>');
  });

  it('never shows the account number again, though it was typed where the routing number goes', async () => {
    const answer = await sendAccount({ accountNumber: '110000000', routingNumber: '000123456789' });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).not.toContain('000123456789');
    expect(html).not.toContain('value="110000000"');
  });

  it('says so where Stripe does not know the routing number', async () => {
    const answer = await sendAccount({ routingNumber: '021000021' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Stripe doesn’t recognize this routing number.');
  });

  it('does not take a permission to a text that was not shown', async () => {
    const form = await page(BANK);
    await shop.ctx.db
      .update(merchants)
      .set({ email: 'money@northwind.test' })
      .where(eq(merchants.id, shop.scope.merchantId));
    const fields = { setup: hidden(form, BANK, 'setup'), terms: hidden(form, BANK, 'terms') };
    const answer = await browser.post(BANK, { ...fields, ...account });
    expect(await answer.text()).toContain('Please read them again.');
    expect(await methodsOnFile(shop, customerId)).toEqual([]);
  });

  it('leads to deposits that are confirmed by amounts in any spelling', async () => {
    await controlStripe('/microdeposits', { type: 'amounts' });
    const said = await follow(await sendAccount());
    await controlStripe('/microdeposits', { type: 'descriptor_code' });
    expect(said).toContain('Waiting for verification');
    const [, verify = ''] = /href="(\/portal\/settings\/verify\/[^"]+)"/.exec(said) ?? [];
    expect(await page(verify)).toContain('You have 10 tries left.');
    const unreadable = await browser.post(verify, { first: '', second: 'a lot' });
    expect(unreadable.status).toBe(422);
    const words = await unreadable.text();
    expect(words).toContain('Enter what your bank shows.');
    expect(words).toContain('That isn’t an amount.');
    const wrong = await (await browser.post(verify, { first: '0.01', second: '0.02' })).text();
    expect(wrong).toContain('Those aren’t the amounts we sent.');
    expect(wrong).toContain('You have 9 tries left.');
    const right = await follow(await browser.post(verify, { first: '$0.32', second: ',45' }));
    expect(right).toContain('The bank account is verified');
    expect((await browser.get(verify)).status).toBe(303);
  });

  it('is over after too many wrong answers, and says what to do', async () => {
    const said = await follow(await sendAccount());
    const [, verify = ''] = /href="(\/portal\/settings\/verify\/[^"]+)"/.exec(said) ?? [];
    const ended = await browser.post(verify, { code: 'sm33cc' });
    expect(ended.status).toBe(410);
    expect(await ended.text()).toContain('There were too many wrong answers');
    const settings = await page('/portal/settings');
    expect(settings).toContain('wasn’t verified: there were too many wrong answers.');
    expect(settings).toContain('Add it again');
  });
});

describe('removing a method', () => {
  it('asks first, and warns where automatic payment would end', async () => {
    const { methodId } = await putOnFile(shop, customerId);
    const { db } = shop.ctx;
    await db.update(customers).set({ autopay: 'on' }).where(eq(customers.id, customerId));
    const remove = `/portal/settings/remove/${methodId}`;
    expect(await page(remove)).toContain('It’s the last one automatic payment can charge.');
    expect((await browser.post(remove)).status).toBe(200);
    const said = await follow(await browser.post(remove, { confirmed: 'yes' }));
    expect(said).toContain('The payment method has been removed.');
    expect(said).not.toContain('4242');
  });
});

describe('automatic payment', () => {
  const AUTOPAY = '/portal/autopay';
  const turnOn = async (more: object = {}) => {
    const terms = hidden(await page(AUTOPAY), AUTOPAY, 'terms');
    const [card] = await methodsOnFile(shop, customerId);
    return browser.post(AUTOPAY, { terms, when: 'on_send', method: card?.id ?? '', cap: '', ...more });
  };

  /** What was sent before it was turned on is announced first: nothing is charged in the same minute. */
  const isAnnounced = async (id: string): Promise<void> => {
    await collectInvoice(shop.ctx, id);
    const { noticedFor, status } = await invoiceRow(shop, id);
    expect(status).toBe('open');
    expect(noticedFor).toBeGreaterThan(shop.ctx.now());
  };

  it('is turned on with its terms, which can be read again, and announces what was sent before', async () => {
    await putOnFile(shop, customerId);
    await shop.ctx.db.update(invoices).set({ sentAt: shop.ctx.now() }).where(eq(invoices.id, invoiceId));
    expect(await page(AUTOPAY)).toContain('Off. You pay each invoice yourself.');
    const said = await follow(await turnOn({ cap: '$1,000.00' }));
    expect(said).toContain('On. Your invoices are charged automatically when they are sent to you.');
    expect(said).toContain('Up to $1,000.00 per invoice.');
    expect(said).toContain('Visa ending in 4242 is charged first.');
    expect(said).toContain('We’ll email you before it’s charged');
    const kept = await page('/portal/autopay/agreements');
    expect(kept).toContain('I permit Northwind (Northwind Ltd) to charge my invoices automatically');
    expect(kept).toContain(
      'Chosen: charged when they are sent to you; beginning with Visa ending in 4242; at most $1,000.00 for one invoice.',
    );
    expect(kept).toContain(`${customerId}@payer.test`);
    await isAnnounced(invoiceId);
  });

  it('says what is wrong with a limit, and needs a method', async () => {
    expect(await page(AUTOPAY)).toContain('Save a card or bank account first.');
    await putOnFile(shop, customerId);
    expect(await (await turnOn({ cap: 'lots' })).text()).toContain('Please enter an amount, such as 500.00');
    expect(await (await turnOn({ cap: '0' })).text()).toContain('The limit must be above zero.');
    // A currency that the customer is not billed in has no field: what is typed for it is nothing.
    await turnOn({ cap: '', cap_EUR: 'lots' });
    const [row] = await shop.ctx.db.select().from(customers).where(eq(customers.id, customerId));
    expect(row).toMatchObject({ autopay: 'on', autopayCap: null, autopayOtherCaps: [] });
  });

  it('has a limit for each currency that the customer is billed in, and says where one is missing', async () => {
    await putOnFile(shop, customerId);
    const euros = await sendNew(shop, customerId, { currency: 'EUR', amount: 4_000 });
    expect(await page(AUTOPAY)).toContain('Limit per invoice in EUR (optional)');
    await turnOn({ cap: '500', cap_EUR: '' });
    await tick(shop);
    const missing = await page(AUTOPAY);
    expect(missing).toContain('No limit set in EUR yet: not charged');
    expect(missing).not.toContain('Above your limit');
    expect(await (await turnOn({ cap: '500', cap_EUR: 'lots' })).text()).toContain('value="lots"');
    const said = await follow(await turnOn({ cap: '500', cap_EUR: '40' }));
    expect(said).toContain('Up to $500.00 per invoice. Up to €40.00 per invoice.');
    expect(await page('/portal/autopay/agreements')).toContain('at most $500.00, €40.00 for one invoice.');
    await isAnnounced(euros);
    expect(await (await turnOn({ method: 'pm_1' })).text()).toContain(
      'Please choose the payment method to charge.',
    );
  });

  it('is turned off with one button', async () => {
    await putOnFile(shop, customerId);
    await follow(await turnOn());
    expect(await follow(await browser.post('/portal/autopay/off'))).toContain(
      'Automatic payment is off. Nothing will be charged automatically any more.',
    );
  });

  it('is paused for one invoice, in the portal and by the link of its notice', async () => {
    await putOnFile(shop, customerId);
    await shop.ctx.db.update(invoices).set({ sentAt: shop.ctx.now() }).where(eq(invoices.id, invoiceId));
    await follow(await turnOn());
    expect(await follow(await browser.post('/portal/autopay/pause', { invoice: invoiceId }))).toContain(
      'Paused by you',
    );
    await follow(await browser.post('/portal/autopay/resume', { invoice: invoiceId }));
    const asked = await shop.request(`${viewPath}/pause`);
    expect(asked.status).toBe(200);
    expect(await asked.text()).toContain('Don’t charge this invoice automatically');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectPausedAt: null });
    const paused = await shop.request(`${viewPath}/pause`, { method: 'POST' });
    expect(await paused.text()).toContain('won’t be charged automatically.');
    expect((await invoiceRow(shop, invoiceId)).collectPausedAt).not.toBe(null);
    await collectInvoice(shop.ctx, invoiceId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open' });
    expect((await shop.request('/i/forged/pause', { method: 'POST' })).status).toBe(404);
  });
});
