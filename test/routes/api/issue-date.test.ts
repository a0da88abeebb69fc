import { describe, expect, it } from 'vitest';
import { apiClient, makeCustomer } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const NOON = Date.parse('2026-11-10T12:00:00Z');
const clock = { now: NOON };
const ctx = testContext({ now: () => clock.now });
const at = (instant: string) => {
  clock.now = Date.parse(instant);
};

async function open() {
  at('2026-11-10T12:00:00Z');
  const api = apiClient(ctx, await seedMerchant(ctx, {}));
  const customerId = await makeCustomer(api);
  const draft = async (more: object = {}) => {
    const lines = [{ description: 'Work', unitAmount: 1_000 }];
    return (await api('POST', '/invoices', { customerId, lines, ...more })).body.id;
  };
  const finalize = (id: string, body: object = {}) => api('POST', `/invoices/${id}/finalize`, body);
  return { api, draft, finalize };
}

describe('the date of an invoice', () => {
  it('is the day on which it is finalized, where nobody says another', async () => {
    const { draft, finalize } = await open();
    expect((await finalize(await draft())).body.issueDate).toBe('2026-11-10');
  });

  it('is the one that its draft says, or whoever finalizes or sends it', async () => {
    const { api, draft, finalize } = await open();
    const written = await draft({ issueDate: '2026-11-05' });
    expect((await api('GET', `/invoices/${written}`)).body.issueDate).toBe('2026-11-05');
    expect((await finalize(written)).body.issueDate).toBe('2026-11-05');
    const other = await finalize(await draft({ issueDate: '2026-11-05' }), { issueDate: '2026-11-06' });
    expect(other.body.issueDate).toBe('2026-11-06');
    const sent = await api('POST', `/invoices/${await draft()}/send`, { issueDate: '2026-11-07' });
    expect(sent.body.issueDate).toBe('2026-11-07');
  });

  it('is not after today, where the business is', async () => {
    const { api, draft, finalize } = await open();
    const id = await draft({ issueDate: '2026-11-11' });
    for (const verb of ['finalize', 'send']) {
      const { status, body } = await api('POST', `/invoices/${id}/${verb}`);
      expect([status, body.errors?.map(({ path }) => path)]).toEqual([400, ['issueDate']]);
      expect(body.errors?.[0]?.message).toContain('2026-11-10');
    }
    at('2026-11-11T12:00:00Z');
    expect((await finalize(id)).body.issueDate).toBe('2026-11-11');
  });

  it('is not before the last one of its series, unless that is allowed', async () => {
    const { api, draft, finalize } = await open();
    await finalize(await draft());
    const id = await draft();
    for (const verb of ['finalize', 'send']) {
      const { status, body } = await api('POST', `/invoices/${id}/${verb}`, { issueDate: '2026-11-09' });
      expect([status, body.errors?.map(({ path }) => path)]).toEqual([400, ['issueDate']]);
      expect(body.errors?.[0]?.message).toContain('2026-11-10');
    }
    const allowed = { issueDate: '2026-11-09', earlierIssueDate: 'allow' };
    expect((await finalize(id, allowed)).body.issueDate).toBe('2026-11-09');
    const again = await finalize(await draft(), { issueDate: '2026-11-09' });
    expect([again.status, again.body.errors?.[0]?.message]).toEqual([
      400,
      expect.stringContaining('2026-11-10'),
    ]);
  });

  it('never stands in the way of one that says none, wherever the business has moved since', async () => {
    const { draft, finalize } = await open();
    at('2026-11-12T12:00:00Z');
    await finalize(await draft());
    at('2026-11-10T12:00:00Z');
    expect((await finalize(await draft())).body.issueDate).toBe('2026-11-10');
  });

  it('is in order where many are issued at once', async () => {
    const { draft, finalize } = await open();
    const ids = await Promise.all(Array.from({ length: 8 }, () => draft()));
    const days = ids.map((_, i) => `2026-11-0${(i % 4) + 1}`);
    const all = await Promise.all(ids.map((id, i) => finalize(id, { issueDate: days[i] })));
    const issued = all.filter(({ status }) => status === 200).map(({ body }) => body);
    const inOrder = issued.toSorted((a, b) => String(a.number).localeCompare(String(b.number)));
    const dates = inOrder.map(({ issueDate }) => issueDate);
    expect(dates).toEqual(dates.toSorted());
    for (const { status, body } of all) expect([200, 400]).toContain(status === 400 ? body.status : status);
  });
});
