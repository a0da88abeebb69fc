import { beforeEach, describe, expect, it } from 'vitest';
import { apiKeys } from '../../../src/db/schema/index.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { type ApiClient, apiClient, makeDraft } from '../../support/worker/api.ts';
import { brokenChain } from '../../support/worker/chain.ts';
import { everywhere } from '../../support/worker/everywhere.ts';
import { openSession } from '../../support/worker/guards.ts';
import { openBrowser } from '../../support/worker/portal.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

let number = 0;
let shop: Shop;
let api: ApiClient;
let former: string;
let current: string;
let customerId: string;

const erase = (address: string) => api('POST', `/customers/${customerId}/addresses/erase`, { address });
const body = (billingEmails: readonly string[]) => ({ legalName: 'Quux & Co', email: null, billingEmails });

beforeEach(async () => {
  number += 1;
  former = `Former.Clerk${number}@gone${number}.test`;
  current = `clerk${number}@here.test`;
  shop = await openShop();
  const { key, hash } = await makeApiKey(shop.ctx.random, false);
  const row = { name: 'Staff', livemode: false, hash, createdAt: shop.ctx.now() };
  const owner = { id: newId(shop.ctx, 'key'), merchantId: shop.scope.merchantId };
  await shop.ctx.db.insert(apiKeys).values({ ...owner, ...row });
  api = apiClient(shop.ctx, { apiKey: key });
  const headers = { 'Idempotency-Key': `made-${number}` };
  customerId = (await api('POST', '/customers', body([former, current]), headers)).body.id;
});

/** An invoice was mailed to both, paid, and the clerk had signed in. */
async function life(): Promise<void> {
  const { id } = await makeDraft(api, customerId);
  const sent = await api('POST', `/invoices/${id}/send`);
  expect(sent.status).toBe(200);
  await shop.work();
  await payAtStripe(await openSession(shop, new URL(sent.body.paymentUrl).pathname));
  await shop.sweepSoon();
  await shop.work();
  await openBrowser(shop).post('/portal/sign-in', { address: former });
  await shop.work();
}

describe('erasing one address of a customer', () => {
  it('leaves it nowhere but on issued invoices, and the customer as they are, with the chain whole', async () => {
    await life();
    expect((await everywhere(former)).length).toBeGreaterThan(3);
    const erased = await erase(former.toLowerCase());
    expect(erased).toMatchObject({
      status: 200,
      body: { object: 'customer_address_erasure', wasInUse: true, kept: { agreements: 0 } },
    });
    expect(Object(erased.body.erased).messages).toBeGreaterThan(0);
    await shop.work();
    const left = (await everywhere(former)).filter((place) => !place.startsWith('invoices.parties'));
    expect(left).toEqual([]);
    const { body: customer } = await api('GET', `/customers/${customerId}`);
    expect(customer).toMatchObject({ legalName: 'Quux & Co', billingEmails: [current] });
    expect((await everywhere(current)).length).toBeGreaterThan(1);
    expect(await brokenChain(shop.ctx.db, shop.scope.merchantId)).toEqual([]);
  });

  it('finds one that was taken off the customer before, and can be repeated', async () => {
    await life();
    await api('PUT', `/customers/${customerId}`, body([current]));
    await shop.work();
    expect((await erase(former)).body).toMatchObject({ wasInUse: false });
    expect((await erase(former)).body).toMatchObject({ wasInUse: false, erased: { messages: 0 } });
    const left = (await everywhere(former)).filter((place) => !place.startsWith('invoices.parties'));
    expect(left).toEqual([]);
  });

  it('is exported before, by one call', async () => {
    await life();
    const { status, body: exported } = await api('POST', `/customers/${customerId}/addresses/export`, {
      address: former,
    });
    expect(status).toBe(200);
    expect(JSON.stringify(exported.records)).toContain(former);
    expect(JSON.stringify(Object(exported.records).messages)).not.toContain(current);
  });

  it('is refused in words where nobody would be left to be told', async () => {
    await api('PUT', `/customers/${customerId}`, body([former]));
    const refused = await erase(former);
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body.errors)).toContain('Give them another one first');
  });

  it('sends nothing more to it, and the others still get theirs', async () => {
    const { id } = await makeDraft(api, customerId);
    await api('POST', `/invoices/${id}/send`);
    await erase(former);
    await shop.work();
    expect((await everywhere(former)).filter((place) => !place.startsWith('invoices.parties'))).toEqual([]);
    const { body: messages } = await api('GET', `/invoices/${id}/messages`);
    expect(JSON.stringify(messages)).toContain(current);
  });
});
