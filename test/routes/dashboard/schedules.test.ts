import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { auditLog, merchants, schedules } from '../../../src/db/schema/index.ts';
import { localDateAt } from '../../../src/domain/calendar.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { changeTerms } from '../../../src/operations/schedules/change-terms.ts';
import { readNewestTerms } from '../../../src/operations/schedules/read-terms.ts';
import { sweepSchedules } from '../../../src/operations/schedules/sweep-schedules.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let home: string;
let owner: StaffBrowser;
let customerId: string;
beforeAll(async () => {
  shop = await openShop();
  home = `/dashboard/${shop.scope.merchantId}/schedules`;
  owner = await staffOf(shop, 'owner');
  ({ customerId } = await shop.invoice(1_000));
});

const page = async (path: string) => {
  const answer = await owner.get(`${home}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};
const formOf = (html: string) => /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '';

const typed = (more: Readonly<Record<string, string>> = {}) => ({
  customer: customerId,
  name: 'Hosting',
  every: '1',
  unit: 'months',
  startsOn: localDateAt(shop.ctx.now(), 'America/New_York'),
  timing: 'advance',
  issue: 'send',
  netDays: '14',
  taxName: 'VAT',
  paymentLink: 'on',
  'line.0.description': 'Hosting',
  'line.0.quantity': '2',
  'line.0.price': '49.00',
  'line.0.tax': 'plain',
  'line.0.rate': '20',
  ...more,
});

it('is chosen for a customer, previewed, refused in words with all that was typed, and created once', async () => {
  expect(await page('/new')).toContain('Payer Inc');
  const form = formOf(await page(`/new?customer=${customerId}`));
  const send = (act: string, more: Readonly<Record<string, string>> = {}) =>
    owner.post(`${home}/new`, { form, act, ...typed(more) });
  const previewed = await send('preview');
  expect(previewed.status).toBe(200);
  expect((await previewed.text()).match(/\$117\.60/g)).toHaveLength(12);
  const refused = await send('create', { every: '0', 'line.0.price': 'a lot' });
  expect(refused.status).toBe(422);
  const wrong = await refused.text();
  expect(wrong).toContain('Write an amount such as 120 or 99.50.');
  expect(wrong).toContain('value="a lot"');
  const refusedLater = await (await send('create', { every: '0' })).text();
  expect(refusedLater).toContain('Give a whole number from 1 to 60: an invoice every so many months.');
  const [first, second] = [await send('create'), await send('create')];
  expect([first.status, second.headers.get('location')]).toEqual([303, first.headers.get('location')]);
  expect(await shop.ctx.db.$count(schedules)).toBe(1);
  const list = await page('');
  expect(await page('/export.csv')).toMatch(
    /^id,name,[\s\S]*Hosting,cus_\w+,Payer Inc,active,USD,98\.00,1,months,advance/,
  );
  for (const text of ['Hosting', 'Payer Inc', 'Active', '$98.00 a month from one active schedule']) {
    expect(list).toContain(text);
  }
});

it('shows how it stands, and is skipped, paused, resumed and ended there, each once', async () => {
  const [found] = await shop.ctx.db.select().from(schedules);
  const at = `/${found?.id}`;
  const before = await page(at);
  for (const text of ['month', 'Next invoices', '2 × $49.00', 'By link, with your bank details beside it']) {
    expect(before).toContain(text);
  }
  // P33: what it makes carries the link, with the bank details as a fallback.
  await shop.ctx.db
    .update(schedules)
    .set({ checkAt: shop.ctx.now() })
    .where(eq(schedules.id, found?.id ?? ''));
  shop.advance(86_400_000);
  await sweepSchedules(shop.ctx);
  await shop.work();
  const made = await page(at);
  const href = /href="([^"]*\/invoices\/inv_[0-9a-z]{26})"/.exec(made)?.[1] ?? '';
  expect(made).toContain('Open');
  const invoiceId = href.slice(href.lastIndexOf('/') + 1);
  const view = new URL(await shop.ctx.links.url('view', { id: invoiceId, version: 1 })).pathname;
  const invoice = await (await shop.request(view)).text();
  expect(invoice).toContain('IBAN XX00');
  expect(invoice).toMatch(/\/pay\//);

  const form = formOf(made);
  const period = /name="period" value="(\d+)"/.exec(made)?.[1] ?? '';
  const press = async (verb: string, fields: Readonly<Record<string, string>> = {}) =>
    (await owner.post(`${home}${at}/${verb}`, { form, ...fields })).status;
  expect(period).toBe('2');
  expect([await press('skip', { period }), await press('skip', { period })]).toEqual([303, 303]);
  expect(await page(at)).toContain('Sent when it begins, ends or has a new price');
  expect(await press('mails', { mails: 'off' })).toBe(303);
  expect(await page(at)).toContain('Email the customer about it again');
  expect([await press('pause'), await press('pause')]).toEqual([303, 303]);
  expect(await page(at)).toContain('Resume, and skip what was missed');
  expect(await press('resume', { missed: 'skip' })).toBe(303);
  expect(await press('answer', { missed: 'skip' })).toBe(422);
  expect(await page(`${at}/end`)).toContain('Credit the days from tomorrow on');
  expect(await press('end', { when: 'now', giveBack: 'on' })).toBe(303);
  expect(await page(at)).toContain('It makes no further invoice.');
  const [ended] = await shop.ctx.db.select().from(schedules);
  expect([ended?.status, ended?.nextNumber]).toEqual(['ended', 3]);
  const kept = await shop.ctx.db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(eq(auditLog.subjectType, 'schedule'));
  expect(kept.map(({ action }) => action).toSorted()).toEqual([
    'schedule_created',
    'schedule_ended',
    'schedule_mails_set',
    'schedule_paused',
    'schedule_period_skipped',
    'schedule_resumed',
  ]);
});

it('is changed once what that does was shown, and lists what is lost of what recurs', async () => {
  const form = formOf(await page(`/new?customer=${customerId}`));
  const startsOn = localDateAt(shop.ctx.now() + 20 * 86_400_000, 'America/New_York');
  const created = await owner.post(`${home}/new`, { form, act: 'create', ...typed({ startsOn }) });
  const at = (created.headers.get('location') ?? '').slice(home.length);
  const shown = await page(`${at}/change`);
  expect(shown).toContain('value="49.00"');
  const fields = {
    form: formOf(shown),
    version: '1',
    from: 'next',
    'line.0.description': 'Hosting',
    'line.0.quantity': '2',
    'line.0.price': '59',
    'line.1.description': 'Backups',
    'line.1.quantity': '1',
    'line.1.price': '10.00',
  };
  const send = (more: Readonly<Record<string, string>>) =>
    owner.post(`${home}${at}/change`, { ...fields, ...more });
  const version = async () =>
    (
      await shop.ctx.db
        .select()
        .from(schedules)
        .where(eq(schedules.id, at.slice(1)))
    )[0]?.termsVersion;
  const wrong = await send({ act: 'change', 'line.0.price': 'a lot' });
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('value="a lot"')]);
  // Pressed before it was previewed, it is previewed.
  const previewed = await (await send({ act: 'change' })).text();
  // 2 × 59 and 10, with a fifth of tax.
  expect(previewed.match(/\$153\.60/g)).toHaveLength(12);
  expect(previewed).toContain('Nothing is credited or invoiced now.');
  expect(previewed).toMatch(/The customer is emailed about a new price on/);
  expect(await version()).toBe(1);
  const of = /name="previewed" value="([^"]*)"/.exec(previewed)?.[1]?.replaceAll('&quot;', '"') ?? '';
  // What was previewed is not what is sent: it is shown anew.
  expect((await send({ act: 'change', previewed: of, 'line.0.price': '5.90' })).status).toBe(200);
  expect(await version()).toBe(1);
  expect((await send({ act: 'change', previewed: of })).status).toBe(303);
  expect(await version()).toBe(2);
  expect(await page(at)).toContain('Backups: $10.00');
  // The same press once more is the same change; another form of what was there before is told so.
  expect((await send({ act: 'change', previewed: of })).status).toBe(303);
  const late = await send({ act: 'change', previewed: of, form: formOf(await page(`${at}/change`)) });
  expect([late.status, await late.text()]).toEqual([
    409,
    expect.stringContaining('Somebody else changed it'),
  ]);
  const scope = { scope: shop.scope, scheduleId: at.slice(1) };
  const { terms } = must(await readNewestTerms(shop.ctx, scope));
  const change = async () =>
    changeTerms(shop.ctx, { ...scope, commandId: newId(shop.ctx, 'req'), terms, from: 'next', basedOn: 2 });
  const both = await Promise.all([change(), change()]);
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused']);
  expect(await version()).toBe(3);
  // One ended above: $98.00 of $226.00 a month.
  expect(await page('')).toContain('one schedule ended: $98.00 a month less, 43.4% of what recurred.');

  const asked = { form: formOf(await page(`${at}/cadence`)), every: '3', unit: 'months', startsOn: '' };
  const cadence = (more: Readonly<Record<string, string>>) =>
    owner.post(`${home}${at}/cadence`, { ...asked, act: 'change', ...more });
  expect((await cadence({ every: 'x' })).status).toBe(422);
  // Pressed before it was previewed, it is previewed.
  const quarterly = await (await cadence({})).text();
  expect(quarterly).toContain('It’s invoiced this way from');
  expect(quarterly.match(/\$153\.60/g)).toHaveLength(12);
  const sent = await cadence({ previewed: '3/months/' });
  expect([sent.status, (await cadence({ previewed: '3/months/' })).headers.get('location')]).toEqual([
    303,
    sent.headers.get('location'),
  ]);
  const next = (sent.headers.get('location') ?? '').slice(home.length).split('?')[0] ?? '';
  expect(next).not.toBe(at);
  expect(await page(next)).toContain('3 months');
  expect(await page(at)).toContain('It makes no further invoice.');
  // It did not end for its customer.
  expect(await page('')).toContain('one schedule ended: $98.00 a month less');
});

it('lists what was missed with amounts, and does as it is answered', async () => {
  await shop.ctx.db.update(merchants).set({ timeZone: 'UTC' }).where(eq(merchants.id, shop.scope.merchantId));
  const form = formOf(await page(`/new?customer=${customerId}`));
  const created = await owner.post(`${home}/new`, {
    form,
    act: 'create',
    ...typed({ startsOn: '2026-01-31', unit: 'weeks' }),
  });
  const at = (created.headers.get('location') ?? '').slice(home.length);
  expect(await page('?waiting=yes')).toContain('Waits for your answer');
  const first = await (await owner.get(`/dashboard/${shop.scope.merchantId}`)).text();
  expect(first).toContain('It missed several invoices, and asks whether to make them.');
  const asked = await page(at);
  expect(asked).toContain('Periods were missed');
  expect(asked).toContain('Skip these periods');
  const skipped = await owner.post(`${home}${at}/answer`, { form: formOf(asked), missed: 'skip' });
  expect(skipped.status).toBe(303);
  expect(await page('?waiting=yes')).toContain('No schedule waits for you.');
});
