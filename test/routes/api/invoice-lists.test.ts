import { describe, expect, it } from 'vitest';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { OPEN_BRAKES, seedMerchant, testContext } from '../../support/worker/context.ts';
import { stripeWithCustomers } from '../../support/worker/named-customers.ts';

const ctx = testContext({ stripe: stripeWithCustomers() });
const merchant = await seedMerchant(ctx, { invoiceSeries: 'S2026-' });
const api = apiClient(ctx, merchant);
const ada = await makeCustomer(api, { legalName: 'Ada Lovelace' });
const grace = await makeCustomer(api, { legalName: 'Grace Hopper', email: 'grace@payer.test' });
const other = apiClient(ctx, await seedMerchant(ctx, { invoiceSeries: 'S2026-' }));
const theirs = await makeDraft(other, await makeCustomer(other, { legalName: 'Ada Lovelace' }));
await other('POST', `/invoices/${theirs.id}/finalize`);

/** Four invoices, a minute apart, due in another order than they were made; the last one is a draft. */
const DUE = ['2026-12-24', '2026-12-10', '2026-12-31', '2026-12-10'];
const ids: string[] = [];
for (const [at, dueDate] of DUE.entries()) {
  ctx.clock.ms += 60_000;
  const draft = await makeDraft(api, at % 2 === 0 ? ada : grace, { dueDate });
  if (at < 3) await api('POST', `/invoices/${draft.id}/finalize`);
  ids.push(draft.id);
}
const nth = (...wanted: number[]) => wanted.map((index) => ids[index]);
const listed = async (query: string) => {
  const { status, body } = await api('GET', `/invoices?${query}`);
  expect(status).toBe(200);
  return body.data.map(({ id }) => id);
};
const csv = async (path: string): Promise<readonly string[]> => {
  const answer = await apiRoutes.request(
    `https://billing.test/api/v1${path}`,
    { headers: { Authorization: `Bearer ${merchant.apiKey}` } },
    { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_1' },
  );
  expect(answer.headers.get('Content-Type')).toContain('text/csv');
  return (await answer.text()).replace('\ufeff', '').trimEnd().split('\r\n');
};

describe('a list of invoices', () => {
  it('is sorted by when they are due, and read to its end by the cursor, ties and days that are missing included', async () => {
    for (const [order, wanted] of [
      ['asc', nth(1, 3, 0, 2)],
      ['desc', nth(2, 0, 3, 1)],
    ] as const) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const after: string = cursor === '' ? '' : `&startingAfter=${encodeURIComponent(cursor)}`;
        const { body }: Awaited<ReturnType<typeof api>> = await api(
          'GET',
          `/invoices?sort=dueDate&order=${order}&limit=1${after}`,
        );
        seen.push(...body.data.map(({ id }) => id));
        cursor = body.nextCursor;
      }
      expect(seen).toEqual(wanted);
    }
    expect((await listed('sort=issueDate&order=asc')).at(0)).toBe(ids[3]);
  });

  it('by when they were changed misses none that changes while it is read', async () => {
    const first = await api('GET', '/invoices?sort=updatedAt&order=asc&limit=2');
    expect(first.body.data.map(({ id }) => id)).toEqual(nth(0, 1));
    ctx.clock.ms += 60_000;
    await api('POST', `/invoices/${ids[1]}/void`);
    const next = `/invoices?sort=updatedAt&order=asc&startingAfter=${encodeURIComponent(first.body.nextCursor ?? '')}`;
    expect((await api('GET', next)).body.data.map(({ id }) => id)).toEqual(nth(2, 3, 1));
  });

  it('filters by days, amounts, currency and text, and by the day that is asked for it is sorted', async () => {
    expect(await listed('dueFrom=2026-12-11&order=asc')).toEqual(nth(0, 2));
    expect(await listed('dueTo=2026-12-10&status=draft')).toEqual(nth(3));
    expect(await listed('totalFrom=18000&totalTo=18000')).toHaveLength(4);
    expect(await listed('totalFrom=18001')).toEqual([]);
    expect(await listed('currency=JPY')).toEqual([]);
    expect(await listed('text=grac')).toEqual(nth(3, 1));
    expect(await listed('text=S2026-0003')).toEqual(nth(2));
    expect(await listed('text=nobody')).toEqual([]);
    expect(await listed(`text=love&customerId=${grace}`)).toEqual([]);
  });

  it('refuses the cursor of a list that is sorted otherwise, in words', async () => {
    const refused = await api('GET', `/invoices?sort=dueDate&startingAfter=${ids[0]}`);
    expect([refused.status, refused.body.errors[0]?.message]).toEqual([
      400,
      expect.stringContaining('with the same sorting'),
    ]);
  });

  it('is exported with its lines and taxes, and nothing of another business', async () => {
    const [header, ...rows] = await csv('/invoices.csv?sort=createdAt&order=asc');
    expect(header?.split(',').slice(0, 5)).toEqual([
      'invoiceId',
      'number',
      'issueDate',
      'currency',
      'status',
    ]);
    expect(rows.map((row) => row.split(',')[0])).toEqual(ids);
    const lines = await csv('/invoice-lines.csv?text=ada');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(String(ids[2]));
    expect((await csv('/invoice-taxes.csv')).at(0)).toBe(
      'invoiceId,number,issueDate,currency,status,tax,percentage,inclusive,taxable,amount,category,exemption,reason',
    );
  });

  it('is exported with its signs and deductions, and so are its credit notes', async () => {
    const tax = { name: 'IVA', percentage: '21', inclusive: false, category: 'standard' };
    const { id } = await makeDraft(api, ada, {
      lines: [
        { description: 'Work', unitAmount: 10_000, taxRates: [tax] },
        { description: 'Back', quantity: '-2', unitAmount: 1_000, taxRates: [tax] },
      ],
      withholdings: [{ name: 'IRPF', percentage: '15' }],
    });
    await api('POST', `/invoices/${id}/finalize`);
    await api('POST', `/invoices/${id}/credit-notes`, { amount: 4_840 });
    await api('POST', `/invoices/${id}/credit-notes`);
    const [{ number: last } = { number: '' }] = (await api('GET', `/credit-notes?invoiceId=${id}`)).body.data;
    const row = async (path: string, at = 1) => {
      const [header = '', ...rows] = await csv(path);
      const cells = (rows[at - 1] ?? '').split(',');
      return Object.fromEntries(header.split(',').map((name, column) => [name, cells[column]]));
    };
    const asked = `customerId=${ada}&sort=createdAt`;
    expect(await row(`/invoices.csv?${asked}`)).toMatchObject({
      ...{ invoiceId: id, status: 'credited', subtotal: '8000', taxTotal: '1680', total: '9680' },
      ...{ withheld: '1200', amountDue: '8480', amountPaid: '0', amountCredited: '8480' },
    });
    expect(await row(`/invoice-lines.csv?${asked}`, 2)).toMatchObject({
      ...{ quantity: '-2', unitAmount: '1000', amount: '-2000', taxAmount: '-420', total: '-2420' },
    });
    expect(await row(`/credit-notes.csv?invoiceId=${id}`)).toMatchObject({
      ...{ number: last, invoiceId: id, net: '4000', taxTotal: '840', total: '4840', payable: '4240' },
    });
    expect(await row(`/credit-note-taxes.csv?invoiceId=${id}`, 2)).toMatchObject({
      ...{ tax: 'IVA', percentage: '21', taxable: '4000', amount: '840', category: 'standard' },
    });
    const others = await apiRoutes.request(
      'https://billing.test/api/v1/credit-notes.csv',
      { headers: { Authorization: `Bearer ${(await seedMerchant(ctx, {})).apiKey}` } },
      { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_1' },
    );
    expect((await others.text()).trimEnd().split('\r\n')).toHaveLength(1);
  });
});
