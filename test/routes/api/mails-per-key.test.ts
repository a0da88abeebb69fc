import { expect, it } from 'vitest';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { addApiKey, seedMerchant, testContext } from '../../support/worker/context.ts';

it('an API key has so many mails sent in a day, and is then refused in words with Retry-After', async () => {
  const ctx = testContext({ mailsPerKeyADay: 25 });
  const merchant = await seedMerchant(ctx);
  const api = apiClient(ctx, merchant);
  const { id } = await makeDraft(api, await makeCustomer(api));
  const to = Array.from({ length: 20 }, (_, place) => `stranger${place}@elsewhere.test`);
  expect((await api('POST', `/invoices/${id}/send`, { to })).status).toBe(200);
  const key = { 'Idempotency-Key': 'again' };
  const refused = await api('POST', `/invoices/${id}/send`, { to }, key);
  expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_mails' } });
  expect(refused.body.detail).toBe(
    'With these 20 mails the key would send more than 25 in a day (UTC). It may again from 2026-11-23T00:00:00.000Z.',
  );
  expect(refused.headers.get('Retry-After')).toBe(String(12 * 3600));
  // What is refused is not counted, and another key has a share of its own.
  expect((await api('POST', `/invoices/${id}/send`, { to: to.slice(0, 5) })).status).toBe(200);
  const other = apiClient(ctx, { apiKey: await addApiKey(ctx, merchant.merchantId, false) });
  expect((await other('POST', `/invoices/${id}/send`, { to })).status).toBe(200);
  ctx.clock.ms += 12 * 3_600_000;
  // The refusal was not kept under its idempotency key.
  expect((await api('POST', `/invoices/${id}/send`, { to }, key)).status).toBe(200);
});
