import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { sweepWords } from '../../../src/operations/customers/sweep-words.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const merchant = await seedMerchant(ctx, { invoiceSeries: 'S-' });
const api = apiClient(ctx, merchant);
const other = apiClient(ctx, await seedMerchant(ctx));
const make = async (more: object, by = api) => {
  ctx.clock.ms += 1000;
  return makeCustomer(by, { legalName: 'Nobody', email: null, ...more });
};

const acme = await make({
  legalName: 'Acme Möbel GmbH',
  email: 'Billing@ACME.example',
  address: { line1: '1 High Street', town: 'London', postcode: 'AB1 2EF' },
  externalIds: [
    { key: 'Xero', value: '123' },
    { key: 'Sage:2', value: 'a:b' },
  ],
  customerAliases: ['b1c87177-088a'],
});
const tools = await make({ legalName: 'Acme Tools', customerAliases: ['B1C87177-088a'] });
await make({ legalName: 'Acme Elsewhere', externalIds: [{ key: 'Xero', value: '123' }] }, other);

const found = async (query: string, by = api) => {
  const { status, body } = await by('GET', `/customers?${query}`);
  expect(status).toBe(200);
  return body.data.map(({ id }) => id);
};
const search = (text: string) => found(`search=${encodeURIComponent(text)}`);

describe('searching customers', () => {
  it('finds all whose words begin so, newest first, and nobody of another business', async () => {
    expect(await search('acme')).toEqual([tools, acme]);
    expect(await search('MOBEL acm')).toEqual([acme]);
    expect(await search('lond high')).toEqual([acme]);
    expect(await search('billing@acme')).toEqual([acme]);
    expect(await search('elsewhere')).toEqual([]);
  });

  it('finds one by its id, an id elsewhere, and the number of an invoice', async () => {
    const { id } = await makeDraft(api, tools, { dueDate: '2026-12-31' });
    const { number } = (await api('POST', `/invoices/${id}/finalize`)).body;
    expect(await search(acme)).toEqual([acme]);
    expect(await search('123')).toEqual([acme]);
    expect(await search(number)).toEqual([tools]);
  });

  it('pages through what it finds by the cursor', async () => {
    const first = await api('GET', '/customers?search=acme&limit=1');
    expect(first.body.data.map(({ id }) => id)).toEqual([tools]);
    expect(await found(`search=acme&limit=1&startingAfter=${first.body.nextCursor}`)).toEqual([acme]);
  });

  it.each([
    `${'x'.repeat(60)}`,
    '%_',
    '😀'.repeat(20),
    "'; DROP TABLE customers; --",
    'a'.repeat(200),
    'a b c d e f g h i',
    '202611230042',
  ])('finds nobody for %j, and does not fail', async (text) => {
    expect(await search(text)).toEqual([]);
  });

  it('follows every change, whoever makes it', async () => {
    const id = await make({ legalName: 'Before Ltd' });
    await api('PATCH', `/customers/${id}`, { legalName: 'After Ltd' });
    expect([await search('before'), await search('after')]).toEqual([[], [id]]);
    // As a version that knows nothing of words writes.
    await env.DB.prepare(`UPDATE customers SET legal_name = 'Later Ltd' WHERE id = ?`).bind(id).run();
    expect([await search('after'), await search('later')]).toEqual([[], []]);
    await sweepWords(ctx);
    expect([await search('after'), await search('later')]).toEqual([[], [id]]);
    await api('DELETE', `/customers/${id}`);
    const left = env.DB.prepare('SELECT count(*) AS n FROM customer_words WHERE customer_id = ?').bind(id);
    expect(await left.first('n')).toBe(0);
  });
});

describe('looking customers up', () => {
  it('finds one by an external id, whatever colons the id has, and by an alias as it is', async () => {
    expect(await found('externalId=Xero:123')).toEqual([acme]);
    expect(await found('externalId=Xero:12')).toEqual([]);
    expect(await found('externalIdKey=Sage:2&externalIdValue=a:b')).toEqual([acme]);
    expect(await found('alias=b1c87177-088a')).toEqual([acme]);
    expect(await found('alias=B1C87177-088a')).toEqual([tools]);
    expect(await found('alias=b1c87177')).toEqual([]);
  });

  it('says what is wrong with a question', async () => {
    for (const query of ['externalId=Xero', 'externalId=:1', 'search=', 'alias=']) {
      expect((await api('GET', `/customers?${query}`)).status).toBe(400);
    }
  });
});
