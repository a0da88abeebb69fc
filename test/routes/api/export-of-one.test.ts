import { expect, it } from 'vitest';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

it('an export is of one customer: what another does adds nothing to it', async () => {
  const ctx = testContext();
  const api = apiClient(ctx, await seedMerchant(ctx));
  const ada = await makeCustomer(api, { legalName: 'Ada Only' });
  await makeDraft(api, ada);
  const before = (await api('GET', `/customers/${ada}/export`)).body;
  const bob = await makeCustomer(api, { legalName: 'Bob Only' });
  const theirs = await makeDraft(api, bob);
  await api('POST', `/invoices/${theirs.id}/finalize`);
  await api('PUT', `/customers/${bob}`, { legalName: 'Bob Alone' });
  await api('POST', `/customers/${bob}/credits`, { amount: 100, currency: 'USD' });
  const after = (await api('GET', `/customers/${ada}/export`)).body;
  expect(JSON.stringify(before)).toContain('Ada Only');
  expect({ ...after, exportedAt: null }).toEqual({ ...before, exportedAt: null });
});
