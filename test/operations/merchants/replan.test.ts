import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { customers, invoices } from '../../../src/db/schema/index.ts';
import { replanCollection } from '../../../src/operations/collection/replan.ts';
import { liftPause, pauseMoney, resumeMoney } from '../../../src/operations/connections/pause-money.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const LATER = Date.parse('2027-01-31T14:00:00Z');

/** An invoice that was sent and is planned for later. */
async function planned(api: ReturnType<typeof apiClient>, customerId?: string) {
  const id = customerId ?? (await makeCustomer(api));
  const draft = await makeDraft(api, id);
  await api('POST', `/invoices/${draft.id}/send`);
  await ctx.db
    .update(invoices)
    .set({ nextCheckAt: LATER, collectStage: 'scheduled' })
    .where(eq(invoices.id, draft.id));
  return { invoiceId: draft.id, customerId: id };
}
const rowOf = async (invoiceId: string) => {
  const [row] = await ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
  if (row === undefined) throw new Error('no invoice');
  return row;
};

describe('a change of what the merchant chose', () => {
  it('has every open invoice that was sent checked, of this business and mode alone', async () => {
    const [one, two] = [await seedMerchant(ctx), await seedMerchant(ctx)];
    const [api, other] = [apiClient(ctx, one), apiClient(ctx, two)];
    const open = await planned(api);
    const wakes = (await rowOf(open.invoiceId)).checkRequests;
    const paid = await planned(api, open.customerId);
    await ctx.db
      .update(invoices)
      .set({ status: 'paid', paidAt: 1, amountPaid: sql`amount_due` })
      .where(eq(invoices.id, paid.invoiceId));
    const draft = await makeDraft(api, open.customerId);
    const foreign = await planned(other);
    await replanCollection(ctx, { merchantId: one.merchantId });
    await replanCollection(ctx, { merchantId: one.merchantId });
    const enqueued = await rowOf(open.invoiceId);
    expect(enqueued.nextCheckAt).toBe(ctx.now());
    // A decision based on older rows must not postpone the check again.
    expect(enqueued.checkRequests).toBe(wakes + 2);
    expect((await rowOf(paid.invoiceId)).nextCheckAt).toBe(LATER);
    expect((await rowOf(draft.id)).nextCheckAt).toBeNull();
    expect((await rowOf(foreign.invoiceId)).nextCheckAt).toBe(LATER);
  });

  it('reaches every invoice, however many pages they are', async () => {
    const merchant = await seedMerchant(ctx);
    const { invoiceId } = await planned(apiClient(ctx, merchant));
    const row = await rowOf(invoiceId);
    const many = Array.from({ length: 2_100 }, (_, n) => [newId(ctx, 'inv'), n + 1000]);
    const columns = Object.keys(row).length;
    expect(columns).toBeGreaterThan(40);
    const names = await ctx.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info('invoices')`);
    const copied = names.map(({ name }) =>
      name === 'id' ? 'value ->> 0' : name === 'number_value' ? 'value ->> 1' : `invoices.${name}`,
    );
    await ctx.db.run(
      sql`INSERT INTO invoices (${sql.raw(names.map(({ name }) => name).join(', '))})
        SELECT ${sql.raw(copied.join(', '))} FROM invoices, json_each(${JSON.stringify(many)}) WHERE invoices.id = ${invoiceId}`,
    );
    await replanCollection(ctx, { merchantId: merchant.merchantId });
    const looks = await ctx.db
      .select({ at: invoices.nextCheckAt, count: sql<number>`count(*)` })
      .from(invoices)
      .where(eq(invoices.merchantId, merchant.merchantId))
      .groupBy(invoices.nextCheckAt);
    expect(looks).toEqual([{ at: ctx.now(), count: 2_101 }]);
  });
});

describe('money that may move again', () => {
  const MINUTE = 60_000;
  const resting = async (api: ReturnType<typeof apiClient>, reason: 'paused' | 'payment_open') => {
    const { invoiceId } = await planned(api);
    await ctx.db
      .update(invoices)
      .set({ collectReason: reason, nextCheckAt: ctx.now() + 29 * MINUTE })
      .where(eq(invoices.id, invoiceId));
    return invoiceId;
  };
  const business = async () => {
    const merchant = await seedMerchant(ctx);
    const { connectionId } = merchant;
    if (connectionId === null) throw new Error('not connected');
    return { connectionId, api: apiClient(ctx, merchant) };
  };

  it.each(['by itself', 'by a person'])(
    '%s has what rested for the pause checked, and nothing else',
    async (how) => {
      const [one, two] = [await business(), await business()];
      const { connectionId } = one;
      await pauseMoney(ctx, connectionId, 'catching_up', { from: ctx.now(), by: 'sweep' });
      const [rested, other] = [await resting(one.api, 'paused'), await resting(one.api, 'payment_open')];
      const foreign = await resting(two.api, 'paused');
      const wakes = (await rowOf(rested)).checkRequests;
      // A rebuild that another pause began ends nothing.
      await resumeMoney(ctx, connectionId, { by: 'rebuild', pausedAt: 1 });
      expect((await rowOf(rested)).checkRequests).toBe(wakes);
      if (how === 'by a person') await liftPause(ctx, connectionId, 'Ann');
      else await resumeMoney(ctx, connectionId, { by: 'rebuild', pausedAt: ctx.now() });
      expect(await rowOf(rested)).toMatchObject({ nextCheckAt: ctx.now(), checkRequests: wakes + 1 });
      expect((await rowOf(other)).nextCheckAt).toBe(ctx.now() + 29 * MINUTE);
      expect((await rowOf(foreign)).nextCheckAt).toBe(ctx.now() + 29 * MINUTE);
    },
  );
});

describe('a change of what was chosen for a customer', () => {
  const setUp = async () => {
    const api = apiClient(ctx, await seedMerchant(ctx));
    const { invoiceId, customerId } = await planned(api);
    const put = (more: object) =>
      api('PUT', `/customers/${customerId}`, { legalName: 'Payer', email: 'ap@payer.test', ...more });
    return { api, put, customerId, lookAt: async () => (await rowOf(invoiceId)).nextCheckAt };
  };

  it('has the customer’s open invoices checked', async () => {
    const { put, lookAt } = await setUp();
    await put({ collection: { policy: 'on_send' } });
    expect(await lookAt()).toBe(ctx.now());
  });

  it.each([{ collection: { cap: { amount: 1, currency: 'USD' } } }, { email: null }])(
    'also of a cap, or of whether anybody can be told: %j',
    async (more) => {
      const { put, lookAt } = await setUp();
      expect((await put(more)).status).toBe(200);
      expect(await lookAt()).toBe(ctx.now());
    },
  );

  it('that changes nothing of it lets them be', async () => {
    const { put, lookAt } = await setUp();
    await put({ collection: { policy: null }, telephone: '1' });
    expect(await lookAt()).toBe(LATER);
  });

  it('may lower a cap that the customer agreed to, and not loosen it', async () => {
    const { put, customerId } = await setUp();
    await ctx.db
      .update(customers)
      .set({ autopay: 'on', autopayCap: 50_000, autopayCapCurrency: 'USD' })
      .where(eq(customers.id, customerId));
    for (const cap of [null, { amount: 50_001, currency: 'USD' }, { amount: 1, currency: 'EUR' }]) {
      const refused = await put({ collection: { cap } });
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'collection.cap' }] } });
    }
    expect((await put({ collection: { cap: { amount: 40_000, currency: 'USD' } } })).status).toBe(200);
  });
});
