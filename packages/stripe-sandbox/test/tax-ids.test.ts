import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './support.ts';

let bench: Bench;
let customer: string;
beforeEach(async () => {
  bench = await openBench();
  customer = (await bench.stripe.customers.create({ name: 'Acme' })).id;
});
afterEach(() => bench.close());

describe('a customer’s tax ids', () => {
  it('are made, listed, read and deleted, each with its event', async () => {
    const { customers } = bench.stripe;
    const vat = await customers.createTaxId(customer, { type: 'eu_vat', value: 'EL094259216' });
    expect(vat).toMatchObject({ country: 'GR', customer, verification: { status: 'pending' } });
    const ein = await customers.createTaxId(customer, { type: 'us_ein', value: '12-3456789' });
    expect(ein).toMatchObject({ country: 'US', verification: { status: 'unavailable' } });
    expect((await customers.listTaxIds(customer)).data.map(({ id }) => id)).toEqual([ein.id, vat.id]);
    expect(await customers.retrieveTaxId(customer, vat.id)).toEqual(vat);
    expect(await customers.deleteTaxId(customer, vat.id)).toMatchObject({ id: vat.id, deleted: true });
    expect((await customers.listTaxIds(customer)).data.map(({ id }) => id)).toEqual([ein.id]);
    expect(await bench.types()).toEqual([
      'customer.created',
      'customer.tax_id.created',
      'customer.tax_id.created',
      'customer.tax_id.deleted',
    ]);
  });

  it.each([
    ['eu_vat', 'DE12345678'],
    ['eu_vat', 'GB980780684'],
    ['us_ein', '123456789'],
    ['ch_vat', 'CHE-123.456.789'],
    ['au_abn', ''],
  ] as const)('are taken only as their type is written: %s %s', async (type, value) => {
    await expect(bench.stripe.customers.createTaxId(customer, { type, value })).rejects.toMatchObject({
      statusCode: 400,
      param: 'value',
    });
  });

  it('have a type of the list, which “unknown” is not', async () => {
    await expect(
      bench.stripe.customers.createTaxId(customer, { type: 'unknown', value: '1' }),
    ).rejects.toMatchObject({ statusCode: 400, param: 'type' });
  });

  it('are nobody else’s, and go with their customer', async () => {
    const { customers } = bench.stripe;
    const { id: other } = await customers.create({ name: 'Other' });
    const { id } = await customers.createTaxId(customer, { type: 'eu_vat', value: 'DE123456789' });
    await expect(customers.deleteTaxId(other, id)).rejects.toMatchObject({ code: 'resource_missing' });
    expect((await customers.listTaxIds(other)).data).toEqual([]);
    await customers.del(customer);
    await expect(customers.listTaxIds(customer)).rejects.toMatchObject({ code: 'resource_missing' });
  });
});
