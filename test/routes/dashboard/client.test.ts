import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { agreements, customers, invoices } from '../../../src/db/schema/index.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { giveCredit } from '../../../src/operations/credits/give-credit.ts';
import { customerWith, sendNew } from '../../support/worker/collecting.ts';
import { setParent } from '../../support/worker/families.ts';
import { openBrowser } from '../../support/worker/portal.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let base: string;
let owner: StaffBrowser;
let reader: StaffBrowser;

beforeAll(async () => {
  shop = await openShop();
  base = `/dashboard/${shop.scope.merchantId}/customers`;
  [owner, reader] = [await staffOf(shop, 'owner'), await staffOf(shop, 'read_only')];
});

const page = async (path: string, by = owner) => {
  const answer = await by.get(`${base}${path}`);
  expect(answer.status).toBe(200);
  return answer.text();
};
const fieldOf = (html: string, name: string): string =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].at(-1)?.[1] ?? '';
/** The names of a list, in their order. */
const named = (html: string): readonly string[] =>
  [...html.matchAll(/<a href="[^"]*\/customers\/cus_[0-9a-z]+">([^<]+)</g)].map(([, name = '']) => name);

async function billed(name: string, ...amounts: readonly number[]): Promise<string> {
  const customerId = await customerWith(shop);
  await shop.ctx.db.update(customers).set({ legalName: name }).where(eq(customers.id, customerId));
  for (const amount of amounts) await sendNew(shop, customerId, { amount });
  return customerId;
}

describe('the list of customers', () => {
  it('is sorted by what each was billed, owes or has, page by page, in one currency', async () => {
    const ada = await billed('Ada', 10_000, 20_000);
    await billed('Bob', 50_000);
    await billed('Cem');
    expect(named(await page('?sort=billed&currency=USD'))).toEqual(['Bob', 'Ada', 'Cem']);
    expect(named(await page('?sort=billed&order=other&currency=USD'))).toEqual(['Cem', 'Ada', 'Bob']);
    expect(named(await page('?sort=billed&currency=EUR'))).toEqual([]);
    expect(named(await page('?sort=failed&currency=USD'))).toEqual([]);
    const owed = await shop.ctx.db.select().from(invoices).where(eq(invoices.customerId, ada));
    const late = owed.find(({ amountDue }) => amountDue === 10_000);
    await shop.ctx.db
      .update(invoices)
      .set({ dueDate: '2020-01-01', dueAt: 1 })
      .where(eq(invoices.id, late?.id ?? ''));
    expect(named(await page('?sort=overdue'))).toEqual(['Ada']);
    const currency = parseCurrency('USD');
    if (currency === null) throw new Error('no dollars');
    const credit = { customerId: ada, creditId: newId(shop.ctx, 'crd'), commandId: 'x', issuedBy: 'ada' };
    must(await giveCredit(shop.ctx, { scope: shop.scope, ...credit, currency, amount: 500, note: null }));
    const credited = await page('?sort=credit');
    expect(named(credited)).toEqual(['Ada']);
    expect(credited).toContain('$5.00 credit');
    expect(credited).toContain('$100.00 overdue');
  });

  it('takes a search of 10,000 characters, and any place and order that is none', async () => {
    for (const query of [
      `search=${'x'.repeat(10_000)}`,
      'sort=evil',
      'sort=days&after=x~y',
      'sort=open&currency=%00',
    ])
      await page(`?${query}`);
  });
});

describe('a client’s page', () => {
  it('says what they owe and how they pay, and leads to their invoices', async () => {
    const customerId = await billed('Dora', 4_200);
    const shown = await page(`/${customerId}`);
    for (const text of ['$42.00', 'Days to pay', 'Not charged automatically', `/invoices/inv_`])
      expect(shown).toContain(text);
    expect(shown).toContain(`/customers/${customerId}/methods/new`);
    const seen = await page(`/${customerId}`, reader);
    expect(seen).not.toContain('/methods/new');
    expect(seen).not.toContain('/invoices/new');
  });

  it('shows their portal to look at, and lets nothing be sent from it', async () => {
    const customerId = await billed('Emil', 9_900);
    expect(await page(`/${customerId}/portal?page=autopay`, reader)).toContain('nothing can be pressed');
    for (const name of ['invoices', 'settings', 'autopay', 'agreements', 'statement']) {
      const answer = await reader.get(`${base}/${customerId}/portal/${name}`);
      expect(answer.status).toBe(200);
      const policy = answer.headers.get('content-security-policy') ?? '';
      for (const part of ["form-action 'none'", "frame-ancestors 'self'", 'sandbox'])
        expect(policy).toContain(part);
      const html = await answer.text();
      expect(html).toContain('Emil');
      expect(fieldOf(html, 'csrf')).toBe('');
    }
    const pdf = await reader.get(`${base}/${customerId}/statement.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
  });
});

describe('a method for a client', () => {
  const NUMBERS = {
    routingNumber: '110000000',
    accountNumber: '000123456789',
    holderName: 'Fay',
    holderType: 'individual',
    country: 'US',
    currency: 'USD',
  };

  it('is added on Stripe’s page, which leads back to the client', async () => {
    const customerId = await billed('Fay');
    const form = await page(`/${customerId}/methods/new`);
    const setup = fieldOf(form, 'setup');
    const sent = await owner.post(`${base}/${customerId}/methods/stripe`, { setup, kind: 'card' });
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toMatch(/^https?:\/\//);
  });

  it('is added by its numbers, with the authority as it was given and where it is kept', async () => {
    const customerId = await billed('Fay');
    const form = await page(`/${customerId}/methods/new`);
    const typed = {
      ...NUMBERS,
      setup: fieldOf(form, 'setup'),
      terms: fieldOf(form, 'terms'),
      authority: 'phone',
    };
    const unkept = await owner.post(`${base}/${customerId}/methods/bank`, { ...typed, kept: ' ' });
    expect(unkept.status).toBe(422);
    const again = await unkept.text();
    expect(again).toContain('Say where the authority is kept');
    expect(again).toContain('value="110000000"');
    expect(again).not.toContain(NUMBERS.accountNumber);
    const wrong = { ...typed, kept: 'Call 77', routingNumber: '123456789' };
    expect(await (await owner.post(`${base}/${customerId}/methods/bank`, wrong)).text()).toContain(
      'routingNumber-wrong',
    );
    const added = await owner.post(`${base}/${customerId}/methods/bank`, { ...typed, kept: 'Call 77' });
    expect(added.headers.get('location')).toBe(`${base}/${customerId}`);
    const [agreed] = await shop.ctx.db.select().from(agreements).where(eq(agreements.customerId, customerId));
    expect(agreed).toMatchObject({ agreedBy: 'Fay' });
    expect(agreed?.text).toMatch(/By phone, recorded. Kept: Call 77. Recorded by .*@staff\.test/);
    expect(await page(`/${customerId}`)).toContain('Being verified');
  });

  it('is asked of whoever pays, where that is another', async () => {
    const [group, branch, stranger] = [
      await billed('Group'),
      await billed('Branch', 2_000),
      await billed('Sam'),
    ];
    must(await setParent(shop, branch, group));
    const [invoice] = await shop.ctx.db.select().from(invoices).where(eq(invoices.customerId, branch));
    const invoiceId = invoice?.id ?? '';
    const fromInvoice = `/dashboard/${shop.scope.merchantId}/invoices/${invoiceId}`;
    const shown = await (await owner.get(fromInvoice)).text();
    expect(shown).toContain(`${base}/${group}/methods/new?invoice=${invoiceId}`);
    expect(shown).toContain('Add a payment method for Group');
    const form = await page(`/${group}/methods/new?invoice=${invoiceId}`);
    const to = /<option value="([^"]+@[^"]+)"/.exec(form)?.[1] ?? '';
    const fields = { link: fieldOf(form, 'link'), invoice: invoiceId, to };
    expect((await owner.post(`${base}/${stranger}/methods/link`, fields)).status).toBe(404);
    await shop.work();
    shop.posted.length = 0;
    const sent = await owner.post(`${base}/${group}/methods/link`, fields);
    expect(sent.headers.get('location')).toBe(fromInvoice);
    await shop.work();
    expect(shop.posted).toMatchObject([{ to, subject: 'method_asked' }]);
    const url = new URL(await shop.ctx.links.url('sign_in', { id: fields.link, version: 1 })).pathname;
    expect(await (await openBrowser(shop).get(url)).text()).toContain('Group');
  });

  it('is asked for by a link in a mail, which adds it without a sign-in, once and for that client alone', async () => {
    const customerId = await billed('Gil', 3_000);
    const [invoice] = await shop.ctx.db.select().from(invoices).where(eq(invoices.customerId, customerId));
    const fromInvoice = `/dashboard/${shop.scope.merchantId}/invoices/${invoice?.id}`;
    const way = `/methods/new?invoice=${invoice?.id}`;
    expect(await (await owner.get(fromInvoice)).text()).toContain(`${customerId}${way}`);
    expect(await (await reader.get(fromInvoice)).text()).not.toContain(way);
    const form = await page(`/${customerId}${way}`);
    const to = /<option value="([^"]+@[^"]+)"/.exec(form)?.[1] ?? '';
    const link = fieldOf(form, 'link');
    const send = (fields: Record<string, string>) => owner.post(`${base}/${customerId}/methods/link`, fields);

    const stranger = await send({ link, invoice: invoice?.id ?? '', to: 'stranger@payer.test' });
    expect([stranger.status, await stranger.text()]).toEqual([422, expect.stringContaining('can’t sign in')]);
    const others = await billed('Hal', 1_000);
    const [theirs] = await shop.ctx.db.select().from(invoices).where(eq(invoices.customerId, others));
    expect((await send({ link, invoice: theirs?.id ?? '', to })).status).toBe(404);

    await shop.work();
    shop.posted.length = 0;
    const fields = { link, invoice: invoice?.id ?? '', to };
    const pressed = await Promise.all([send(fields), send(fields)]);
    expect(pressed.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [303, fromInvoice],
      [303, fromInvoice],
    ]);
    const soon = await send({ ...fields, link: newId(shop.ctx, 'sgn') });
    expect([soon.status, await soon.text()]).toEqual([422, expect.stringContaining('a moment ago')]);
    await shop.work();
    expect(shop.posted).toMatchObject([{ to, subject: 'method_asked' }]);
    const shown = await (await owner.get(fromInvoice)).text();
    expect(shown).toContain('Link to add a payment method sent to whoever pays.');
    expect(shown).toMatch(/Link to add a payment method<[\s\S]*Taken by the mail server/);
    expect(await page(`/${customerId}/methods/new`)).toMatch(
      /by \S+@staff\.test[\s\S]*Taken by the mail server/,
    );

    const url = new URL(await shop.ctx.links.url('sign_in', { id: link, version: 1 })).pathname;
    const client = openBrowser(shop);
    expect(await (await client.get(url)).text()).toContain('Gil');
    const opened = await client.post(url);
    expect(opened.headers.get('location')).toBe('/portal/settings');
    const settings = await (await client.get('/portal/settings')).text();
    expect(settings).toContain('Gil');
    expect(settings).not.toContain('Hal');
    const another = await openBrowser(shop).get(url);
    expect([another.status, await another.text()]).toEqual([410, expect.stringContaining('/portal/sign-in')]);
    expect(await page(`/${customerId}/methods/new`)).toContain('Used ');

    shop.advance(5 * 60_000);
    expect((await send({ to, link: newId(shop.ctx, 'sgn') })).headers.get('location')).toBe(
      `${base}/${customerId}`,
    );
    shop.advance(4 * 86_400_000);
    await shop.work();
    expect(shop.posted).toHaveLength(1);
    expect(await page(`/${customerId}/methods/new`, await staffOf(shop, 'owner'))).toContain(
      'Not sent: it wasn’t true any more',
    );
  });
});
