import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditLog, merchantProfiles } from '../../../src/db/schema/index.ts';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { addApiKey, seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const PATH = '/settings/profile';

async function open(wishes: Parameters<typeof seedMerchant>[1] = {}) {
  const merchant = await seedMerchant(ctx, wishes);
  const api = apiClient(ctx, merchant);
  const finalized = async () => {
    const draft = await makeDraft(api, await makeCustomer(api));
    const { body } = await api('POST', `/invoices/${draft.id}/finalize`);
    return body;
  };
  const view = async (id: string) => {
    const shown = await showInvoice(ctx, id, { allLines: true });
    if (shown === null) throw new Error(`no invoice ${id}`);
    return shown.view;
  };
  return { api, merchant, finalized, view };
}

const MOVED = {
  legalName: 'Northwind Holding Inc',
  displayName: 'Northwind & Daughters',
  address: { line1: '9 New Road', town: 'Salem', country: 'US' },
  taxIds: [{ kind: 'us_ein', value: '12-3456789' }],
  brandColor: '#AA0000',
  footer: 'Registered in Oregon',
  telephone: '+1 555 0100',
};

describe('the profile of a business', () => {
  it('is changed as a whole version: the next invoice shows it, yesterday’s does not', async () => {
    const { api, finalized, view } = await open({ bankDetails: 'Bank of Portland' });
    const yesterday = await finalized();
    const before = await view(yesterday.id);
    const changed = await api('PATCH', PATH, { version: 1, ...MOVED });
    expect([changed.status, changed.body]).toEqual([
      200,
      expect.objectContaining({ version: 2, displayName: 'Northwind & Daughters', brandColor: '#aa0000' }),
    ]);
    expect(await view(yesterday.id)).toEqual(before);
    const { merchant } = await view((await finalized()).id);
    expect(merchant).toMatchObject({
      name: 'Northwind & Daughters',
      legalName: 'Northwind Holding Inc',
      addressLines: ['9 New Road', 'Salem', 'United States'],
      taxIds: MOVED.taxIds,
      brandColor: '#aa0000',
      footer: 'Registered in Oregon',
      telephone: '+1 555 0100',
    });
  });

  it('shows a draft as it is now', async () => {
    const { api, view } = await open();
    const draft = await makeDraft(api, await makeCustomer(api));
    await api('PATCH', PATH, MOVED);
    expect((await view(draft.id)).merchant.name).toBe('Northwind & Daughters');
  });

  it('has open invoices name another account only where theirs was closed', async () => {
    const iban = (number: string, more = {}) => ({
      currency: 'USD',
      holder: 'Northwind Ltd',
      bankName: null,
      numbers: { kind: 'iban', iban: number, bic: null },
      reference: 'customer',
      onNewInvoices: true,
      ...more,
    });
    const [german, french] = ['DE89 3704 0044 0532 0130 00', 'FR1420041010050500013M02606'];
    const { api, finalized, view } = await open();
    await api('PATCH', PATH, { bankAccounts: [iban(german)] });
    const { id } = await finalized();
    const accounts = async () => {
      const { transfer } = await view(id);
      const ibans =
        transfer?.to.kind === 'accounts'
          ? transfer.to.accounts.map(({ numbers }) => (numbers.kind === 'iban' ? numbers.iban : ''))
          : [];
      return [ibans, transfer?.isReplaced, transfer?.reference];
    };
    const reference = expect.stringMatching(/^C-[0-9A-Z]{8}$/);
    expect(await accounts()).toEqual([['DE89370400440532013000'], false, reference]);
    await api('PATCH', PATH, { bankAccounts: [iban(french), iban(german, { onNewInvoices: false })] });
    expect(await accounts()).toEqual([['DE89370400440532013000'], false, reference]);
    await api('PATCH', PATH, { bankAccounts: [iban(french)] });
    expect(await accounts()).toEqual([[french], true, reference]);
    const wrong = await api('PATCH', PATH, { bankAccounts: [iban('DE89370400440532013001')] });
    expect([wrong.status, wrong.body.errors[0]?.path]).toEqual([400, 'bankAccounts[0].numbers.iban']);
  });

  it('tells both versions to whoever changes an older one, and changes nothing', async () => {
    const { api } = await open();
    await api('PATCH', PATH, { version: 1, displayName: 'Theirs' });
    const { status, body } = await api('PATCH', PATH, { version: 1, displayName: 'Mine', footer: 'x' });
    expect([status, body.code]).toEqual([409, 'profile_changed']);
    expect(body.detail).toContain('version 2 is in force, by Ada Lovelace');
    expect(body.errors).toEqual([
      { path: 'displayName', message: 'It was "Northwind" and is now "Theirs". You sent "Mine".' },
    ]);
    expect((await api('GET', PATH)).body).toMatchObject({ version: 2, displayName: 'Theirs', footer: null });
    expect((await api('PATCH', PATH, { footer: 'x' }, { 'If-Match': '"1"' })).body.code).toBe(
      'profile_changed',
    );
    expect((await api('PATCH', PATH, { version: 9, footer: 'x' })).status).toBe(404);
  });

  it('makes one version of two changes that were sent at once, and the other is refused', async () => {
    const { api } = await open();
    const sent = await Promise.all(
      ['One', 'Two'].map((displayName) => api('PATCH', PATH, { version: 1, displayName })),
    );
    expect(sent.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await api('GET', PATH)).body.version).toBe(2);
  });

  it('goes back to an earlier version as a new one, with its history', async () => {
    const { api } = await open();
    await api('PATCH', PATH, { displayName: 'Two' });
    await api('PATCH', PATH, { footer: 'Three' });
    const back = await api('POST', `${PATH}/versions/1/restore`, { version: 3 });
    expect([back.status, back.body]).toEqual([
      200,
      expect.objectContaining({ version: 4, displayName: 'Northwind', footer: null }),
    ]);
    const { body } = await api('GET', `${PATH}/versions?limit=3`);
    expect(
      body.data.map(({ version, changed, restores, changedBy }) => [version, changed, restores, changedBy]),
    ).toEqual([
      [4, ['displayName', 'footer'], 1, 'Ada Lovelace'],
      [3, ['footer'], null, 'Ada Lovelace'],
      [2, null, null, 'Ada Lovelace'],
    ]);
    const rest = await api('GET', `${PATH}/versions?startingAfter=${body.nextCursor}`);
    expect(rest.body.data.map(({ version }) => version)).toEqual([1]);
    expect((await api('GET', `${PATH}/versions/2`)).body).toMatchObject({ displayName: 'Two' });
    expect((await api('POST', `${PATH}/versions/9/restore`)).status).toBe(404);
  });

  it('has its first version before anything was changed, and no change is no version', async () => {
    const { api } = await open();
    expect((await api('GET', `${PATH}/versions`)).body.data).toMatchObject([{ version: 1, changedBy: null }]);
    expect((await api('PATCH', PATH, { displayName: 'Northwind' })).body.version).toBe(1);
    expect((await api('GET', `${PATH}/versions/1`)).status).toBe(200);
    expect((await api('GET', `${PATH}/versions/2`)).status).toBe(404);
  });

  it('is audited with who, what and which version, without what it says', async () => {
    const { api, merchant } = await open();
    await api('PATCH', PATH, { email: 'private@person.test' });
    const rows = await ctx.db.select().from(auditLog).where(eq(auditLog.merchantId, merchant.merchantId));
    expect(rows).toMatchObject([
      {
        action: 'profile_changed',
        actorName: 'Ada Lovelace',
        subjectId: 'profile',
        before: { version: 1 },
        after: { version: 2, changed: ['email'], restores: null },
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('private@person.test');
  });

  it('is a business’s own: another’s key reads, changes and restores its own alone', async () => {
    const [one, other] = [await open(), await open()];
    await one.api('PATCH', PATH, MOVED);
    expect((await other.api('GET', PATH)).body).toMatchObject({ version: 1, displayName: 'Northwind' });
    expect((await other.api('GET', `${PATH}/versions`)).body.data).toHaveLength(1);
    expect((await other.api('GET', `${PATH}/versions/2`)).status).toBe(404);
    expect((await other.api('POST', `${PATH}/versions/2/restore`)).status).toBe(404);
    await other.api('PATCH', PATH, { footer: 'Other' });
    expect((await one.api('GET', PATH)).body).toMatchObject({ version: 2, footer: 'Registered in Oregon' });
    const id = (await other.finalized()).id;
    await other.api('PATCH', PATH, { footer: 'Later' });
    expect((await other.view(id)).merchant.footer).toBe('Other');
    const stored = await ctx.db
      .select({ version: merchantProfiles.version })
      .from(merchantProfiles)
      .where(eq(merchantProfiles.merchantId, other.merchant.merchantId));
    expect(stored.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it('is changed by no test key where payments are live', async () => {
    const merchant = await seedMerchant(ctx, { livemode: true });
    const live = { ...ctx, livemode: true };
    const test = apiClient(live, { apiKey: await addApiKey(ctx, merchant.merchantId, false) });
    expect((await test('PATCH', PATH, { displayName: 'X' })).status).toBe(400);
    expect((await test('GET', PATH)).status).toBe(200);
    expect((await apiClient(live, merchant)('PATCH', PATH, { displayName: 'X' })).status).toBe(200);
  });
});

describe('the numbers of invoices', () => {
  it('follow the prefix, start with the year where it is in it, and are gap-free at once', async () => {
    const { api, finalized } = await open({ timeZone: 'Asia/Tokyo' });
    await api('PATCH', PATH, { numberPrefix: 'T-{year}-' });
    ctx.clock.ms = Date.parse('2026-12-31T14:59:59Z');
    expect((await finalized()).number).toBe('T-2026-0001');
    expect((await finalized()).number).toBe('T-2026-0002');
    // 00:00 in Tokyo.
    ctx.clock.ms = Date.parse('2026-12-31T15:00:00Z');
    expect((await finalized()).number).toBe('T-2027-0001');
    const many = await Promise.all(Array.from({ length: 8 }, finalized));
    expect(many.map(({ number }) => number).toSorted()).toEqual(
      Array.from({ length: 8 }, (_, index) => `T-2027-${String(index + 2).padStart(4, '0')}`),
    );
    await api('PATCH', PATH, { numberPrefix: 'NW-' });
    expect((await finalized()).number).toBe('NW-0001');
  });

  it('go on from a higher one, and never from a lower', async () => {
    const { api, finalized } = await open();
    const raised = await api('PUT', '/settings/next-invoice-number', { nextNumber: 500 });
    expect(raised.status).toBe(200);
    expect(raised.body.numbering).toMatchObject({
      series: 'NW-',
      nextNumber: 500,
      next: 'NW-0500',
      startsEveryYear: false,
      creditNotes: { nextNumber: 1 },
    });
    expect((await finalized()).number).toBe('NW-0500');
    const lower = await api('PUT', '/settings/next-invoice-number', { nextNumber: 500 });
    expect([lower.status, lower.body.detail]).toEqual([
      400,
      expect.stringContaining('The next number is 501.'),
    ]);
    expect((await finalized()).number).toBe('NW-0501');
  });
});
