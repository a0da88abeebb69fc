import { beforeEach, expect, it } from 'vitest';
import { runScheduled } from '../../../src/jobs/scheduled.ts';
import { type ApiClient, apiClient, makeCustomer } from '../../support/worker/api.ts';
import { seedMerchant, type TestContext, testContext } from '../../support/worker/context.ts';

let ctx: TestContext;
let api: ApiClient;
let customerId: string;
beforeEach(async () => {
  ctx = testContext();
  ctx.clock.ms = Date.parse('2027-01-01T17:00:00Z');
  const seeded = await seedMerchant(ctx);
  api = apiClient(ctx, seeded);
  customerId = await makeCustomer(api);
});

const monthly = (change: object = {}) => ({
  customerId,
  name: 'Hosting',
  unit: 'months',
  startsOn: '2027-01-31',
  netDays: 14,
  issue: 'draft',
  lines: [
    {
      price: 'fixed',
      description: 'Hosting',
      unitAmount: 4_900,
      taxRates: [{ name: 'VAT', percentage: '20', inclusive: false }],
    },
  ],
  ...change,
});

it('creates a schedule once for a key, and shows it with its terms and its next invoice', async () => {
  const key = { 'Idempotency-Key': 'schedule-1' };
  const first = await api('POST', '/schedules', monthly(), key);
  const second = await api('POST', '/schedules', monthly(), key);
  expect([first.status, second.body.id]).toEqual([201, first.body.id]);
  expect(first.body).toMatchObject({
    object: 'schedule',
    status: 'active',
    every: 1,
    timing: 'advance',
    timeZone: 'America/New_York',
    hour: 9,
    nextNumber: 1,
    nextInvoiceAt: '2027-01-31T14:00:00.000Z',
    waitsFor: null,
    terms: { netDays: 14, paymentLink: true, issue: 'draft', lines: [{ price: 'fixed', quantity: '1' }] },
  });
  const { body } = await api('GET', `/schedules?customerId=${customerId}`);
  expect(body.data).toMatchObject([{ id: first.body.id, customerName: 'Payer Inc' }]);
});

it('previews the next twelve with their days and amounts, before and after it is created', async () => {
  const asked = monthly({ timeZone: 'Europe/Paris', hour: 0 });
  const before = await api('POST', '/schedules/preview', asked);
  const { body: created } = await api('POST', '/schedules', asked);
  const after = await api('GET', `/schedules/${created.id}/preview`);
  expect(after.body).toEqual(before.body);
  expect(after.body.data).toHaveLength(12);
  expect(after.body.data[2]).toEqual({
    number: 3,
    from: '2027-03-31',
    to: '2027-04-29',
    invoicedOn: '2027-03-31',
    // Summer time has begun in Paris.
    invoicedAt: '2027-03-30T22:00:00.000Z',
    skipped: false,
    amount: 5_880,
    unreported: [],
    problems: [],
  });
});

it.each<[string, object, string, string]>([
  ['31 February', { startsOn: '2027-02-31' }, 'startsOn', 'Give a day that exists, as YYYY-MM-DD.'],
  [
    'an end before the start',
    { endsOn: '2027-01-30' },
    'endsOn',
    'It would end on 2027-01-30, before its first period begins on 2027-01-31.',
  ],
  ['n = 0', { every: 0 }, 'every', 'Give a whole number from 1 to 60: an invoice every so many months.'],
  [
    'a time zone that does not exist',
    { timeZone: 'Mars/Olympus' },
    'timeZone',
    'There is no time zone Mars/Olympus: give one by its IANA name, such as Europe/Paris.',
  ],
  [
    'a start that no schedule has',
    { startsOn: '2999-12-31' },
    'startsOn',
    'No schedule begins in 2999: give a day from 2000-01-01 to 2199-12-31.',
  ],
  [
    'a limit of none',
    { catchUpLimit: 0 },
    'catchUpLimit',
    'Give from 1 to 100: so many missed invoices are made without asking you.',
  ],
  [
    'a customer that is nobody’s',
    { customerId: 'cus_00000000000000000000000001' },
    'customerId',
    'There is no customer cus_00000000000000000000000001.',
  ],
  [
    'a line without a price',
    { lines: [{ price: 'metered', description: 'Calls', meter: 'calls' }] },
    'lines[0].unitAmount',
    'Give the price: unitAmount, or unitAmountDecimal where minor units are too coarse.',
  ],
])('refuses %s, in words', async (_, change, path, message) => {
  for (const call of ['/schedules', '/schedules/preview']) {
    const { status, body } = await api('POST', call, monthly(change));
    expect([status, body.code, body.errors]).toEqual([400, 'invalid', [{ path, message }]]);
  }
  expect((await api('GET', '/schedules')).body.data).toEqual([]);
});

it('says that a quantity comes too late, and that an invoice is being made', async () => {
  const seats = { price: 'volume', description: 'Seats', meter: 'seats', tiers: [{ unitAmount: 900 }] };
  const { body: created } = await api('POST', '/schedules', monthly({ lines: [seats] }));
  const path = `/schedules/${created.id}`;
  const report = (period?: number) =>
    api('POST', `${path}/quantities`, { meter: 'seats', quantity: '3', ...(period && { period }) });
  expect((await report()).status).toBe(200);
  ctx.clock.ms = Date.parse('2027-01-31T14:00:00Z');
  const change = { from: 'now', terms: { lines: [seats] } };
  for (const call of ['change', 'preview-change']) {
    const during = await api('POST', `${path}/${call}`, change);
    expect([during.status, during.body.detail]).toEqual([
      409,
      'The invoice of the period that began on 2027-01-31 is being made. Ask again in a minute.',
    ]);
  }
  await runScheduled(ctx);
  const late = await report(1);
  expect([late.status, late.body.detail]).toEqual([
    409,
    'Period 1 was invoiced: nothing is reported for it, changed or skipped any more.',
  ]);
  const { body: periods } = await api('GET', `${path}/periods`);
  expect(periods).toMatchObject({
    hasMore: false,
    data: [{ number: 1, part: 0, outcome: 'invoiced', invoice: { status: 'draft', amountDue: 2_700 } }],
  });
  expect((await api('GET', `/invoices/${idOfInvoice(periods)}`)).body).toMatchObject({
    supply: { from: '2027-01-31', to: '2027-02-27' },
    lines: [{ description: 'Seats (1+)', quantity: '3' }],
  });
});

it('shows what it asks with amounts, and does as it is answered', async () => {
  const { body: created } = await api('POST', '/schedules', monthly({ startsOn: '2026-08-31' }));
  expect(created.waitsFor).toEqual({ for: 'answer', missedThrough: 5, missed: 5 });
  expect(created.missed).toMatchObject(
    ['2026-08-31', '2026-09-30', '2026-10-31', '2026-11-30', '2026-12-31'].map((from) => ({
      from,
      amount: 5_880,
    })),
  );
  const waiting = async () => (await api('GET', '/schedules?waiting=true')).body.data.length;
  expect(await waiting()).toBe(1);
  const { body: answered } = await api('POST', `/schedules/${created.id}/answer`, { missed: 'skip' });
  expect(answered).toMatchObject({
    waitsFor: null,
    nextNumber: 6,
    nextInvoiceAt: '2027-01-31T14:00:00.000Z',
  });
  expect(await waiting()).toBe(0);
});

it('pauses, resumes, skips, changes, previews a change and ends', async () => {
  const { body: created } = await api('POST', '/schedules', monthly());
  const path = `/schedules/${created.id}`;
  const post = async (verb: string, body: object = {}) => (await api('POST', `${path}/${verb}`, body)).body;
  expect(await post('pause')).toMatchObject({ status: 'paused', nextInvoiceAt: null });
  expect(await post('pause')).toMatchObject({
    code: 'schedule_status',
    detail: 'The schedule is paused already.',
  });
  expect(await post('resume', { missed: 'skip' })).toMatchObject({ status: 'active' });
  expect(await post('mails', { mails: false })).toMatchObject({ mails: false, status: 'active' });
  expect(await post('mails', { mails: 'no' })).toMatchObject({
    code: 'invalid',
    errors: [{ path: 'mails' }],
  });
  expect(await post('skip')).toMatchObject({ nextNumber: 2 });
  const change = {
    from: 'next',
    terms: { lines: [{ price: 'fixed', description: 'More', unitAmount: 9_900 }] },
  };
  const previewed = await post('preview-change', change);
  expect(previewed).toMatchObject({ fromNumber: 2, credit: null, charge: 0 });
  expect(JSON.stringify(previewed)).toContain('"amount":9900');
  expect((await api('GET', path)).body.termsVersion).toBe(1);
  expect(await post('change', change)).toMatchObject({
    termsVersion: 2,
    terms: { issue: 'send', netDays: null },
  });
  expect(await post('start-again')).toMatchObject({ code: 'schedule_waits_for_nothing' });
  expect(await post('end', { when: 'period_end' })).toMatchObject({ status: 'ended', nextNumber: null });
  expect(await post('skip')).toMatchObject({ code: 'schedule_ended' });
  expect((await api('GET', `${path}/preview`)).body.data).toEqual([]);
});

it('keeps a customer that has a schedule', async () => {
  const { body: created } = await api('POST', '/schedules', monthly());
  const removed = await api('DELETE', `/customers/${customerId}`);
  expect(removed.body.code).toBe('customer_has_invoices');
  const erase = () => api('POST', `/customers/${customerId}/erase`, { stripeCustomer: 'keep' });
  expect((await erase()).body.detail).toBe(
    'A billing schedule makes invoices for this customer. End it first.',
  );
  await api('POST', `/schedules/${created.id}/end`, { when: 'now' });
  expect((await erase()).status).toBe(200);
});

function idOfInvoice(periods: object): string {
  const [, id] = /"id":"(inv_[0-9a-z]{26})"/.exec(JSON.stringify(periods)) ?? [];
  if (id === undefined) throw new Error('no invoice');
  return id;
}
