import { eq } from 'drizzle-orm';
import Stripe from 'stripe';
import { beforeEach, describe, expect, it } from 'vitest';
import { beginSignUp, handOver, hasCard } from '../../../examples/self-serve/collect-and-charge.ts';
import { apiKeys, merchants, paymentMethods } from '../../../src/db/schema/index.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { ownAccount } from '../../support/worker/accounts.ts';
import { apiClient, makeCustomer } from '../../support/worker/api.ts';
import { openShop, SANDBOX, type Shop } from '../../support/worker/shop.ts';

/** The body that the documentation shows, byte for byte but for the Stripe customer. */
const BODY = `{
  "address": {
    "country": "GB",
    "line1": "Flat 1",
    "line2": "123 Fake Street",
    "postcode": "AB1 2EF",
    "town": "London"
  },
  "billingEmails": [
    "exampleCorpInvoices@example.com"
  ],
  "contactName": "John Doe",
  "customerAliases": [
    "b1c87177-088a-40ec-8917-9809343f3f9c"
  ],
  "email": "john@example.com",
  "externalIds": [
    {
      "key": "Xero",
      "value": "123456789"
    },
    {
      "key": "Stripe",
      "value": "cus_OCtCxqQDgu1uX9"
    },
    {
      "key": "HubSpot",
      "value": "123456789"
    }
  ],
  "label": "Example customer",
  "legalName": "John Doe",
  "taxStatus": "TAXED",
  "telephone": "02010001000",
  "url": "https://example.com/"
}`;
const bodyWith = (stripeCustomerId: string) => BODY.replace('cus_OCtCxqQDgu1uX9', stripeCustomerId);

const { hostname, port } = new URL(SANDBOX);
const stripe = new Stripe('sk_test_worker_suite', {
  host: hostname,
  port,
  protocol: 'http',
  httpClient: Stripe.createFetchHttpClient(),
});

let shop: Shop;
let account: string;
let key: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  const made = await makeApiKey(shop.ctx.random, false);
  key = made.key;
  const { merchantId } = shop.scope;
  const row = { id: newId(shop.ctx, 'key'), merchantId, name: 'Ann', livemode: false, createdAt: 0 };
  await shop.ctx.db.insert(apiKeys).values({ ...row, hash: made.hash });
  await shop.ctx.db.update(merchants).set({ collectPolicy: 'on_send' }).where(eq(merchants.id, merchantId));
});

const quittance = () => ({
  url: 'https://billing.test',
  key,
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname, search } = new URL(String(input instanceof Request ? input.url : input));
    return shop.request(`${pathname}${search}`, init);
  },
});

/** Signs up, and gives a card as the page's form would. */
async function signedUp(): Promise<string> {
  const on = { stripe, account };
  const person = { name: 'John Doe', email: 'john@example.com' };
  const { stripeCustomerId, clientSecret } = await beginSignUp(on, person);
  expect(await hasCard(on, stripeCustomerId)).toBe(false);
  const [setupId = ''] = clientSecret.split('_secret_');
  const given = { payment_method: 'pm_card_visa', return_url: 'https://example.com/welcome' };
  await stripe.setupIntents.confirm(setupId, given, { stripeAccount: account });
  expect(await hasCard(on, stripeCustomerId)).toBe(true);
  return stripeCustomerId;
}

describe('charging somebody who signed up by themselves', () => {
  it('charges their first invoice to the card that was collected at onboarding', async () => {
    const api = apiClient(shop.ctx, { apiKey: key });
    const customerId = await makeCustomer(api);
    const stripeCustomerId = await signedUp();
    const handed = await handOver(quittance(), customerId, bodyWith(stripeCustomerId));
    expect(handed).toEqual({ status: 200, stripeCustomerId, detail: null });
    await shop.work();
    const lines = [{ description: 'First month', quantity: '1', unitAmount: 4_200 }];
    const draft = await api('POST', '/invoices', { customerId, currency: 'USD', lines });
    expect((await api('POST', `/invoices/${draft.body.id}/send`)).status).toBe(200);
    await shop.work();
    await shop.sweepSoon();
    await shop.work();
    const [payment] = await shop.payments();
    expect(payment).toMatchObject({ via: 'autopay', state: 'succeeded', amount: 4_200 });
    const intent = await stripe.paymentIntents.retrieve(
      payment?.stripePaymentIntentId ?? '',
      {},
      { stripeAccount: account },
    );
    expect(intent).toMatchObject({ customer: stripeCustomerId, amount_received: 4_200 });
    expect((await api('GET', `/invoices/${draft.body.id}`)).body.status).toBe('paid');
    // The other keys are kept.
    const ids = (await api('GET', `/customers/${customerId}`)).body.externalIds;
    expect(ids).toHaveLength(3);
  });

  it('says what is wrong with a Stripe customer that is not there, was deleted, or is somebody else’s', async () => {
    const api = apiClient(shop.ctx, { apiKey: key });
    const customerId = await makeCustomer(api);
    const before = (await api('GET', `/customers/${customerId}`)).body;
    const deleted = await signedUp();
    await stripe.customers.del(deleted, {}, { stripeAccount: account });
    const elsewhere = (await stripe.customers.create({ name: 'Of the platform' })).id;
    const theirs = await signedUp();
    const other = await makeCustomer(api);
    expect((await handOver(quittance(), other, bodyWith(theirs))).status).toBe(200);
    for (const [named, status, sentence] of [
      ['cus_OCtCxqQDgu1uX9', 422, 'has no customer cus_OCtCxqQDgu1uX9'],
      [elsewhere, 422, `has no customer ${elsewhere}`],
      [deleted, 422, 'was deleted in Stripe'],
      [theirs, 409, ''],
    ] as const) {
      const refused = await handOver(quittance(), customerId, bodyWith(named));
      expect(refused).toMatchObject({ status, detail: expect.stringContaining(sentence) });
    }
    expect((await api('GET', `/customers/${customerId}`)).body).toEqual(before);
    const methods = await shop.ctx.db
      .select()
      .from(paymentMethods)
      .where(eq(paymentMethods.customerId, customerId));
    expect(methods).toEqual([]);
  });
});
