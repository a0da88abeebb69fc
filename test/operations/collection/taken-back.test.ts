import { beforeEach, describe, expect, it } from 'vitest';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import {
  attemptsAt,
  collect,
  customerWith,
  sendNew,
  setPolicy,
  tick,
} from '../../support/worker/collecting.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import { invoiceRow, openSession } from '../../support/worker/guards.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { atStripe, outside } from '../../support/worker/money.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const DAY = 86_400_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send', remindDays: [] });
});

describe('an invoice whose money was taken back', () => {
  it('is never charged automatically again, whatever its payer tried after that', async () => {
    const customerId = await customerWith(shop, 'pm_card_createDispute', 'pm_card_visa');
    const invoiceId = await sendNew(shop, customerId);
    const [charge] = await attemptsAt(shop, invoiceId);
    const [dispute] = await atStripe('disputes', charge?.intentId ?? '');
    await outside(`/disputes/${dispute?.id}/decide`, { outcome: 'lost' });
    await recordDisputes(shop.ctx, charge?.id ?? '');
    await shop.work();
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'returned' });

    // The card has no lead by money that it took back.
    expect((await methodsOnFile(shop, customerId))[0]).toMatchObject({ paidAt: null });

    // Its payer begins a bank debit by the link; collection is enqueued in between; the debit bounces.
    const link = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 1 })).pathname;
    await payAtStripe(await openSession(shop, link), { bank: '000222222227' });
    const debit = (await attemptsAt(shop, invoiceId)).find(({ via }) => via === 'link');
    expect(await recordOutcome(shop.ctx, debit?.id ?? '')).toMatchObject({ state: 'processing' });
    await shop.work();
    await collect(shop, invoiceId);
    await advanceBoth(shop, 5 * DAY);
    expect(await recordOutcome(shop.ctx, debit?.id ?? '')).toMatchObject({ state: 'failed' });
    // Cron stood still: what was missed is read first.
    for (let ticks = 0; ticks < 3; ticks += 1) await tick(shop);
    await collect(shop, invoiceId);
    await shop.work();
    expect((await attemptsAt(shop, invoiceId)).map(({ via, state }) => `${via} ${state}`)).toEqual([
      'autopay returned',
      'link failed',
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', collectReason: 'taken_back' });
  });
});
