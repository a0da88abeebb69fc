import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { stripeCustomers } from '../../../src/db/schema/index.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';
import { noSuchCustomer, stripeWithCustomers } from '../../support/worker/named-customers.ts';

const ctx = testContext({
  stripe: stripeWithCustomers({
    cus_never: noSuchCustomer("No such customer: 'cus_never'"),
    cus_live: noSuchCustomer(
      "No such customer: 'cus_live'; a similar object exists in live mode, but a test mode key was used to make this request.",
    ),
    cus_deleted: { kind: 'ok', value: { kind: 'deleted' } },
    cus_unread: {
      kind: 'refused',
      status: 403,
      code: 'more_permissions_required',
      param: null,
      message: 'No.',
    },
    cus_away: { kind: 'unknown', reason: 'no answer' },
  }),
});

async function open(wishes: Parameters<typeof seedMerchant>[1] = {}) {
  const merchant = await seedMerchant(ctx, wishes);
  const api = apiClient(ctx, merchant);
  const linked = (customerId: string) =>
    ctx.db
      .select({ stripeCustomerId: stripeCustomers.stripeCustomerId })
      .from(stripeCustomers)
      .where(
        and(
          eq(stripeCustomers.customerId, customerId),
          eq(stripeCustomers.connectionId, merchant.connectionId ?? ''),
        ),
      );
  return { api, merchant, linked };
}

const whole = {
  address: { country: 'GB', line1: 'Flat 1', line2: '123 Fake Street', postcode: 'AB1 2EF', town: 'London' },
  billingEmails: ['exampleCorpInvoices@example.com'],
  contactName: 'John Doe',
  customerAliases: ['b1c87177-088a-40ec-8917-9809343f3f9c'],
  email: 'john@example.com',
  externalIds: [
    { key: 'Xero', value: '123456789' },
    { key: 'Stripe', value: 'cus_OCtCxqQDgu1uX9' },
    { key: 'HubSpot', value: '123456789' },
  ],
  label: 'Example customer',
  legalName: 'John Doe',
  taxStatus: 'TAXED',
  telephone: '02010001000',
  url: 'https://example.com/',
};
const sorted = (ids: unknown) =>
  Array.isArray(ids) ? ids.toSorted((a, b) => (a.key < b.key ? -1 : 1)) : ids;

describe('a customer', () => {
  it('is created and replaced by the whole body, and read back as it was given', async () => {
    const { api, linked } = await open();
    const id = await makeCustomer(api);
    const replaced = await api('PUT', `/customers/${id}`, whole);
    expect(replaced.status).toBe(200);
    const { externalIds, ...rest } = whole;
    expect(replaced.body).toMatchObject({
      id,
      object: 'customer',
      ...rest,
      stripeCustomerId: 'cus_OCtCxqQDgu1uX9',
    });
    expect(sorted(replaced.body.externalIds)).toEqual(sorted(externalIds));
    expect((await api('GET', `/customers/${id}`)).body).toEqual(replaced.body);
    expect(await linked(id)).toEqual([{ stripeCustomerId: 'cus_OCtCxqQDgu1uX9' }]);
  });

  it('keeps the external ids whose keys a PUT does not name', async () => {
    const { api } = await open();
    const id = await makeCustomer(api, whole);
    const replaced = await api('PUT', `/customers/${id}`, {
      legalName: 'New',
      externalIds: [
        { key: 'Xero', value: 'new' },
        { key: 'Pipedrive', value: '1' },
      ],
    });
    expect(sorted(replaced.body.externalIds)).toEqual([
      { key: 'HubSpot', value: '123456789' },
      { key: 'Pipedrive', value: '1' },
      { key: 'Stripe', value: 'cus_OCtCxqQDgu1uX9' },
      { key: 'Xero', value: 'new' },
    ]);
    expect(replaced.body).toMatchObject({ email: null, billingEmails: [], address: { town: null } });
  });

  it('is linked to another Stripe customer by the key Stripe, however that is spelled', async () => {
    const { api, linked } = await open();
    const id = await makeCustomer(api, whole);
    const externalIds = [{ key: 'sTRIPE', value: 'cus_another1' }];
    const replaced = await api('PUT', `/customers/${id}`, { legalName: 'A', externalIds });
    expect(replaced.body).toMatchObject({ stripeCustomerId: 'cus_another1' });
    expect(replaced.body.externalIds).toContainEqual({ key: 'Stripe', value: 'cus_another1' });
    expect(await linked(id)).toEqual([{ stripeCustomerId: 'cus_another1' }]);
  });

  it('shares its Stripe customer with no other, not even under concurrency', async () => {
    const { api } = await open();
    const externalIds = [{ key: 'Stripe', value: 'cus_shared' }];
    const made = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => api('POST', '/customers', { legalName: `C${n}`, externalIds })),
    );
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
    const id = await makeCustomer(api);
    const refused = await api('PUT', `/customers/${id}`, { legalName: 'Late', externalIds });
    expect(refused).toMatchObject({ status: 409, body: { code: 'stripe_customer_taken' } });
    expect((await api('GET', `/customers/${id}`)).body.legalName).toBe('Payer Inc');
  });

  it.each([
    ['cus_never', 422, 'stripe_customer_unusable', 'has no customer cus_never in this mode'],
    ['cus_live', 422, 'stripe_customer_unusable', 'cus_live belongs to Stripe’s other mode'],
    ['cus_deleted', 422, 'stripe_customer_unusable', 'cus_deleted was deleted in Stripe'],
    ['cus_unread', 422, 'stripe_refuses', 'Stripe’s words'],
    ['cus_away', 503, 'stripe_unavailable', 'Retry'],
  ])(
    'is not linked to a Stripe customer that is not there, and nothing is changed: %s',
    async (value, status, code, sentence) => {
      const { api, linked } = await open();
      const externalIds = [{ key: 'Stripe', value }];
      const id = await makeCustomer(api, whole);
      for (const refused of [
        await api('PUT', `/customers/${id}`, { legalName: 'Changed', externalIds }),
        await api('POST', '/customers', { legalName: 'New', externalIds }),
      ]) {
        expect(refused).toMatchObject({ status, body: { code, detail: expect.stringContaining(sentence) } });
      }
      expect(await linked(id)).toEqual([{ stripeCustomerId: 'cus_OCtCxqQDgu1uX9' }]);
      expect((await api('GET', `/customers/${id}`)).body).toMatchObject({ legalName: 'John Doe' });
    },
  );

  it('of another business may be the same Stripe customer: it is another account', async () => {
    const [one, two] = [await open(), await open()];
    await makeCustomer(one.api, whole);
    await makeCustomer(two.api, whole);
    expect(await makeCustomer(one.api)).toMatch(/^cus_/);
  });

  it('can be given a Stripe customer before Stripe is connected', async () => {
    const { api } = await open({ connected: false });
    const id = await makeCustomer(api, whole);
    expect((await api('GET', `/customers/${id}`)).body).toMatchObject({ stripeCustomerId: null });
  });

  it.each([
    [{ legalName: undefined }, 'legalName'],
    [{ legalName: '' }, 'legalName'],
    [{ email: 'not an address' }, 'email'],
    [{ email: 'a@b' }, 'email'],
    [{ email: 'a@b.test, c@d.test' }, 'email'],
    [{ billingEmails: ['a@b.test', 'x'] }, 'billingEmails[1]'],
    [{ url: 'javascript:alert(1)' }, 'url'],
    [{ url: 'ftp://example.com' }, 'url'],
    [{ url: 'https://' }, 'url'],
    [{ address: { country: 'Britain' } }, 'address.country'],
    [{ address: { country: 'UK' } }, 'address.country'],
    [{ address: { country: 'zz' } }, 'address.country'],
    [{ address: { county: 'Kent' } }, 'address.county'],
    [{ locale: 'e n' }, 'locale'],
    [{ externalIds: [{ key: 'Stripe', value: 'acct_1' }] }, 'externalIds[0].value'],
    [
      {
        externalIds: [
          { key: 'A', value: '1' },
          { key: 'A', value: '2' },
        ],
      },
      'externalIds[1].key',
    ],
    [
      {
        externalIds: [
          { key: 'Stripe', value: 'cus_1' },
          { key: 'stripe', value: 'cus_2' },
        ],
      },
      'externalIds[1].key',
    ],
    [{ id: 'cus_mine' }, 'id'],
  ])('is refused with %j', async (more, path) => {
    const { api } = await open();
    const refused = await api('POST', '/customers', { legalName: 'A', ...more });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path }] } });
  });
});

describe('deleting a customer', () => {
  it('takes everything of it', async () => {
    const { api, linked } = await open();
    const id = await makeCustomer(api, whole);
    expect((await api('DELETE', `/customers/${id}`)).body).toEqual({ id, object: 'customer', deleted: true });
    expect((await api('GET', `/customers/${id}`)).status).toBe(404);
    expect(await linked(id)).toEqual([]);
  });

  it('is refused while it has an invoice, drafts included', async () => {
    const { api } = await open();
    const id = await makeCustomer(api);
    const draft = await makeDraft(api, id);
    const refused = await api('DELETE', `/customers/${id}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'customer_has_invoices' } });
    await api('DELETE', `/invoices/${draft.id}`);
    expect((await api('DELETE', `/customers/${id}`)).status).toBe(200);
  });

  it('races with a new invoice without an error of ours', async () => {
    const { api } = await open();
    for (let round = 0; round < 10; round += 1) {
      const id = await makeCustomer(api);
      const [deleted, drafted] = await Promise.all([
        api('DELETE', `/customers/${id}`),
        api('POST', '/invoices', { customerId: id, lines: [] }),
      ]);
      const both = `${deleted.status} ${drafted.status}`;
      expect(['200 400', '409 201']).toContain(both);
    }
  });
});
