import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { invoices } from '../../../src/db/schema/index.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const NOW = Date.parse('2026-11-10T12:00:00Z');
const ctx = { ...testContext(), now: () => NOW };

async function open(at: number = NOW) {
  const merchant = await seedMerchant(ctx);
  const api = apiClient({ ...ctx, now: () => at }, merchant);
  const customerId = await makeCustomer(api);
  const draft = async (fields: object = {}) => (await makeDraft(api, customerId, fields)).id;
  const finalized = async (fields: object = {}) =>
    (await api('POST', `/invoices/${await draft()}/finalize`, fields)).body;
  const credited = async () => {
    const { id } = await finalized();
    return api('POST', `/invoices/${id}/credit-notes`);
  };
  const profile = (fields: object) => api('PATCH', '/settings/profile', fields);
  const next = (fields: object) => api('PUT', '/settings/next-invoice-number', fields);
  return { merchant, api, draft, finalized, credited, profile, next };
}

describe('credit notes', () => {
  it('have a prefix and a next number of their own, apart from the invoices', async () => {
    const { profile, next, credited, finalized } = await open();
    const changed = await profile({ numberPrefix: 'RE-{year}-', creditNotePrefix: 'GU-{year}-' });
    expect(changed.body.numbering).toEqual({
      series: 'RE-2026-',
      nextNumber: 1,
      next: 'RE-2026-0001',
      startsEveryYear: true,
      creditNotes: { series: 'GU-2026-', nextNumber: 1, next: 'GU-2026-0001', startsEveryYear: true },
    });
    const raised = await next({ kind: 'credit_note', nextNumber: 10 });
    expect(raised.body.numbering).toMatchObject({ nextNumber: 1, creditNotes: { nextNumber: 10 } });
    expect((await credited()).body).toMatchObject({ number: 'GU-2026-0010' });
    expect((await finalized()).number).toBe('RE-2026-0002');
    const lower = await next({ kind: 'credit_note', nextNumber: 10 });
    expect([lower.status, lower.body.errors]).toEqual([
      400,
      [{ path: 'nextNumber', message: expect.stringContaining('The next number is 11.') }],
    ]);
  });

  it('and invoices never take numbers of one series, be it one that the other had before', async () => {
    const { profile, credited } = await open();
    expect((await credited()).body).toMatchObject({ number: 'CN-NW-0001' });
    const tries = [await profile({ creditNotePrefix: 'NW-' }), await profile({ numberPrefix: 'CN-NW-' })];
    expect(tries.map(({ status, body }) => [status, body.errors?.[0]?.path])).toEqual([
      [400, 'creditNotePrefix'],
      [400, 'numberPrefix'],
    ]);
    expect(tries[1]?.body.errors?.[0]?.message).toContain('Credit notes have numbers that begin with CN-NW-');
    await profile({ numberPrefix: 'XX-' });
    const taken = await profile({ creditNotePrefix: 'NW-' });
    expect(taken.body.errors?.[0]).toEqual({
      path: 'creditNotePrefix',
      message: 'Invoices have numbers that begin with NW-: choose another prefix.',
    });
  });
});

describe('a series', () => {
  it('ends with the year of where the business is, at the last minute', async () => {
    const last = Date.parse('2027-01-01T07:59:00Z');
    const { profile, api, draft, merchant } = await open(last);
    await profile({ numberPrefix: 'NW-{year}-', timeZone: 'America/Los_Angeles' });
    expect((await api('POST', `/invoices/${await draft()}/finalize`)).body.number).toBe('NW-2026-0001');
    const after = apiClient({ ...ctx, now: () => last + 60_000 }, merchant);
    expect((await after('POST', `/invoices/${await draft()}/finalize`)).body.number).toBe('NW-2027-0001');
  });

  it.each([9, 99, 9999])('goes on past its %sth number', async (given) => {
    const { next, finalized } = await open();
    await next({ nextNumber: given });
    expect([(await finalized()).number, (await finalized()).number]).toEqual(
      [given, given + 1].map((value) => `NW-${String(value).padStart(4, '0')}`),
    );
  });
});

describe('closed books', () => {
  const settings = (api: Awaited<ReturnType<typeof open>>['api'], booksClosedUntil: string | null) =>
    api('PATCH', '/settings/collection', { booksClosedUntil });

  it('take no invoice, in words, until they are opened again', async () => {
    const { api, draft } = await open();
    expect((await settings(api, '2026-10-31')).body).toMatchObject({ booksClosedUntil: '2026-10-31' });
    const id = await draft({ issueDate: '2026-10-31' });
    for (const verb of ['finalize', 'send']) {
      const { status, body } = await api('POST', `/invoices/${id}/${verb}`);
      expect([status, body.errors]).toEqual([
        400,
        [{ path: 'issueDate', message: expect.stringContaining('closed until 2026-10-31') }],
      ]);
    }
    const later = await api('POST', `/invoices/${id}/finalize`, { issueDate: '2026-11-01' });
    expect([later.status, later.body.number]).toEqual([200, 'NW-0001']);
    await settings(api, null);
    const again = await api('POST', `/invoices/${await draft()}/finalize`, {
      issueDate: '2026-10-31',
      earlierIssueDate: 'allow',
    });
    expect(again.status).toBe(200);
  });

  it.each(['2026-11-10', '2027-12-31', '2026-02-30', 'soon'])('are not closed until %s', async (until) => {
    const { api } = await open();
    const { status, body } = await settings(api, until);
    expect([status, body.errors?.[0]?.path]).toEqual([400, 'booksClosedUntil']);
  });

  it('that close while an invoice is being issued win', async () => {
    const { api, draft } = await open();
    const id = await draft({ issueDate: '2026-10-31' });
    await settings(api, '2026-10-31');
    const issued = ctx.db
      .update(invoices)
      .set({ status: 'open', series: 'NW-', numberValue: 1, finalizedAt: NOW })
      .where(eq(invoices.id, id));
    await expect(issued).rejects.toThrow();
  });

  it('take no credit note where the clocks were moved back behind them', async () => {
    const at = Date.parse('2026-11-10T23:30:00Z');
    const { api, draft, finalized, profile } = await open(at);
    const { id } = await finalized();
    await profile({ timeZone: 'Pacific/Kiritimati' });
    await settings(api, '2026-11-10');
    await profile({ timeZone: 'UTC' });
    const asked = [
      await api('POST', `/invoices/${id}/credit-notes`),
      await api('POST', `/invoices/${await draft()}/finalize`),
    ];
    expect(asked.map(({ status, body }) => [status, body.errors?.[0]?.path])).toEqual([
      [400, 'issueDate'],
      [400, 'issueDate'],
    ]);
  });
});
