import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { invoices } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { createSchedule } from '../../../src/operations/schedules/create-schedule.ts';
import { sweepSchedules } from '../../../src/operations/schedules/sweep-schedules.ts';
import { attemptsAt, customerWith, templatesSentAbout, tick } from '../../support/worker/collecting.ts';
import { day, fee, openBilling, TERMS } from '../../support/worker/schedules.ts';
import { must, openShop } from '../../support/worker/shop.ts';

it('mails, charges and tells once each of a period, though two ticks come in the minute in which the charge fails', async () => {
  const shop = await openShop();
  const { ctx, scope } = shop;
  const customerId = await customerWith(shop, 'pm_card_chargeCustomerFail');
  const scheduleId = newId(ctx, 'sch');
  const { input } = await openBilling();
  const today = day(new Date(ctx.now()).toISOString().slice(0, 10));
  must(
    await createSchedule(ctx, {
      scope,
      scheduleId,
      commandId: scheduleId,
      input: {
        ...input({ customerId, startsOn: today, timeZone: 'UTC', hour: 0 }),
        terms: { ...TERMS, lines: [fee(4_900)], issue: 'send', collectPolicy: 'on_send' },
      },
    }),
  );
  for (let minute = 0; minute < 2; minute += 1) {
    await Promise.all([sweepSchedules(ctx), sweepSchedules(ctx)]);
    await Promise.all([tick(shop), tick(shop)]);
    shop.advance(30_000);
  }
  const made = await ctx.db.select().from(invoices).where(eq(invoices.customerId, customerId));
  const ofSchedule = made.filter(({ details }) => details?.supply !== undefined);
  expect(ofSchedule).toMatchObject([{ status: 'open', amountDue: 4_900, amountPaid: 0 }]);
  const invoiceId = ofSchedule[0]?.id ?? '';
  expect(await attemptsAt(shop, invoiceId)).toMatchObject([
    { state: 'failed', failureCode: 'generic_decline' },
  ]);
  expect(await templatesSentAbout(shop, invoiceId)).toEqual([
    'invoice_sent',
    'payment_failed',
    'payment_failed_business',
  ]);
});
