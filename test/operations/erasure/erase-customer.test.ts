import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  agreements,
  apiKeys,
  customers,
  invoices,
  journal,
  paymentMethods,
} from '../../../src/db/schema/index.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { addBankAccount } from '../../../src/operations/methods/add-bank-account.ts';
import { pruneOld, TICKS_A_ROUND } from '../../../src/operations/retention/prune-old.ts';
import { type ApiClient, apiClient, makeDraft } from '../../support/worker/api.ts';
import { brokenChain } from '../../support/worker/chain.ts';
import { everywhere } from '../../support/worker/everywhere.ts';
import { AWAY, openSession, withStripe } from '../../support/worker/guards.ts';
import { AGREED, ownerOf, putOnFile, stripeCustomerOf, typedAccount } from '../../support/worker/methods.ts';
import { openBrowser } from '../../support/worker/portal.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const DAY = 86_400_000;

let people = 0;
/** A person whose every text holds one word, and nobody else's. */
function somebody() {
  people += 1;
  const her = `quux${people}x`;
  const phone = `503 555 01${String(people).padStart(2, '0')}`;
  const customer = {
    legalName: `Ada ${her}ley`,
    label: `The ${her}leys`,
    contactName: `Miss ${her}ley`,
    email: `Ada.${her}@payer.test`,
    billingEmails: [`books@${her}.test`],
    telephone: `+1 ${phone}`,
    url: `https://${her}.test`,
    address: { line1: `12 ${her} Lane`, town: 'Salem', country: 'US' },
    customerAliases: [`${her}ies`],
    externalIds: [{ key: 'Xero', value: `${her}-7` }],
  };
  return { her, phone, customer, typedEmail: `ada.${her}@payer.test` };
}

let shop: Shop;
let api: ApiClient;
let ada: ReturnType<typeof somebody>;
beforeEach(async () => {
  ada = somebody();
  shop = await openShop();
  const { ctx, scope } = shop;
  const { key, hash } = await makeApiKey(ctx.random, false);
  const row = { name: 'Staff', livemode: false, hash, createdAt: ctx.now() };
  await ctx.db.insert(apiKeys).values({ id: newId(ctx, 'key'), merchantId: scope.merchantId, ...row });
  api = apiClient(ctx, { apiKey: key });
});

const makeAda = async (): Promise<string> => {
  const made = await api('POST', '/customers', ada.customer, {
    'Idempotency-Key': `ada-${shop.connectionId}`,
  });
  expect(made.status).toBe(201);
  return made.body.id;
};
const issue = async (customerId: string): Promise<{ readonly id: string; readonly payPath: string }> => {
  const { id } = await makeDraft(api, customerId);
  const sent = await api('POST', `/invoices/${id}/send`);
  expect(sent.status).toBe(200);
  await shop.work();
  return { id, payPath: new URL(sent.body.paymentUrl).pathname };
};
const pay = async (payPath: string, method?: object): Promise<void> => {
  await payAtStripe(await openSession(shop, payPath), method);
  await shop.sweepSoon();
  await shop.work();
};
const erase = (customerId: string, body: object = {}) => api('POST', `/customers/${customerId}/erase`, body);

/** She paid an invoice, has a card and an account on file, was mailed and signed in. */
async function wholeLife(): Promise<string> {
  const customerId = await makeAda();
  const { payPath } = await issue(customerId);
  await putOnFile(shop, customerId);
  const typed = typedAccount({ holderName: ada.customer.legalName, accountNumber: '000222222227' });
  const agreed = { ...AGREED, by: ada.typedEmail };
  await addBankAccount(shop.ctx, {
    who: ownerOf(shop, customerId),
    setupId: newId(shop.ctx, 'set'),
    typed,
    agreed,
  });
  await pay(payPath);
  await openBrowser(shop).post('/portal/sign-in', { address: ada.typedEmail });
  await shop.work();
  await askStripe('POST', `/v1/customers/${await stripeCustomerOf(shop, customerId)}`, {
    name: `${ada.customer.legalName} of ${ada.her}`,
    phone: `1 ${ada.phone}`,
  });
  await sweepEvents(shop.ctx);
  await shop.work();
  return customerId;
}

describe('erasing a person’s data', () => {
  it('leaves her name, address and telephone nowhere but where the law keeps them, and the chain verifies', async () => {
    const customerId = await wholeLife();
    expect((await everywhere(ada.her)).length).toBeGreaterThan(8);
    const atStripe = await stripeCustomerOf(shop, customerId);
    const erased = await erase(customerId);
    expect(erased.body).toMatchObject({ object: 'customer_erasure', customerId, kept: { invoices: 1 } });
    expect(erased.status).toBe(200);
    // The invoice as it was issued, and what she agreed to: docs/RETENTION.md.
    expect(await everywhere(ada.her)).toEqual(['agreements.agreed_by ×1', 'invoices.parties ×1']);
    expect(await everywhere(ada.phone)).toEqual([]);
    await shop.work();
    expect(await everywhere(ada.her)).toEqual(['agreements.agreed_by ×1', 'invoices.parties ×1']);
    expect(await brokenChain(shop.ctx.db, shop.scope.merchantId)).toEqual([]);
    expect(await askStripe('GET', `/v1/customers/${atStripe}`)).toMatchObject({ deleted: true });
    const methods = await shop.ctx.db
      .select({ state: paymentMethods.state })
      .from(paymentMethods)
      .where(eq(paymentMethods.customerId, customerId));
    expect(new Set(methods.map(({ state }) => state))).toEqual(new Set(['detached']));
    const [invoice] = await shop.ctx.db.select().from(invoices).where(eq(invoices.customerId, customerId));
    expect(invoice?.parties?.customer).toMatchObject({
      name: ada.customer.legalName,
      address: ada.customer.address,
    });
  });

  it('throws the salts of her journal away, and says when she was erased', async () => {
    const customerId = await wholeLife();
    await erase(customerId);
    const rows = await shop.ctx.db
      .select()
      .from(journal)
      .where(and(eq(journal.streamType, 'customer'), eq(journal.streamId, customerId)));
    expect(rows.length).toBeGreaterThan(3);
    const [last, ...emptied] = rows.toSorted((a, b) => b.seq - a.seq);
    expect(last).toMatchObject({ type: 'customer_erased', data: { stripeCustomer: 'deleted' } });
    for (const row of emptied)
      expect(row).toMatchObject({ data: null, salt: null, commitment: expect.any(String) });
    const { status, body } = await api('GET', `/customers/${customerId}/timeline`);
    expect([status, body.data.length > 0]).toEqual([200, true]);
  });

  it('is done once, however often it is asked, and by two at once', async () => {
    const customerId = await wholeLife();
    const [one, two] = await Promise.all([erase(customerId), erase(customerId)]);
    const again = await erase(customerId, { stripeCustomer: 'keep' });
    expect([one.status, two.status, again.status]).toEqual([200, 200, 200]);
    expect([two.body, again.body]).toEqual([one.body, one.body]);
  });

  it('leaves her customer at Stripe where that is wished, and hears nothing of it any more', async () => {
    const customerId = await wholeLife();
    const atStripe = await stripeCustomerOf(shop, customerId);
    expect((await erase(customerId, { stripeCustomer: 'keep' })).status).toBe(200);
    await askStripe('POST', `/v1/customers/${atStripe}`, { name: `${ada.customer.legalName} again` });
    shop.advance(60_000);
    await sweepEvents(shop.ctx);
    await shop.work();
    expect(await everywhere(ada.her)).toEqual(['agreements.agreed_by ×1', 'invoices.parties ×1']);
  });

  it.each([
    ['an open invoice', 'is a draft or open', async (id: string) => void (await issue(id))],
    ['a draft', 'is a draft or open', async (id: string) => void (await makeDraft(api, id))],
    [
      'a debit at the bank',
      'payment of this customer is under way',
      async (id: string) => pay((await issue(id)).payPath, { bank: '000123456789' }),
    ],
    [
      'credit',
      'has credit',
      async (id: string) => {
        const credit = { amount: 100, currency: 'USD', issuedBy: 'Ann', note: 'sorry' };
        const given = await api('POST', `/customers/${id}/credits`, credit);
        expect(given.status, JSON.stringify(given.body)).toBe(201);
      },
    ],
  ])('is refused in words where there is %s, and changes nothing', async (_, words, begin) => {
    const customerId = await makeAda();
    await begin(customerId);
    const refused = await erase(customerId);
    expect(refused).toMatchObject({ status: 409, body: { code: 'customer_not_erasable' } });
    expect(refused.body.detail).toContain(words);
    const [row] = await shop.ctx.db.select().from(customers).where(eq(customers.id, customerId));
    expect(row).toMatchObject({ legalName: ada.customer.legalName, erasedAt: null });
  });

  it('waits where Stripe does not answer, and is gone on with by asking again', async () => {
    const customerId = await wholeLife();
    const { ctx, scope } = shop;
    const { key, hash } = await makeApiKey(ctx.random, false);
    const row = { name: 'Other', livemode: false, hash, createdAt: ctx.now() };
    await ctx.db.insert(apiKeys).values({ id: newId(ctx, 'key'), merchantId: scope.merchantId, ...row });
    const away = apiClient(
      withStripe(ctx, () => ({ deleteCustomer: async () => AWAY })),
      { apiKey: key },
    );
    const waits = await away('POST', `/customers/${customerId}/erase`, {});
    expect(waits).toMatchObject({ status: 503, body: { code: 'stripe_unavailable' } });
    expect((await erase(customerId)).status).toBe(200);
  });

  it('keeps what she agreed to for two years, and then no longer', async () => {
    const customerId = await wholeLife();
    await erase(customerId);
    const round = async () => {
      for (let tick = 0; tick < TICKS_A_ROUND; tick += 1) {
        await pruneOld(shop.ctx);
        shop.advance(60_000);
      }
    };
    const agreed = () =>
      shop.ctx.db.select().from(agreements).where(eq(agreements.customerId, customerId)).all();
    shop.advance(730 * DAY);
    await round();
    expect((await agreed()).length).toBeGreaterThan(0);
    shop.advance(2 * DAY);
    await round();
    expect(await agreed()).toEqual([]);
    expect(await everywhere(ada.her)).toEqual(['invoices.parties ×1']);
  });

  it('begins nothing new with her afterwards', async () => {
    const customerId = await makeAda();
    expect((await erase(customerId)).body).toMatchObject({ kept: { invoices: 0, until: null } });
    const lines = [{ description: 'Work', quantity: '1', unitAmount: 100 }];
    const answers = await Promise.all([
      api('POST', '/invoices', { customerId, currency: 'USD', lines }),
      api('PUT', `/customers/${customerId}`, ada.customer),
      api('POST', `/customers/${customerId}/portal-sessions`),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'customer_erased' } });
    }
    expect(await everywhere(ada.her)).toEqual([]);
  });
});

describe('exporting a person’s data', () => {
  it('gives everything that is stored of her in one call, and nothing that opens anything', async () => {
    const customerId = await wholeLife();
    const { status, body } = await api('GET', `/customers/${customerId}/export`);
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    const { legalName, billingEmails, address, externalIds } = ada.customer;
    const known = [
      legalName,
      ...billingEmails,
      address.line1,
      externalIds[0]?.value ?? '',
      ada.phone,
      '4242',
    ];
    for (const part of known) expect(text).toContain(part);
    expect(text).not.toMatch(/secret|billing\.test\/(pay|i)\/[A-Za-z0-9_-]{20}/);
    const { records } = body;
    expect(Object.keys(Object(records))).toEqual(
      expect.arrayContaining(['invoices', 'payments', 'messages', 'agreements', 'journal']),
    );
  });
});
