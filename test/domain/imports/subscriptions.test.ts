import { describe, expect, it } from 'vitest';
import { readSubscription } from '../../../src/domain/imports/read-subscription.ts';
import { readSubscriptionHeader } from '../../../src/domain/imports/subscription-columns.ts';

const FACTS = { timeZone: 'America/New_York', now: Date.parse('2026-11-30T12:00:00Z') };
const RIGHT = {
  id: 'sub_1',
  'Customer ID': 'cus_A',
  Plan: 'price_gold',
  Product: 'Gold',
  Quantity: '1',
  Currency: 'eur',
  Interval: 'month',
  Amount: '10.00',
  Status: 'active',
  'Current Period End (UTC)': '2026-12-15 14:05',
} as const;

type Cells = Readonly<Record<string, string>>;
const read = (...rows: Cells[]) =>
  readSubscription(
    rows.map((more, at) => {
      const given: Cells = { ...RIGHT, ...more };
      const cells = Object.entries(given).filter(([, text]) => text !== '');
      return { line: at + 2, cells: Object.fromEntries(cells) };
    }),
    FACTS,
  );
const filed = (...rows: Cells[]) => {
  const found = read(...rows);
  if (found.kind !== 'schedule') throw new Error(JSON.stringify(found));
  return found.filed;
};

describe('a subscription in Stripe’s file', () => {
  it('becomes a paused schedule, whose first period begins where Stripe’s ends', () => {
    expect(filed({})).toMatchObject({
      key: 'sub_1',
      status: 'paused',
      nextNumber: 1,
      customer: { externalIds: [{ key: 'Stripe', value: 'cus_A' }] },
      asked: {
        name: 'price_gold',
        currency: 'EUR',
        every: 1,
        unit: 'months',
        startsOn: '2026-12-15',
        day: null,
        mails: false,
        terms: { lines: [{ description: 'Gold', quantity: '1', unitAmount: 1_000, taxRates: [] }] },
      },
      there: { on: '2026-12-15', amount: 1_000 },
      remarks: [],
    });
  });

  it('with several items has a line for each', () => {
    const { asked, there } = filed({}, { Product: 'Seats', Quantity: '3', Amount: '2.50' });
    expect([asked.terms.lines.length, there?.amount]).toEqual([2, 1_750]);
  });

  it.each<[string, string, number, string]>([
    ['day', '', 1, 'days'],
    ['3 months', '', 3, 'months'],
    ['every 2 weeks', '', 2, 'weeks'],
    ['Year', '', 1, 'years'],
    ['month', '6', 6, 'months'],
  ])('renewed by %s %s is made every %i %s', (interval, count, every, unit) => {
    expect(filed({ Interval: interval, 'Interval Count': count }).asked).toMatchObject({ every, unit });
  });

  it.each<[string, string, string, number | null]>([
    ['31', '2026-11-30 20:00', '2026-12-01 01:00', null],
    ['30 November of one that began on the 31st', '2026-10-31 20:00', '2026-11-30 20:00', 31],
    ['28 February', '2026-10-30 20:00', '2027-02-28 20:00', 30],
    ['a month that has the day', '2026-10-31 20:00', '2026-12-30 20:00', null],
  ])('stays on its day of the month: %s', (_, began, ends, day) => {
    const dates = { 'Start Date (UTC)': began, 'Current Period End (UTC)': ends };
    expect(filed(dates).asked.day).toBe(day);
  });

  it.each<[string, Cells, string]>([
    ['tax', { 'Tax Percent': '19.0' }, 'Our invoice has the tax of 19%, which Stripe’s Amount is without.'],
    ['quantity', { Quantity: '5' }, 'Stripe’s Amount is taken for the price of one: 5 × 10.00 EUR.'],
    [
      'a coupon',
      { Coupon: 'WELCOME' },
      'Stripe takes off the coupon WELCOME, and its file does not say how much: give the schedule a discount before you resume it.',
    ],
    [
      'another day where the business is',
      { 'Current Period End (UTC)': '2026-12-15 03:30' },
      'Stripe’s period ends on 2026-12-15 in UTC, which is 2026-12-14 where you are.',
    ],
    [
      'an unpaid invoice',
      { Status: 'past_due' },
      'Stripe’s last invoice of it is not paid, and stays at Stripe.',
    ],
    [
      'its trial',
      { Status: 'trialing' },
      'It is in its trial at Stripe, and is invoiced first when that ends.',
    ],
  ])('has a remark on %s', (_, cells, remark) => {
    expect(filed(cells).remarks).toEqual([remark]);
  });

  it.each<[Cells, string]>([
    [{ Status: 'canceled' }, 'It is canceled at Stripe: nothing is taken over.'],
    [{ Status: 'incomplete_expired' }, 'It is incomplete and expired at Stripe: nothing is taken over.'],
    [
      { 'Canceled At (UTC)': '2026-11-20 10:00' },
      'It was canceled at Stripe and ends on 2026-12-15: nothing is taken over.',
    ],
    [{ 'Ended At (UTC)': '2026-11-20 10:00' }, 'It ended at Stripe on 2026-11-20: nothing is taken over.'],
  ])('that is over is left out: %j', (cells, remark) => {
    expect(read(cells)).toEqual({ kind: 'over', key: 'sub_1', remark });
  });

  it.each<[string, Cells, string]>([
    ['Amount', { Amount: '' }, 'Stripe’s file has no amount of what is counted or has tiers'],
    ['Amount', { Amount: 'ten' }, '“ten” is no amount of EUR.'],
    ['Quantity', { Quantity: 'many' }, 'Give a number, such as 1.'],
    ['Currency', { Currency: 'euro' }, 'Give an ISO 4217 code, such as eur.'],
    ['Interval', { Interval: 'fortnight' }, 'Give day, week, month or year'],
    ['Status', { Status: 'happy' }, 'Give the status that Stripe has'],
    ['Tax Percent', { 'Tax Percent': '190' }, 'Give a percentage from 0 to 100'],
    ['Current Period End (UTC)', { 'Current Period End (UTC)': '15/12/2026' }, 'Give an instant in UTC'],
    [
      'Current Period End (UTC)',
      { 'Current Period End (UTC)': '2026-02-31 10:00' },
      'Give an instant in UTC',
    ],
    [
      'Current Period End (UTC)',
      { 'Current Period End (UTC)': '2026-11-30 11:59' },
      'so that Stripe has renewed it since: export the file anew.',
    ],
  ])('is refused by its %s: %j', (column, cells, message) => {
    const found = read(cells);
    const problems = found.kind === 'wrong' ? found.problems : [];
    expect(problems).toEqual([{ line: 2, column, message: expect.stringContaining(message) }]);
  });
});

it('knows Stripe’s file by its headings, keeps none that it does not read, and says which are missing', () => {
  expect(readSubscriptionHeader(['id', 'Customer ID', 'Plan'])).toEqual({
    ok: false,
    column: 1,
    message:
      'This is no export of subscriptions from Stripe’s dashboard: it has no column Currency, Interval, Amount, Status, Current Period End (UTC). Export it with all columns.',
  });
  const header = readSubscriptionHeader([...Object.keys(RIGHT), 'Customer Description', 'crm (metadata)']);
  expect(header.ok && header.columns.slice(-2)).toEqual([
    'other:Customer Description',
    'other:crm (metadata)',
  ]);
});
