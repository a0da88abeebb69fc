import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails } from '../../../src/db/schema/index.ts';
import { recordReport } from '../../../src/operations/emails/record-report.ts';
import { sweepWork } from '../../../src/operations/watch/sweep-work.ts';
import { apiClient } from '../../support/worker/api.ts';
import {
  attemptsAt,
  customerWith,
  sendNew,
  setCustomer,
  setPolicy,
  tick,
} from '../../support/worker/collecting.ts';
import { addApiKey } from '../../support/worker/context.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const DAY = 24 * 3_600_000;
const BAD = 'a..b@payer.test';

let shop: Shop;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_due_date' });
  customerId = await customerWith(shop, 'pm_card_visa');
});

/** Days pass, with cron once a day and everything that it enqueues. */
async function daysPass(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    shop.advance(DAY);
    await tick(shop);
    await shop.work();
  }
}

const dueIn = (days: number): string => new Date(shop.ctx.now() + days * DAY).toISOString().slice(0, 10);
const notices = (invoiceId: string) =>
  shop.ctx.db
    .select({ to: emails.recipient, state: emails.state })
    .from(emails)
    .where(and(eq(emails.invoiceId, invoiceId), eq(emails.template, 'charge_notice')));
/** Staff correct the customer's address. */
async function correct(email: string): Promise<void> {
  const api = apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
  const { body } = await api('GET', `/customers/${customerId}`);
  const answer = await api('PUT', `/customers/${customerId}`, { legalName: body.legalName, email });
  expect(answer.status).toBe(200);
  await tick(shop);
}

describe('a charge on the due date that nobody was told of', () => {
  beforeEach(async () => {
    await setCustomer(shop, customerId, { email: BAD });
    shop.refusing.add(BAD);
  });

  it('waits and says why, and goes on after a new notice once the address is corrected', async () => {
    const invoiceId = await sendNew(shop, customerId, { dueDate: dueIn(10) });
    await daysPass(14);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'open',
      collectStage: 'needs_customer',
      collectReason: 'nobody_told',
    });
    await correct('ap@payer.test');
    expect(await notices(invoiceId)).toContainEqual({ to: 'ap@payer.test', state: 'sent' });
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    await daysPass(2);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('is said again once a day, never in a loop, and the business is mailed once a day', async () => {
    const invoiceId = await sendNew(shop, customerId, { dueDate: dueIn(4) });
    await daysPass(9);
    const tried = await notices(invoiceId);
    expect(tried.length).toBeGreaterThan(2);
    expect(tried.length).toBeLessThanOrEqual(9);
    const alarms = shop.posted.filter(({ subject }) => subject === 'customer_unreachable_business');
    expect(alarms.length).toBeLessThanOrEqual(10);
    expect(alarms.length).toBeGreaterThan(0);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });

  it('is charged where one of several people got it', async () => {
    await setCustomer(shop, customerId, { billingEmails: [BAD, 'ap@payer.test'] });
    const invoiceId = await sendNew(shop, customerId, { dueDate: dueIn(4) });
    await daysPass(6);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });
});

describe('a notice that its server refuses for now', () => {
  const TO = 'ap@payer.test';
  const alarms = () =>
    shop.posted.filter(
      ({ to, subject }) => to === 'billing@northwind.test' && subject === 'customer_unreachable_business',
    ).length;
  beforeEach(async () => {
    await setCustomer(shop, customerId, { email: TO });
  });

  /** Days pass as above, and what could not be done is tried again every six hours. */
  async function daysOfRetries(days: number): Promise<void> {
    for (let quarter = 0; quarter < 4 * days; quarter += 1) {
      shop.advance(DAY / 4);
      await sweepWork(shop.ctx);
      await tick(shop);
      await shop.work();
    }
  }

  it('until it is too late is announced anew, the business is mailed, and its charge goes on once it was taken', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date', noticeDays: 1 });
    const invoiceId = await sendNew(shop, customerId, { dueDate: dueIn(10) });
    shop.delaying.add(TO);
    await daysOfRetries(14);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    expect(alarms()).toBeGreaterThan(0);
    expect(alarms()).toBeLessThan(6);
    shop.delaying.clear();
    await daysOfRetries(4);
    expect(await notices(invoiceId)).toContainEqual({ to: TO, state: 'sent' });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('counts as told to nobody after a day and a half, and the business is mailed', async () => {
    const invoiceId = await sendNew(shop, customerId, { dueDate: dueIn(6) });
    shop.delaying.add(TO);
    await daysOfRetries(10);
    expect(await notices(invoiceId)).toContainEqual({ to: TO, state: 'refused' });
    expect(alarms()).toBeGreaterThan(0);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });
});

it('a notice that came back after a server took it does not count either', async () => {
  await setCustomer(shop, customerId, { email: 'ap@payer.test' });
  const invoiceId = await sendNew(shop, customerId, { dueDate: dueIn(10) });
  await daysPass(8);
  const [notice] = await shop.ctx.db
    .select()
    .from(emails)
    .where(and(eq(emails.invoiceId, invoiceId), eq(emails.template, 'charge_notice')));
  const bounced = { recipient: null, reported: 'bounced', statusCode: '5.1.1', words: null } as const;
  must(await recordReport(shop.ctx, { emailId: notice?.id ?? '', outcomes: [bounced] }));
  shop.refusing.add('ap@payer.test');
  await shop.work();
  await daysPass(4);
  expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectReason: 'nobody_told' });
});
