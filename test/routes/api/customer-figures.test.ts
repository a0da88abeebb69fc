import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const api = apiClient(ctx, await seedMerchant(ctx));
const acme = await makeCustomer(api, { legalName: 'Acme' });
ctx.clock.ms += 1000;
const other = await makeCustomer(api, { legalName: 'Other' });

const issue = async (customerId: string, more: object = {}) => {
  const { id } = await makeDraft(api, customerId, { dueDate: '2026-12-31', ...more });
  return (await api('POST', `/invoices/${id}/finalize`)).body;
};
const mark = (id: string, set: string) =>
  env.DB.prepare(`UPDATE invoices SET ${set} WHERE id = ?`).bind(id).run();

describe('the figures of a customer', () => {
  it('are what was billed, paid and is open, overdue and failed, each currency by itself', async () => {
    const open = await issue(acme);
    const total = Number(open.total);
    const overdue = await issue(acme);
    await mark(overdue.id, `due_at = 1, due_date = '2026-01-01', amount_paid = 1000`);
    const failed = await issue(acme);
    await mark(failed.id, `payment_status = 'failed'`);
    const gone = await issue(acme);
    await api('POST', `/invoices/${gone.id}/void`);
    await makeDraft(api, acme);
    await issue(acme, { currency: 'EUR' });
    const { status, body } = await api('GET', `/customers/${acme}/figures`);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: acme,
      legalName: 'Acme',
      email: 'ap@payer.test',
      figures: [
        {
          currency: 'EUR',
          invoices: 1,
          billed: total,
          paid: 0,
          open: total,
          overdue: 0,
          failed: 0,
          processing: 0,
          credit: 0,
          lastPaidAt: null,
          daysToPay: null,
        },
        {
          currency: 'USD',
          invoices: 3,
          billed: 3 * total,
          paid: 1000,
          open: 3 * total - 1000,
          overdue: total - 1000,
          failed: total,
          processing: 0,
          credit: 0,
          lastPaidAt: null,
          daysToPay: null,
        },
      ],
    });
  });

  it('are listed and searched, newest customer first, and are nobody else’s', async () => {
    const { body } = await api('GET', '/customer-figures');
    expect(body.data.map(({ id }) => id)).toEqual([other, acme]);
    expect(body.data[0]).toMatchObject({ legalName: 'Other', figures: [] });
    expect((await api('GET', '/customer-figures?search=acm')).body.data.map(({ id }) => id)).toEqual([acme]);
    const stranger = apiClient(ctx, await seedMerchant(ctx));
    expect((await stranger('GET', '/customer-figures')).body.data).toEqual([]);
    expect((await stranger('GET', `/customers/${acme}/figures`)).status).toBe(404);
  });
});
