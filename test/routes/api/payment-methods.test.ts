import { expect, it } from 'vitest';
import { apiKeys } from '../../../src/db/schema/index.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { sweepSetups } from '../../../src/operations/methods/sweep-setups.ts';
import { apiClient } from '../../support/worker/api.ts';
import { putOnFile } from '../../support/worker/methods.ts';
import { openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

async function staffOf({ ctx, scope }: Shop) {
  const { key, hash } = await makeApiKey(ctx.random, false);
  const row = { name: 'Staff', livemode: false, hash, createdAt: ctx.now() };
  await ctx.db.insert(apiKeys).values({ id: newId(ctx, 'key'), merchantId: scope.merchantId, ...row });
  return apiClient(ctx, { apiKey: key });
}

it('staff see what a customer has on file, in the order of charging, and nobody else’s', async () => {
  const shop = await openShop();
  const { customerId } = await shop.invoice(1_000);
  const { methodId } = await putOnFile(shop, customerId);
  const api = await staffOf(shop);
  const { status, body } = await api('GET', `/customers/${customerId}/payment-methods`);
  expect(status).toBe(200);
  expect(body.data).toMatchObject([
    {
      id: methodId,
      object: 'payment_method',
      isDefault: true,
      state: 'usable',
      method: { kind: 'card', brand: 'visa', last4: '4242', expMonth: 12 },
      verification: null,
    },
    {
      isDefault: false,
      state: 'pending_verification',
      method: { kind: 'us_bank_account', bankName: 'STRIPE TEST BANK', last4: '6789' },
      verification: { proof: 'descriptor_code', triesLeft: 10 },
    },
  ]);
  const elsewhere = await staffOf(await openShop());
  const theirs = await elsewhere('GET', `/customers/${customerId}/payment-methods`);
  expect(theirs.status).toBe(404);
  expect(theirs.body.code).toBe('not_found');
});

it('staff begin a set-up for a customer, once for a key, and find the method afterwards', async () => {
  const shop = await openShop();
  const { customerId } = await shop.invoice(1_000);
  const api = await staffOf(shop);
  const path = `/customers/${customerId}/payment-method-setups`;
  const body = { kind: 'card', returnUrl: 'https://app.example.com/clients/7' };
  const once = { 'Idempotency-Key': `setup-${customerId}` };
  const begun = await api('POST', path, body, once);
  expect(begun.status).toBe(201);
  expect(begun.body).toMatchObject({ object: 'payment_method_setup', id: expect.stringMatching(/^set_/) });
  expect((await api('POST', path, body, once)).body).toEqual(begun.body);
  await payAtStripe(sessionIn(String(begun.body.url)));
  shop.advance(4 * 60_000);
  await sweepSetups(shop.ctx);
  const { body: after } = await api('GET', `/customers/${customerId}/payment-methods`);
  expect(after.data).toMatchObject([{ isDefault: true, method: { last4: '4242' } }]);
  const wrong = await api('POST', path, { kind: 'card', returnUrl: 'javascript:alert(1)' });
  expect(wrong.status).toBe(400);
});

it('staff choose what is charged first, and take a method off file', async () => {
  const shop = await openShop();
  const { customerId } = await shop.invoice(1_000);
  const { methodId } = await putOnFile(shop, customerId);
  const api = await staffOf(shop);
  const path = `/customers/${customerId}/payment-methods/${methodId}`;
  expect((await api('POST', `${path}/default`)).status).toBe(200);
  const elsewhere = await staffOf(await openShop());
  expect((await elsewhere('DELETE', path)).status).toBe(404);
  expect((await api('DELETE', path)).body).toEqual({ id: methodId, object: 'payment_method', deleted: true });
  expect((await api('DELETE', path)).status).toBe(404);
});
