import { and, eq, like } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails } from '../../../src/db/schema/index.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { readInvoice } from '../../../src/operations/resources/read-invoice.ts';
import {
  attemptsAt,
  customerWith,
  send,
  setCustomer,
  setPolicy,
  tick,
} from '../../support/worker/collecting.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import { cash } from '../../support/worker/guards.ts';
import { chargesOf, mustDraftInParts, planOf } from '../../support/worker/instalments.ts';
import { atStripe, outside } from '../../support/worker/money.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const DAY = 24 * 3_600_000;
const THREE = planOf(['30', 0], ['30', 30], [null, 60]);

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** So many days later, with what cron finds by then. */
async function pass(days: number): Promise<void> {
  shop.advance(days * DAY);
  // Cron stood still: what was missed is read first.
  for (let ticks = 0; ticks < 3; ticks += 1) {
    await tick(shop);
    shop.advance(60_000);
  }
}

async function sent(customerId: string, plan = THREE): Promise<string> {
  const invoiceId = await mustDraftInParts(shop, customerId, { plan });
  await send(shop, invoiceId);
  await shop.work();
  return invoiceId;
}

const read = async (invoiceId: string) => must(await readInvoice(shop.ctx, { scope: shop.scope, invoiceId }));
const amounts = async (invoiceId: string) => (await chargesOf(shop, invoiceId)).map(({ amount }) => amount);
const mailsAbout = async (invoiceId: string, template: string) =>
  (
    await shop.ctx.db
      .select({ facts: emails.facts, cause: emails.cause })
      .from(emails)
      .where(and(eq(emails.invoiceId, invoiceId), like(emails.template, template)))
  ).map(({ facts }) => facts);

describe('autopay of an invoice with a plan', () => {
  it('charges each part on its day, after a notice that names it, and never twice', async () => {
    await setPolicy(shop, { collectPolicy: 'on_send', noticeDays: 3 });
    const invoiceId = await sent(await customerWith(shop, 'pm_card_visa'));
    expect(await amounts(invoiceId)).toEqual([30_000]);
    await pass(26);
    expect(await mailsAbout(invoiceId, 'charge_notice')).toEqual([]);
    await pass(2);
    expect(await mailsAbout(invoiceId, 'charge_notice')).toMatchObject([{ amount: 30_000 }]);
    expect(await amounts(invoiceId)).toEqual([30_000]);
    await pass(3);
    expect(await amounts(invoiceId)).toEqual([30_000, 30_000]);
    await pass(27);
    expect(await amounts(invoiceId)).toEqual([30_000, 30_000]);
    await pass(3);
    expect(await amounts(invoiceId)).toEqual([30_000, 30_000, 40_000]);
    expect(await mailsAbout(invoiceId, 'charge_notice')).toMatchObject([
      { amount: 30_000 },
      { amount: 40_000 },
    ]);
    expect(await read(invoiceId)).toMatchObject({ status: 'paid' });
    await pass(3);
    expect(await amounts(invoiceId)).toHaveLength(3);
  });

  it('leaves a part that was paid by hand meanwhile, and charges the one after it', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date', noticeDays: 1 });
    const invoiceId = await sent(await customerWith(shop, 'pm_card_visa'), planOf(['30', 10], [null, 20]));
    await pass(5);
    const payment = cash(30_000);
    must(await recordPayment(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'cash', payment }));
    await pass(6);
    expect(await amounts(invoiceId)).toEqual([]);
    await pass(8.5);
    expect(await mailsAbout(invoiceId, 'charge_notice')).toMatchObject([{ amount: 70_000 }]);
    await pass(1.5);
    expect(await amounts(invoiceId)).toEqual([70_000]);
  });

  it('counts its tries anew with each part, and asks for all that is due by then', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date', noticeDays: 1, retryDays: [2], remindDays: [] });
    const customerId = await customerWith(shop, 'pm_card_chargeCustomerFail');
    const invoiceId = await sent(customerId, planOf(['30', 3], ['30', 20], [null, 40]));
    await pass(2.5);
    await pass(1.5);
    await pass(3);
    expect(await amounts(invoiceId)).toEqual([30_000, 30_000]);
    expect(await read(invoiceId)).toMatchObject({ collection: { stage: 'given_up' }, overdue: true });
    await pass(14);
    await pass(2);
    await pass(4);
    expect(await amounts(invoiceId)).toEqual([30_000, 30_000, 60_000, 60_000]);
    expect(await read(invoiceId)).toMatchObject({ amountDueNow: 60_000, amountPaid: 0 });
  });

  it('tells both sides of a debit that fails once the next part’s day has come, once', async () => {
    await setPolicy(shop, { collectPolicy: 'on_send', noticeDays: 0 });
    const plan = planOf(['30', 0], ['30', 2], [null, 60]);
    const invoiceId = await sent(await customerWith(shop, 'pm_usBankAccount_accountClosed'), plan);
    await pass(1);
    expect(await chargesOf(shop, invoiceId)).toMatchObject([{ state: 'processing' }]);
    await advanceBoth(shop, 5 * DAY);
    await pass(0);
    expect(await chargesOf(shop, invoiceId)).toMatchObject([{ amount: 30_000, state: 'failed' }]);
    await pass(0);
    for (const template of ['%_ended', '%_business'])
      expect([template, (await mailsAbout(invoiceId, template)).length]).toEqual([template, 1]);
  });

  it('judges the customer’s limit by each charge, and reminds of each part', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date', noticeDays: 1, remindDays: [2, 5] });
    const customerId = await customerWith(shop, 'pm_card_visa');
    await setCustomer(shop, customerId, { autopayCap: 30_000, autopayCapCurrency: 'USD' });
    const invoiceId = await sent(customerId, planOf(['30', 3], ['40', 20], [null, 40]));
    await pass(2.5);
    await pass(1.5);
    await pass(19);
    expect(await amounts(invoiceId)).toEqual([30_000]);
    expect(await read(invoiceId)).toMatchObject({ collection: { reason: 'over_cap' }, amountDueNow: 40_000 });
    expect(await mailsAbout(invoiceId, 'reminder')).toMatchObject([{ number: 1 }]);
    await pass(3);
    await pass(17);
    expect(await mailsAbout(invoiceId, 'reminder')).toMatchObject([
      { number: 1 },
      { number: 2 },
      { number: 1 },
    ]);
  });

  it('has its plan back where a part’s money is taken back, and charges nothing by itself until as much is paid', async () => {
    await setPolicy(shop, { collectPolicy: 'on_send', noticeDays: 0, remindDays: [] });
    const customerId = await customerWith(shop, 'pm_card_createDispute', 'pm_card_visa');
    const invoiceId = await sent(customerId, planOf(['30', 0], ['30', 2], [null, 9]));
    const [first] = await attemptsAt(shop, invoiceId);
    const [dispute] = await atStripe('disputes', first?.intentId ?? '');
    await outside(`/disputes/${dispute?.id}/decide`, { outcome: 'lost' });
    await recordDisputes(shop.ctx, first?.id ?? '');
    await shop.work();
    expect(await read(invoiceId)).toMatchObject({
      amountPaid: 0,
      amountDueNow: 30_000,
      instalments: [{ amountRemaining: 30_000 }, { amountRemaining: 30_000 }, { amountRemaining: 40_000 }],
    });
    await pass(3);
    expect(await amounts(invoiceId)).toEqual([30_000]);
    expect(await read(invoiceId)).toMatchObject({
      collection: { reason: 'taken_back' },
      amountDueNow: 60_000,
    });
    const payment = cash(60_000);
    must(await recordPayment(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'cash', payment }));
    await pass(1);
    expect(await read(invoiceId)).toMatchObject({ amountPaid: 60_000, amountDueNow: 40_000 });
    expect(await read(invoiceId)).not.toMatchObject({ collection: { reason: 'taken_back' } });
    await pass(5);
    await pass(3);
    expect(await amounts(invoiceId)).toEqual([30_000, 40_000]);
  });
});
