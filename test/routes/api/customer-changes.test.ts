import { describe, expect, it } from 'vitest';
import { apiClient, makeCustomer } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';
import { stripeWithCustomers } from '../../support/worker/named-customers.ts';

const ctx = testContext({
  stripe: stripeWithCustomers({ cus_gone: { kind: 'ok', value: { kind: 'deleted' } } }),
});
const merchant = await seedMerchant(ctx);
const api = apiClient(ctx, merchant);

const whole = {
  legalName: 'John Doe',
  email: 'john@example.com',
  billingEmails: ['ap@example.com'],
  telephone: '02010001000',
  address: { line1: 'Flat 1', town: 'London', country: 'GB' },
  externalIds: [
    { key: 'Xero', value: '1' },
    { key: 'HubSpot', value: '2' },
  ],
  contacts: [{ name: 'Ada', email: 'ada@example.com', roles: ['receipts', 'invoices'], language: 'de' }],
};
const made = async () => makeCustomer(api, whole);

describe('changing fields of a customer', () => {
  it('leaves what it does not name, clears what is null, and changes an address by its parts', async () => {
    const id = await made();
    const before = (await api('GET', `/customers/${id}`)).body;
    const body = { telephone: null, address: { town: 'Leeds' } };
    const changed = await api('PATCH', `/customers/${id}`, body);
    expect(changed).toMatchObject({ status: 200, body: { version: 2 } });
    expect(changed.body).toEqual({
      ...before,
      telephone: null,
      address: { ...Object(before.address), town: 'Leeds' },
      version: 2,
      updatedAt: changed.body.updatedAt,
    });
    const cleared = await api('PATCH', `/customers/${id}`, { address: null, contacts: null, email: null });
    expect(cleared.body).toMatchObject({
      contacts: [],
      email: null,
      address: { line1: null, country: null },
    });
    expect(cleared.body).toMatchObject({ billingEmails: ['ap@example.com'], legalName: 'John Doe' });
  });

  it('sets external ids by their keys, takes those off that are null, and keeps the others', async () => {
    const id = await made();
    const externalIds = [
      { key: 'Xero', value: null },
      { key: 'Sage', value: '3' },
    ];
    const changed = await api('PATCH', `/customers/${id}`, { externalIds });
    expect(changed.body.externalIds).toEqual([
      { key: 'HubSpot', value: '2' },
      { key: 'Sage', value: '3' },
    ]);
  });

  it('refuses what cannot be, and changes nothing', async () => {
    const id = await made();
    const before = (await api('GET', `/customers/${id}`)).body;
    for (const body of [
      { legalName: null },
      { legalName: '' },
      { nickname: 'J' },
      { contacts: [{ email: 'a@b.test', roles: [] }] },
      {
        contacts: [
          { email: 'a@b.test', roles: ['portal'] },
          { email: 'A@b.test', roles: ['invoices'] },
        ],
      },
      { externalIds: [{ key: 'Stripe', value: 'cus_gone' }], legalName: 'Changed' },
      [],
    ]) {
      const { status } = await api('PATCH', `/customers/${id}`, body);
      expect([400, 422]).toContain(status);
    }
    expect((await api('GET', `/customers/${id}`)).body).toEqual(before);
    const missing = 'cus_01kqf1qz8r0000000000000000';
    expect((await api('PATCH', `/customers/${missing}`, { label: 'x' })).status).toBe(404);
  });

  it('on the version that was read is refused after any other change, and says which it is at', async () => {
    const id = await made();
    const seen = (await api('GET', `/customers/${id}`)).body;
    const ifMatch = { 'If-Match': `"${seen.version}"` };
    expect((await api('PATCH', `/customers/${id}`, { label: 'One' }, ifMatch)).status).toBe(200);
    for (const method of ['PATCH', 'PUT']) {
      const late = await api(method, `/customers/${id}`, { legalName: 'Two' }, ifMatch);
      expect(late).toMatchObject({
        status: 412,
        body: { code: 'version_differs', detail: expect.stringContaining('version 2') },
      });
    }
    const odd = await api('PATCH', `/customers/${id}`, { label: 'Two' }, { 'If-Match': 'W/"x"' });
    expect(odd).toMatchObject({ status: 400, body: { errors: [{ path: 'If-Match' }] } });
    expect((await api('PATCH', `/customers/${id}`, { label: 'Two' }, { 'If-Match': '*' })).status).toBe(200);
  });

  it('by several at once on one version happens once', async () => {
    const id = await made();
    const all = await Promise.all(
      [1, 2, 3, 4].map((n) => api('PATCH', `/customers/${id}`, { label: `L${n}` }, { 'If-Match': '"1"' })),
    );
    expect(all.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412]);
  });

  it('keeps contacts that a PUT of the older body does not name', async () => {
    const id = await made();
    const replaced = await api('PUT', `/customers/${id}`, { legalName: 'New' });
    expect(replaced.body).toMatchObject({ email: null, telephone: null });
    expect(replaced.body.contacts).toEqual([
      { name: 'Ada', email: 'ada@example.com', roles: ['invoices', 'receipts'], language: 'de' },
    ]);
  });

  it('is no business of another business', async () => {
    const id = await made();
    const other = apiClient(ctx, await seedMerchant(ctx));
    expect((await other('PATCH', `/customers/${id}`, { label: 'Mine' })).status).toBe(404);
  });
});
