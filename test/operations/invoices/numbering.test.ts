import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { invoices, journal, numberSeries } from '../../../src/db/schema/index.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { addApiKey, seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();

async function drafts(count: number) {
  const merchant = await seedMerchant(ctx);
  const api = apiClient(ctx, merchant);
  const customerId = await makeCustomer(api);
  const made = await Promise.all(Array.from({ length: count }, () => makeDraft(api, customerId)));
  return { merchant, api, ids: made.map(({ id }) => id) };
}

const numbersOf = async (merchantId: string, livemode = false): Promise<number[]> => {
  const rows = await ctx.db
    .select({ value: invoices.numberValue })
    .from(invoices)
    .where(and(eq(invoices.merchantId, merchantId), eq(invoices.livemode, livemode)));
  return rows.flatMap(({ value }) => (value === null ? [] : [value])).toSorted((a, b) => a - b);
};
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('numbers', () => {
  it('have neither gaps nor duplicates under fifty concurrent finalizations', async () => {
    const { merchant, api, ids } = await drafts(50);
    const calls = ids.map((id, i) => api('POST', `/invoices/${id}/${i % 2 === 0 ? 'finalize' : 'send'}`));
    expect(new Set((await Promise.all(calls)).map(({ status }) => status))).toEqual(new Set([200]));
    expect(await numbersOf(merchant.merchantId)).toEqual(upTo(50));
    const [counter] = await ctx.db
      .select()
      .from(numberSeries)
      .where(eq(numberSeries.merchantId, merchant.merchantId));
    expect(counter?.nextValue).toBe(51);
  });

  it('are taken once by an invoice that twenty finalize at once', async () => {
    const { merchant, api, ids } = await drafts(2);
    const calls = Array.from({ length: 20 }, () => api('POST', `/invoices/${ids[0]}/finalize`));
    const statuses = (await Promise.all(calls)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    await api('POST', `/invoices/${ids[1]}/finalize`);
    expect(await numbersOf(merchant.merchantId)).toEqual([1, 2]);
  });

  it('are not spent by a refusal, nor by the repetition of a command', async () => {
    const { merchant, api, ids } = await drafts(2);
    const empty = await makeDraft(api, await makeCustomer(api), { lines: [] });
    await api('POST', `/invoices/${empty.id}/finalize`);
    const ask = { invoiceId: ids[0] ?? '', commandId: 'finalize-once' };
    const twice = [
      await finalizeInvoice(ctx, { scope: merchant.scope, ...ask }),
      await finalizeInvoice(ctx, { scope: merchant.scope, ...ask }),
    ];
    expect(twice.map(({ kind }) => kind)).toEqual(['done', 'done']);
    await api('POST', `/invoices/${ids[1]}/finalize`);
    expect(await numbersOf(merchant.merchantId)).toEqual([1, 2]);
  });

  it('are counted apart for test and live, and for each series', async () => {
    const { merchant, api, ids } = await drafts(1);
    const live = apiClient(ctx, { apiKey: await addApiKey(ctx, merchant.merchantId, true) });
    const draft = await makeDraft(live, await makeCustomer(live));
    expect((await live('POST', `/invoices/${draft.id}/finalize`)).body.number).toBe('NW-0001');
    expect((await api('POST', `/invoices/${ids[0]}/finalize`)).body.number).toBe('NW-0001');
  });

  it('are written into a journal whose entries chain', async () => {
    const { ids, api } = await drafts(1);
    await api('POST', `/invoices/${ids[0]}/send`);
    await api('POST', `/invoices/${ids[0]}/rotate-link`);
    const entries = await ctx.db
      .select()
      .from(journal)
      .where(and(eq(journal.streamType, 'invoice'), eq(journal.streamId, ids[0] ?? '')))
      .orderBy(journal.seq);
    expect(entries.map(({ type }) => type)).toEqual(['draft_created', 'finalized_and_sent', 'link_rotated']);
    expect(entries.map(({ prevHash }) => prevHash)).toEqual(['', entries[0]?.hash, entries[1]?.hash]);
    expect(JSON.stringify(entries)).not.toMatch(/payer\.test|Payer Inc/);
  });
});
