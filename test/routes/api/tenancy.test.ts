import { describe, expect, it } from 'vitest';
import { type ApiClient, apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { addBlock } from '../../support/worker/blocks.ts';
import { addApiKey, seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const owner = await seedMerchant(ctx);
const mine = apiClient(ctx, owner);
const customerId = await makeCustomer(mine, { externalIds: [{ key: 'Xero', value: 'secret' }] });
const draft = await makeDraft(mine, customerId);
const open = await makeDraft(mine, customerId);
await mine('POST', `/invoices/${open.id}/finalize`);

const block = await addBlock(ctx, owner, open.id);

/** Somebody else's keys: another business's, and the same business's in the other mode. */
const intruders: [string, ApiClient][] = [
  ['another business', apiClient(ctx, await seedMerchant(ctx))],
  ['the other mode', apiClient(ctx, { apiKey: await addApiKey(ctx, owner.merchantId, true) })],
];

const NOWHERE = '00000000000000000000000000';
const calls: [string, string, object?][] = [
  ['GET', '/customers/:customer'],
  ['PUT', '/customers/:customer', { legalName: 'Stolen' }],
  ['DELETE', '/customers/:customer'],
  ['GET', '/customers/:customer/credits'],
  ['GET', '/customers/:customer/timeline'],
  ['GET', '/customers/:customer/messages'],
  ['GET', '/customers/:customer/export'],
  ['GET', '/customers/:customer/stripe-link'],
  ['PUT', '/customers/:customer/stripe-link', { stripeCustomerId: 'cus_stolen' }],
  ['DELETE', '/customers/:customer/stripe-link'],
  ['POST', '/customers/:customer/erase', { stripeCustomer: 'keep' }],
  ['POST', '/customers/:customer/addresses/export', { address: 'ada@payer.test' }],
  ['POST', '/customers/:customer/addresses/erase', { address: 'ada@payer.test' }],
  ['GET', '/invoices/:open/messages'],
  ['GET', '/invoices/:draft/timeline'],
  ['GET', '/invoices/:open/timeline'],
  ['POST', '/customers/:customer/credits', { amount: 100, currency: 'USD' }],
  ['GET', '/invoices/:draft'],
  ['DELETE', '/invoices/:draft'],
  ['POST', '/invoices/:draft/finalize'],
  ['POST', '/invoices/:draft/send', { to: ['intruder@elsewhere.test'] }],
  ['POST', '/invoices/:open/send'],
  ['POST', '/invoices/:open/void'],
  ['POST', '/invoices/:open/mark-uncollectible'],
  ['POST', '/invoices/:open/record-payment', { amount: 100 }],
  ['POST', '/invoices/:open/apply-credit'],
  ['GET', '/invoices/:open/part-preview?from=outside&amount=100'],
  ['POST', '/payment-blocks/:block/release', { reason: 'Mine.' }],
  ['POST', '/invoices/:open/rotate-link'],
  ['POST', '/findings/unknown_object/pay_x/dismiss', { reason: 'Looked at.' }],
  ['POST', '/payments/pay_00000000000000000000000000/close', { reason: 'Gone.' }],
];

describe.each(intruders)('with the key of %s', (_, api) => {
  it.each(calls)('%s %s answers as if there were no such thing', async (method, path, body) => {
    const real = path
      .replace(':customer', customerId)
      .replace(':draft', draft.id)
      .replace(':open', open.id)
      .replace(':block', block);
    const none = path
      .replace(':customer', `cus_${NOWHERE}`)
      .replace(/:draft|:open/, `inv_${NOWHERE}`)
      .replace(':block', `blk_${NOWHERE}`);
    const [found, missing] = [await api(method, real, body), await api(method, none, body)];
    expect(found.status).toBe(404);
    expect({ ...found.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
  });

  it('PUT of a draft with an own customer answers the same', async () => {
    const own = await makeCustomer(api);
    const replaced = await api('PUT', `/invoices/${draft.id}`, { customerId: own, lines: [] });
    expect(replaced).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('a draft cannot be made for a customer of the owner', async () => {
    const made = await api('POST', '/invoices', { customerId, lines: [] });
    expect(made).toMatchObject({ status: 400, body: { errors: [{ path: 'customerId' }] } });
    const own = await makeDraft(api, await makeCustomer(api));
    const moved = await api('PUT', `/invoices/${own.id}`, { customerId, lines: [] });
    expect(moved).toMatchObject({ status: 400, body: { errors: [{ path: 'customerId' }] } });
  });

  it('lists show nothing of the owner', async () => {
    const seen = [
      await api('GET', '/customers?limit=100'),
      await api('GET', '/customers?externalIdKey=Xero&externalIdValue=secret'),
      await api('GET', '/invoices?limit=100'),
      await api('GET', `/invoices?customerId=${customerId}`),
      await api('GET', '/invoices?number=NW-0001'),
      await api('GET', '/payment-blocks'),
    ];
    for (const { status, body } of seen) {
      expect(status).toBe(200);
      expect(body.data.map(({ id }) => id)).not.toContain(open.id);
      expect(body.data.map(({ id }) => id)).not.toContain(customerId);
      expect(body.data.map(({ id }) => id)).not.toContain(block);
    }
  });
});

it('all that left the owner’s things as they were', async () => {
  expect((await mine('GET', `/invoices/${draft.id}`)).body).toEqual(draft);
  expect((await mine('GET', `/invoices/${open.id}`)).body).toMatchObject({
    status: 'open',
    amountPaid: 0,
    sentAt: null,
  });
  expect((await mine('GET', `/customers/${customerId}`)).body.legalName).toBe('Payer Inc');
});

it('the same idempotency key of two businesses is two keys', async () => {
  const headers = { 'Idempotency-Key': 'the-same' };
  const first = await mine('POST', '/customers', { legalName: 'A' }, headers);
  const second = await intruders[0]?.[1]('POST', '/customers', { legalName: 'B' }, headers);
  expect(second?.status).toBe(201);
  expect(second?.body.id).not.toBe(first.body.id);
});
