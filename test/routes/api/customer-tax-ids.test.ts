import { describe, expect, it } from 'vitest';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext({});
const VAT = { kind: 'eu_vat', value: 'DE 136 695 976' };
const NUMBER = { kind: 'de_stnr', value: '29/815/08156' };

async function open() {
  const api = apiClient(ctx, await seedMerchant(ctx, {}));
  const customerId = await makeCustomer(api, { taxIds: [VAT] });
  const customer = async () => (await api('GET', `/customers/${customerId}`)).body;
  const billed = async (id: string) => (await showInvoice(ctx, id, { allLines: true }))?.view.customer.taxIds;
  return { api, customerId, customer, billed };
}

describe('a customer’s tax ids', () => {
  it('are kept as they are written, and by whoever does not name them', async () => {
    const { api, customerId, customer } = await open();
    expect((await customer()).taxIds).toEqual([VAT]);
    await api('PUT', `/customers/${customerId}`, { legalName: 'Payer GmbH', email: 'ap@payer.test' });
    expect((await customer()).taxIds).toEqual([VAT]);
    await api('PATCH', `/customers/${customerId}`, { label: 'Ours' });
    expect((await customer()).taxIds).toEqual([VAT]);
  });

  it('are replaced as a whole, cleared by null or an empty list, and count as a change', async () => {
    const { api, customerId, customer } = await open();
    const before = await customer();
    const changed = await api('PATCH', `/customers/${customerId}`, { taxIds: [VAT, NUMBER] });
    expect(changed.body).toMatchObject({ taxIds: [VAT, NUMBER], version: Number(before.version) + 1 });
    expect((await api('PATCH', `/customers/${customerId}`, { taxIds: null })).body.taxIds).toEqual([]);
    const body = { legalName: 'Payer GmbH', email: 'ap@payer.test' };
    const put = (taxIds: unknown) => api('PUT', `/customers/${customerId}`, { ...body, taxIds });
    expect((await put([NUMBER])).body.taxIds).toEqual([NUMBER]);
    expect((await put([])).body.taxIds).toEqual([]);
  });

  it.each([
    ['check digits', [{ kind: 'eu_vat', value: 'DE136695975' }], 'taxIds[0].value', 'check digits'],
    ['form', [VAT, { kind: 'us_ein', value: 'DE123' }], 'taxIds[1].value', '12-3456789'],
    ['country', [{ kind: 'eu_vat', value: 'GB980780684' }], 'taxIds[0].value', 'gb_vat'],
    ['twice', [VAT, { kind: 'eu_vat', value: 'DE136695976' }], 'taxIds[1]', 'twice'],
  ])('are refused with the place and the way on: %s', async (_, taxIds, path, words) => {
    const { api, customerId, customer } = await open();
    for (const [method, body] of [
      ['PATCH', { taxIds }],
      ['PUT', { legalName: 'Payer GmbH', email: 'ap@payer.test', taxIds }],
    ] as const) {
      const { status, body: problem } = await api(method, `/customers/${customerId}`, body);
      expect(status).toBe(400);
      expect(problem.errors).toEqual([expect.objectContaining({ path })]);
      expect(problem.errors[0]?.message).toContain(words);
    }
    const made = await api('POST', '/customers', { legalName: 'Other GmbH', email: 'o@other.test', taxIds });
    expect(made.status).toBe(400);
    expect((await customer()).taxIds).toEqual([VAT]);
  });

  it('are five at most', async () => {
    const { api, customerId } = await open();
    const taxIds = Array.from({ length: 6 }, (_, i) => ({ kind: 'other', value: `HRB ${i}` }));
    expect((await api('PATCH', `/customers/${customerId}`, { taxIds })).status).toBe(400);
    expect((await api('PATCH', `/customers/${customerId}`, { taxIds: taxIds.slice(1) })).status).toBe(200);
  });

  it('stand on an invoice as they were when it was issued, on a draft as they are', async () => {
    const { api, customerId, billed } = await open();
    const [issued, draft] = [await makeDraft(api, customerId), await makeDraft(api, customerId)];
    await api('POST', `/invoices/${issued.id}/finalize`);
    await api('PATCH', `/customers/${customerId}`, { taxIds: [NUMBER] });
    expect(await billed(issued.id)).toEqual([VAT]);
    expect(await billed(draft.id)).toEqual([NUMBER]);
  });
});
