import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { customers } from '../../../src/db/schema/index.ts';
import { type ApiClient, apiClient, makeCustomer } from '../../support/worker/api.ts';
import { sendNew, setPolicy } from '../../support/worker/collecting.ts';
import { seedMerchant } from '../../support/worker/context.ts';
import { apiOf, giveCard, member, setParent } from '../../support/worker/families.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let api: ApiClient;
let group: string;
let branch: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_due_date' });
  api = await apiOf(shop);
  group = await makeCustomer(api, { legalName: 'Group' });
  branch = await makeCustomer(api, { legalName: 'Branch', email: 'branch@payer.test', parentId: group });
});
const patch = (id: string, parentId: unknown) => api('PATCH', `/customers/${id}`, { parentId });

describe('a customer’s parent', () => {
  it('is given, kept by a body that does not name it, listed by, and taken off by null', async () => {
    expect((await api('GET', `/customers/${branch}`)).body.parentId).toBe(group);
    const put = await api('PUT', `/customers/${branch}`, { legalName: 'Branch', email: 'branch@payer.test' });
    expect(put).toMatchObject({ status: 200, body: { parentId: group } });
    const listed = await api('GET', `/customers?parentId=${group}`);
    expect(listed.body.data.map(({ id }) => id)).toEqual([branch]);
    const before = (await api('GET', `/customers/${branch}`)).body.version;
    expect(await patch(branch, null)).toMatchObject({ status: 200, body: { parentId: null } });
    expect((await api('GET', `/customers/${branch}`)).body.version).toBe(Number(before) + 1);
    expect((await api('GET', `/customers?parentId=${group}`)).body.data).toEqual([]);
    const { body } = await api('GET', `/customers/${branch}/timeline`);
    expect(JSON.stringify(body)).toContain('No other customer pays for it any more.');
  });

  it('is of the same business, has none itself, and is never a circle', async () => {
    const stranger = apiClient(shop.ctx, await seedMerchant(shop.ctx));
    const theirs = await makeCustomer(stranger);
    const other = await makeCustomer(api);
    for (const [child, parent, sentence] of [
      [other, theirs, 'There is no such customer.'],
      [other, 'cus_01kqf1qz8r0000000000000000', 'There is no such customer.'],
      [other, other, 'A customer cannot be its own parent.'],
      [other, branch, 'That customer has a parent itself.'],
      [group, other, 'This customer pays for others.'],
      [group, branch, 'That customer has a parent itself.'],
    ] as const) {
      const refused = await patch(child, parent);
      expect(refused).toMatchObject({
        status: 400,
        body: { code: 'invalid', errors: [{ path: 'parentId', message: expect.stringContaining(sentence) }] },
      });
    }
    expect((await patch(other, 'x')).status).toBe(400);
    expect(await stranger('PATCH', `/customers/${branch}`, { parentId: theirs })).toMatchObject({
      status: 404,
    });
    expect((await stranger('GET', `/customers?parentId=${group}`)).body.data).toEqual([]);
    const across = await stranger('GET', `/customers/${theirs}/parent-change?parentId=${group}`);
    expect(across.status).toBe(400);
  });

  it('is one of the two where both are named at once', async () => {
    const [a, b] = [await makeCustomer(api), await makeCustomer(api)];
    const both = await Promise.all([patch(a, b), patch(b, a)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 400]);
    const rows = await shop.ctx.db
      .select()
      .from(customers)
      .where(eq(customers.merchantId, shop.scope.merchantId));
    expect(rows.filter(({ id, parentId }) => (id === a || id === b) && parentId !== null)).toHaveLength(1);
  });

  it('is neither deleted nor erased while it pays for others, and a child that is erased has none', async () => {
    expect(await api('DELETE', `/customers/${group}`)).toMatchObject({
      status: 409,
      body: { code: 'customer_has_children' },
    });
    expect(await api('POST', `/customers/${group}/erase`)).toMatchObject({
      status: 409,
      body: { code: 'customer_not_erasable', detail: expect.stringContaining('pays for others') },
    });
    expect((await api('POST', `/customers/${branch}/erase`)).status).toBe(200);
    expect((await api('GET', `/customers?parentId=${group}`)).body.data).toEqual([]);
    const other = await makeCustomer(api);
    expect((await patch(other, branch)).body.errors).toEqual([
      { path: 'parentId', message: 'The data of that customer was erased.' },
    ]);
    expect((await api('POST', `/customers/${group}/erase`)).status).toBe(200);
  });
});

describe('what a change of parent means', () => {
  it('is said before, and changes nothing', async () => {
    const payer = await member(shop, 'Payer AG');
    await giveCard(shop, payer);
    const child = await member(shop, 'Child');
    const invoiceId = await sendNew(shop, child);
    const ask = (parentId: string | null) =>
      api('GET', `/customers/${child}/parent-change${parentId === null ? '' : `?parentId=${parentId}`}`);
    const set = await ask(payer);
    expect(set).toMatchObject({
      status: 200,
      body: {
        from: null,
        to: { id: payer, name: 'Payer AG' },
        paidByNow: 'nobody',
        paidByThen: 'parent',
        openInvoices: 1,
        invoices: [{ id: invoiceId, amountRemaining: 12_000 }],
        means:
          'Payer AG pays the invoices of this customer, by its own payment methods and its own choice of automatic payment. Payer AG is told before anything of the 1 open invoice is charged, and nothing is earlier than that says.',
      },
    });
    expect((await api('GET', `/customers/${child}`)).body.parentId).toBeNull();
    must(await setParent(shop, child, payer));
    expect((await ask(null)).body).toMatchObject({
      from: { id: payer },
      to: null,
      paidByNow: 'parent',
      paidByThen: 'nobody',
    });
    await giveCard(shop, child, 'pm_card_mastercard');
    expect((await ask(null)).body).toMatchObject({ paidByNow: 'itself', paidByThen: 'itself' });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open' });
  });
});
