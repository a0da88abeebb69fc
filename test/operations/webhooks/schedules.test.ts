import { expect, it } from 'vitest';
import { newId } from '../../../src/operations/core/context.ts';
import { createSchedule } from '../../../src/operations/schedules/create-schedule.ts';
import { endSchedule } from '../../../src/operations/schedules/end-schedule.ts';
import { sweepSchedules } from '../../../src/operations/schedules/sweep-schedules.ts';
import { day, fee, TERMS } from '../../support/worker/schedules.ts';
import { must } from '../../support/worker/shop.ts';
import { about, openHookedShop } from '../../support/worker/webhooks.ts';

it('tells of a running schedule and of the invoice that it makes, issues and sends, each in order', async () => {
  const shop = await openHookedShop();
  await shop.endpoint();
  const { ctx, scope } = shop;
  const { customerId } = await shop.invoice(1_000);
  const scheduleId = newId(ctx, 'sch');
  const ask = { scope, scheduleId };
  must(
    await createSchedule(ctx, {
      ...ask,
      commandId: scheduleId,
      input: {
        customerId,
        name: 'Hosting',
        currency: null,
        every: 1,
        unit: 'months',
        startsOn: day(new Date(ctx.now() + 2 * 86_400_000).toISOString().slice(0, 10)),
        trialDays: 0,
        day: null,
        endsOn: null,
        runs: null,
        timing: 'advance',
        timeZone: 'UTC',
        hour: 0,
        catchUpLimit: 3,
        mails: true,
        terms: { ...TERMS, lines: [fee(4_900)], issue: 'send' },
      },
    }),
  );
  shop.advance(2 * 86_400_000);
  await sweepSchedules(ctx);
  await shop.work();
  must(await endSchedule(ctx, { ...ask, commandId: newId(ctx, 'req'), when: 'now', giveBack: false }));
  await shop.work();
  const ofSchedule = about(shop.taken, `schedule/${scheduleId}`);
  expect(ofSchedule.map(({ type }) => type)).toEqual([
    'schedule.created',
    'schedule.period_invoiced',
    'schedule.ended',
  ]);
  const keys = new Set(shop.taken.map(({ orderingKey }) => orderingKey));
  const made = [...keys].filter((key) => key.startsWith('invoice/')).at(-1) ?? '';
  const ofInvoice = about(shop.taken, made);
  expect(ofInvoice.map(({ type }) => type)).toEqual(['invoice.created', 'invoice.finalized', 'invoice.sent']);
  expect(JSON.parse(ofInvoice.at(-1)?.body ?? '{}').data).toMatchObject({ status: 'open', amountDue: 4_900 });
  for (const told of [ofSchedule, ofInvoice]) {
    const places = told.map(({ sequence }) => sequence);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
});
