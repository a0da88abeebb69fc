import { describe, expect, it } from 'vitest';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { apiClient, makeCustomer } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext({});
const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };
const DETAILS = {
  supply: OCTOBER,
  purchaseOrder: 'PO-4711',
  buyerReference: '04011000-12345-67',
  contract: 'C-9',
  customFields: [
    { name: 'Project', value: 'Harbour', shownOn: ['page', 'pdf'] },
    { name: 'Cost centre', value: '12' },
  ],
};
const EVERYWHERE = ['page', 'pdf', 'mail', 'portal'];
const line = (more: object = {}) => ({ description: 'Workshop', unitAmount: 12_000, ...more });

async function open() {
  const api = apiClient(ctx, await seedMerchant(ctx, {}));
  const customerId = await makeCustomer(api);
  const draft = (more: object = {}) => api('POST', '/invoices', { customerId, lines: [line()], ...more });
  const view = async (id: string) => {
    const shown = await showInvoice(ctx, id, { allLines: true });
    if (shown === null) throw new Error(`no invoice ${id}`);
    return shown.view;
  };
  return { api, customerId, draft, view };
}

describe('what no PDF could show', () => {
  it('is told by its place when a draft is saved, created or replaced', async () => {
    const { api, draft } = await open();
    const strange = 'Zed \u{13000}';
    const asked = {
      notes: strange,
      purchaseOrder: strange,
      lines: [line(), line({ description: strange, note: strange })],
    };
    const refusal = await draft(asked);
    expect(refusal.status).toBe(400);
    const paths = ['notes', 'purchaseOrder', 'lines[1].description', 'lines[1].note'];
    const message =
      '“\u{13000}” (U+13000) cannot be printed on the PDF: no font here has it. Write it another way.';
    expect(refusal.body.errors).toEqual(paths.map((path) => ({ path, message })));
    const saved = await draft({ notes: 'شركة 주식회사 😀' });
    expect(saved.status).toBe(201);
    const { customerId } = saved.body;
    const replaced = await api('PUT', `/invoices/${saved.body.id}`, { customerId, ...asked });
    expect(replaced.status).toBe(400);
  });

  it('is told of a customer’s name too', async () => {
    const { api } = await open();
    const customerId = await makeCustomer(api, { legalName: 'ᠮᠣᠩᠭᠣᠯ Ltd' });
    const { status, body: said } = await api('POST', '/invoices', { customerId, lines: [line()] });
    expect(status).toBe(400);
    const message = expect.stringContaining('In the customer’s name, “ᠮ” (U+182E)');
    expect(said.errors).toEqual([{ path: 'customerId', message }]);
  });
});

describe('what an invoice says beside its lines', () => {
  it('is kept as it was given, and stands on the issued invoice', async () => {
    const { api, draft, view } = await open();
    const note = 'Two days.\nIn Lisbon.';
    const { status, body } = await draft({ ...DETAILS, lines: [line({ note, supply: OCTOBER }), line()] });
    expect(status).toBe(201);
    const [project] = DETAILS.customFields;
    const customFields = [project, { name: 'Cost centre', value: '12', shownOn: EVERYWHERE }];
    expect(body).toMatchObject({ ...DETAILS, customFields });
    expect(body.lines).toMatchObject([
      { note, supply: OCTOBER },
      { note: null, supply: null },
    ]);
    await api('POST', `/invoices/${body.id}/finalize`);
    expect(await view(body.id)).toMatchObject({
      details: { ...DETAILS, customFields },
      lines: [{ details: { note, supply: OCTOBER } }, { details: { note: null, supply: null } }],
      total: 24_000,
    });
  });

  it('is nothing where nothing is said, as before, and goes with a body that does not say it', async () => {
    const { api, customerId, draft, view } = await open();
    const NOTHING = {
      supply: null,
      purchaseOrder: null,
      buyerReference: null,
      contract: null,
      customFields: [],
    };
    const plain = await draft();
    expect(plain.body).toMatchObject(NOTHING);
    expect((await view(plain.body.id)).details).toEqual(NOTHING);
    const { body } = await draft(DETAILS);
    const replaced = await api('PUT', `/invoices/${body.id}`, { customerId, lines: [line()] });
    expect(replaced.body).toMatchObject(NOTHING);
  });

  it('shows the span of its lines where all of them say one, and none where one does not', async () => {
    const { draft, view } = await open();
    const lines = [line({ supply: NOVEMBER }), line({ supply: OCTOBER })];
    const all = await draft({ lines });
    expect((await view(all.body.id)).details.supply).toEqual({ from: OCTOBER.from, to: NOVEMBER.to });
    expect(all.body.supply).toBeNull();
    const some = await draft({ lines: [...lines, line()] });
    expect((await view(some.body.id)).details.supply).toBeNull();
  });

  it.each([
    ['supply.to', { supply: { from: '2026-11-01', to: '2026-10-31' } }],
    ['lines[1].supply.to', { lines: [line(), line({ supply: { from: '2026-11-02', to: '2026-11-01' } })] }],
    [
      'customFields[1].name',
      {
        customFields: [
          { name: 'A', value: '1' },
          { name: ' a ', value: '2' },
        ],
      },
    ],
    ['customFields', { customFields: Array.from({ length: 11 }, (_, i) => ({ name: `${i}`, value: '1' })) }],
    ['supply.from', { supply: { from: '2026-02-30', to: '2026-03-01' } }],
    ['purchaseOrder', { purchaseOrder: 'x'.repeat(101) }],
  ])('is refused with its place: %s', async (path, more) => {
    const { draft } = await open();
    const { status, body } = await draft(more);
    expect([status, body.errors.map((error) => error.path)]).toEqual([400, [path]]);
  });
});
