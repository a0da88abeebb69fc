import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { creditNotes, invoices, outbox } from '../../../src/db/schema/index.ts';
import { addDays, localDateAt } from '../../../src/domain/calendar.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { createSchedule } from '../../../src/operations/schedules/create-schedule.ts';
import { endSchedule } from '../../../src/operations/schedules/end-schedule.ts';
import { sweepSchedules } from '../../../src/operations/schedules/sweep-schedules.ts';
import { advanceBoth, advanceToNoon } from '../../support/worker/events.ts';
import { followed, openLink } from '../../support/worker/kept-by-link.ts';
import { fee, TERMS } from '../../support/worker/schedules.ts';
import { must, openShop, payAtStripe } from '../../support/worker/shop.ts';

const DAY = 24 * 3_600_000;

it('gives back the days that will not come once a debit that was on its way has paid for them', async () => {
  const shop = await openShop();
  await advanceToNoon(shop);
  const { customerId } = await shop.invoice(100);
  const scheduleId = newId(shop.ctx, 'sch');
  const input = {
    ...{ customerId, name: 'Hosting', currency: parseCurrency('USD'), every: 10, unit: 'days' as const },
    ...{ startsOn: addDays(localDateAt(shop.ctx.now(), 'UTC'), -2), trialDays: 0, day: null, endsOn: null },
    ...{ runs: null, timing: 'advance' as const, timeZone: 'UTC', hour: 0, catchUpLimit: 3, mails: false },
    terms: {
      ...TERMS,
      issue: 'send' as const,
      lines: [fee(10_000)],
      collectPolicy: 'never' as const,
      notes: scheduleId,
    },
  };
  must(await createSchedule(shop.ctx, { scope: shop.scope, scheduleId, commandId: scheduleId, input }));
  await sweepSchedules(shop.ctx);
  await shop.work();
  const invoice = async () => {
    const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.notes, scheduleId));
    if (row === undefined) throw new Error('no invoice was made');
    return row;
  };
  const notes = async () =>
    shop.ctx.db
      .select({ payable: creditNotes.payable })
      .from(creditNotes)
      .where(eq(creditNotes.invoiceId, id));
  /** What rests is handed over again, as a tick does it. */
  const handOver = async () => {
    const jobs = await shop.ctx.db
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(eq(outbox.kind, 'issue_period'), eq(outbox.state, 'pending')));
    shop.enqueued.push(...jobs.map(({ id: job }) => ({ kind: 'outbox' as const, id: job })));
    await shop.work();
  };
  const { id } = await invoice();
  expect(await invoice()).toMatchObject({ status: 'open', amountDue: 10_000 });

  const link = new URL(await shop.ctx.links.url('pay', { id, version: 1 }));
  await payAtStripe(await openLink(shop, link.pathname), { bank: '000123456789' });
  await followed(shop);
  // Seven of ten days are left after today.
  const ask = { scope: shop.scope, scheduleId, commandId: 'end' };
  must(await endSchedule(shop.ctx, { ...ask, when: 'now', giveBack: true }));
  for (let hour = 0; hour < 3; hour += 1) {
    shop.advance(3_600_000);
    await handOver();
  }
  expect(await notes()).toEqual([]);

  await advanceBoth(shop, 5 * DAY);
  await followed(shop);
  await handOver();
  expect(await invoice()).toMatchObject({ status: 'paid', amountPaid: 10_000 });
  expect(await notes()).toEqual([{ payable: 7_000 }]);
});
