import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createDeps } from '../../src/deps.ts';
import { showInvoice } from '../../src/operations/resources/show-invoice.ts';
import { apiClient, makeCustomer, makeDraft } from '../support/worker/api.ts';
import { OPEN_BRAKES, seedMerchant, testContext } from '../support/worker/context.ts';
import { JPEG, PNGS } from '../support/worker/pictures.ts';

const ctx = testContext();
const app = createApp(async () => ({ ...(await createDeps(env)), ctx, brakes: OPEN_BRAKES }));
const get = (url: string, method = 'GET') => {
  const passed = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };
  return app.request(url, { method }, env, passed);
};
const [, PNG = ''] = PNGS[0] ?? [];

async function open() {
  const merchant = await seedMerchant(ctx);
  const api = apiClient(ctx, merchant);
  const logoOf = async (invoiceId: string) =>
    (await showInvoice(ctx, invoiceId, { allLines: false }))?.view.merchant.logoUrl ?? null;
  const finalized = async () => {
    const draft = await makeDraft(api, await makeCustomer(api));
    await api('POST', `/invoices/${draft.id}/finalize`);
    return draft.id;
  };
  return { api, merchant, logoOf, finalized };
}

describe('a business’s logo', () => {
  it('is served for good under an address of its own, as a picture and nothing else', async () => {
    const { api, logoOf, finalized } = await open();
    expect((await api('PUT', '/settings/logo', { data: PNG })).body.logo).toMatchObject({
      type: 'image/png',
      width: 20,
      height: 18,
    });
    const url = (await logoOf(await finalized())) ?? '';
    const served = await get(url);
    expect([served.status, Object.fromEntries(served.headers)]).toEqual([
      200,
      expect.objectContaining({
        'content-type': 'image/png',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      }),
    ]);
    expect([...new Uint8Array(await served.arrayBuffer()).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
    expect((await get(url, 'HEAD')).status).toBe(200);
  });

  it('stays on the invoices that were finalized with it, when another takes its place or none does', async () => {
    const { api, logoOf, finalized } = await open();
    await api('PUT', '/settings/logo', { data: PNG });
    const first = await finalized();
    const url = (await logoOf(first)) ?? '';
    await api('PUT', '/settings/logo', { data: JPEG });
    const second = await finalized();
    const removed = await api('DELETE', '/settings/logo');
    expect([removed.status, removed.body.logo, removed.body.version]).toEqual([200, null, 4]);
    expect(await logoOf(first)).toBe(url);
    expect(await logoOf(second)).not.toBe(url);
    expect(await logoOf(await finalized())).toBeNull();
    for (const id of [first, second]) expect((await get((await logoOf(id)) ?? '')).status).toBe(200);
  });

  it('is no other business’s: not by its address, and not by the same picture', async () => {
    const [one, other] = [await open(), await open()];
    await one.api('PUT', '/settings/logo', { data: PNG });
    const url = (await one.logoOf(await one.finalized())) ?? '';
    const foreign = url.replace(one.merchant.merchantId, other.merchant.merchantId);
    expect([(await get(url)).status, (await get(foreign)).status]).toEqual([200, 404]);
    expect((await get(`${url.slice(0, -1)}`)).status).toBe(404);
    expect(await other.logoOf(await other.finalized())).toBeNull();
  });

  it('is refused in words where the file is none, and changes nothing', async () => {
    const { api } = await open();
    for (const [data, says] of [
      [btoa('<svg onload="alert(1)"/>'), 'SVG is not taken'],
      [btoa('x'.repeat(500_001)), 'larger than 500 kB'],
      ['no base64!', 'base64'],
    ]) {
      const { status, body } = await api('PUT', '/settings/logo', { data });
      expect([status, body.errors]).toEqual([
        400,
        [{ path: 'data', message: expect.stringContaining(says ?? '') }],
      ]);
    }
    expect((await api('GET', '/settings/profile')).body).toMatchObject({ version: 1, logo: null });
  });
});
