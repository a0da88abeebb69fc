import { beforeEach, describe, expect, it } from 'vitest';
import { readProfile } from '../../../src/operations/merchants/read-profile.ts';
import { readSettings } from '../../../src/operations/merchants/read-settings.ts';
import { PNGS } from '../../support/worker/pictures.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let owner: StaffBrowser;
let base: string;
beforeEach(async () => {
  shop = await openShop();
  owner = await staffOf(shop, 'owner');
  base = `/dashboard/${shop.scope.merchantId}/profile`;
});

const profile = async () => must(await readProfile(shop.ctx, { scope: shop.scope }));
const settings = async () => must(await readSettings(shop.ctx, { scope: shop.scope }));
const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&amp;', '&');

/** What a browser would send of a form as it was drawn, with what is typed over it. */
async function filled(section: string, typed: Record<string, string>): Promise<Record<string, string>> {
  const html = await (await owner.get(`${base}/${section}`)).text();
  const hidden = [...html.matchAll(/<input type="hidden" name="(version|was)" value="([^"]*)"/g)];
  const drawn = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, unescaped(value)]));
  return { ...JSON.parse(drawn.was ?? '{}'), ...drawn, ...typed };
}

describe('the pages of the profile', () => {
  it('show all of it to everybody, and ways to change it to those who may', async () => {
    const own = await (await owner.get(base)).text();
    const reader = await staffOf(shop, 'read_only');
    const read = await (await reader.get(base)).text();
    for (const html of [own, read]) {
      for (const said of ['Northwind Ltd', '1 Harbour Street', 'Bank of Portland', 'NW-0001', 'Version 1']) {
        expect(html).toContain(said);
      }
    }
    expect(own).toContain(`${base}/identity`);
    expect(read).not.toContain(`${base}/identity`);
  });

  it('change what was typed and leave the rest, as a version by whoever did it', async () => {
    const form = await filled('identity', { displayName: 'Northwind & Co', currency: 'eur' });
    const answer = await owner.post(`${base}/identity`, form);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, base]);
    expect(await profile()).toMatchObject({
      version: 2,
      profile: { displayName: 'Northwind & Co', legalName: 'Northwind Ltd', currency: 'EUR' },
    });
    const history = await (await owner.get(`${base}/history`)).text();
    expect(history).toContain('Display name, Currency');
    expect(history).toContain('@staff.test');
  });

  it('show what was typed again with what is wrong beside its field', async () => {
    const form = await filled('address', { country: 'UK', taxKind0: 'us_ein', taxValue0: 'none' });
    const answer = await owner.post(`${base}/address`, form);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('value="UK"');
    expect(html).toContain('id="country-wrong"');
    expect(html).toContain('12-3456789');
    expect((await profile()).version).toBe(1);
  });

  it('show both versions where somebody else saved meanwhile, and save over it only when pressed again', async () => {
    const form = await filled('identity', { displayName: 'Mine' });
    await owner.post(`${base}/identity`, await filled('identity', { displayName: 'Theirs' }));
    const answer = await owner.post(`${base}/identity`, form);
    const html = await answer.text();
    expect(answer.status).toBe(409);
    expect(html).toContain('Somebody saved version 2');
    expect(html).toContain('now “Theirs”; yours is “Mine”');
    expect((await profile()).profile.displayName).toBe('Theirs');
    await owner.post(`${base}/identity`, {
      ...form,
      version: '2',
      was: JSON.stringify({ ...form, displayName: 'Theirs' }),
    });
    expect((await profile()).profile.displayName).toBe('Mine');
  });

  it('do the same for the settings of collecting', async () => {
    const form = await filled('collection', { noticeDays: '5' });
    await owner.post(
      `${base}/collection`,
      await filled('collection', { noticeDays: '7', retryDays: '2, 4' }),
    );
    expect(await settings()).toMatchObject({ noticeDays: 7, retryDays: [2, 4] });
    const answer = await owner.post(`${base}/collection`, form);
    expect([answer.status, await answer.text()]).toEqual([
      409,
      expect.stringContaining('now “7 days”; yours is “5 days”'),
    ]);
    await owner.post(`${base}/payments`, { ...(await filled('payments', {})), partPayments: 'on' });
    expect(await settings()).toMatchObject({ noticeDays: 7, partPayments: true, paymentLinks: true });
  });

  it('add, leave out and close bank accounts, with check digits told at their field', async () => {
    const [form] = [await filled('accounts?kind=iban', {})];
    const account = { ...form, kind: 'iban', currency: 'EUR', holder: 'Northwind Ltd' };
    const wrong = await owner.post(`${base}/accounts/add`, { ...account, iban: 'DE89370400440532013001' });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('id="iban-wrong"')]);
    await owner.post(`${base}/accounts/add`, { ...account, iban: 'DE89 3704 0044 0532 0130 00' });
    expect(await (await owner.get(`${base}/accounts`)).text()).toContain('IBAN DE89 3704 0044 0532 0130 00');
    await owner.post(`${base}/accounts/use`, { version: '2', index: '0', onNewInvoices: '' });
    expect((await profile()).profile.bankAccounts[0]?.onNewInvoices).toBe(false);
    const late = await owner.post(`${base}/accounts/close`, { version: '2', index: '0' });
    expect(late.status).toBe(422);
    expect(await (await owner.get(`${base}/accounts/close?index=0`)).text()).toContain('Close this account?');
    await owner.post(`${base}/accounts/close`, { version: '3', index: '0' });
    expect((await profile()).profile.bankAccounts).toEqual([]);
  });

  it('raise the next number and never lower it', async () => {
    await owner.post(`${base}/numbers`, await filled('numbers', { nextNumber: '120' }));
    const { numbering, version } = await profile();
    expect([numbering.next, version]).toEqual(['NW-0120', 1]);
    const lower = await owner.post(`${base}/numbers`, await filled('numbers', { nextNumber: '7' }));
    expect([lower.status, await lower.text()]).toEqual([
      422,
      expect.stringContaining('The next number is 120.'),
    ]);
  });

  it('preview a sample in page, mail and PDF without saving anything, framed by our own pages alone', async () => {
    const query = new URLSearchParams({ brandColor: '#aa0000', footer: 'Just a sample' });
    for (const what of ['page', 'mail']) {
      const answer = await owner.get(`${base}/look/sample/${what}?${query}`);
      expect(await answer.text()).toContain('Just a sample');
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("frame-ancestors 'self'");
      expect(policy).toContain('sandbox');
      expect(policy).not.toContain('script-src');
    }
    const pdf = await owner.get(`${base}/look/sample/pdf?${query}`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const typed = { brandColor: '#aa0000', footer: 'Just a sample' };
    const again = await owner.post(`${base}/look/preview`, typed);
    expect(await again.text()).toContain('look/sample/page?brandColor=%23aa0000');
    expect((await profile()).version).toBe(1);
  });

  it('take a logo, refuse what is none in words, and go back to before it', async () => {
    const send = async (file: Blob) => {
      const form = new FormData();
      form.set('csrf', owner.csrf);
      form.set('logo', file, 'logo.png');
      return shop.request(`${base}/look/logo`, {
        method: 'POST',
        body: form,
        redirect: 'manual',
        headers: {
          Cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'Sec-Fetch-Site': 'same-origin',
        },
      });
    };
    const svg = await send(new Blob(['<svg onload="alert(1)"/>'], { type: 'image/png' }));
    expect([svg.status, await svg.text()]).toEqual([422, expect.stringContaining('SVG is not taken')]);
    const photo = await send(new Blob([new Uint8Array(6_000_000)], { type: 'image/jpeg' }));
    expect([photo.status, await photo.text()]).toEqual([
      413,
      expect.stringContaining('The file is too large'),
    ]);
    const png = Uint8Array.from(atob(PNGS[0]?.[1] ?? ''), (byte) => byte.charCodeAt(0));
    expect((await send(new Blob([png]))).status).toBe(303);
    expect((await profile()).profile.logo).toMatchObject({ width: 20, height: 18 });
    const asked = await (await owner.get(`${base}/history/restore?earlier=1`)).text();
    expect(asked).toContain('Go back to version 1?');
    await owner.post(`${base}/history/restore`, { earlier: '1', version: '2' });
    expect(await profile()).toMatchObject({ version: 3, profile: { logo: null } });
  });
});
