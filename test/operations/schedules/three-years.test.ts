import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { invoices, schedules } from '../../../src/db/schema/index.ts';
import { localDateAt } from '../../../src/domain/calendar.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { answerSchedule } from '../../../src/operations/schedules/answer-schedule.ts';
import { sweepSchedules } from '../../../src/operations/schedules/sweep-schedules.ts';
import { dayByHand, manySchedules } from '../../support/calendar-by-hand.ts';
import { runs } from '../../support/properties.ts';
import { killedAt } from '../../support/worker/broken-d1.ts';
import { day, openBilling } from '../../support/worker/schedules.ts';
import { must } from '../../support/worker/shop.ts';

/** `TEST_PROPERTIES=many` has 500. */
const SCHEDULES = Math.min(500, runs(4).numRuns);
const DAY = 86_400_000;

it('makes one invoice a period in three years, with ticks killed, doubled and away', async () => {
  const billing = await openBilling();
  const asked = manySchedules(SCHEDULES);
  const ids: string[] = [];
  for (const { anchor, ...rest } of asked) ids.push(await billing.create({ ...rest, startsOn: day(anchor) }));
  const answerAll = async () => {
    for (const id of ids) {
      const { asksThrough } = await billing.read(id);
      if (asksThrough === null) continue;
      must(await answerSchedule(billing.ctx, { ...billing.ask(id), missed: 'catch_up' }));
    }
  };
  const steps = [5, 23, 9, 40, 2, 31];
  for (let tick = 0; billing.ctx.clock.ms < Date.parse('2030-01-02T00:00:00Z'); tick += 1) {
    billing.ctx.clock.ms += (steps[tick % steps.length] ?? 1) * DAY + ((tick * 37) % 24) * 3_600_000;
    // One is killed somewhere, before or after what it sent was done; two others run at once.
    const killed: Context = { ...billing.ctx, db: killedAt(2 + (tick % 7), tick % 2 === 0) };
    if (tick % 3 === 0) await sweepSchedules(killed).catch(() => undefined);
    await Promise.all([billing.tick(), sweepSchedules(billing.ctx)]);
    await answerAll();
  }
  // What a killed tick had taken is taken again once its lease is over.
  billing.ctx.clock.ms += DAY;
  await billing.tick();
  await answerAll();
  await billing.tick();
  for (const [at, scheduleId] of ids.entries()) {
    const recurrence = asked[at];
    if (recurrence === undefined) throw new Error('no schedule');
    const periods = await billing.periods(scheduleId);
    expect(periods.map(({ number, fromDate }) => [number, fromDate])).toEqual(
      periods.map((_, index) => [index + 1, dayByHand(recurrence, index)]),
    );
    const made = await billing.ctx.db
      .select({ id: invoices.id, createdAt: invoices.createdAt, details: invoices.details })
      .from(invoices)
      .where(eq(invoices.merchantId, billing.merchantId));
    const byId = new Map(made.map((invoice) => [invoice.id, invoice]));
    for (const { invoiceId, fromDate, toDate, number } of periods) {
      const invoice = byId.get(invoiceId ?? '');
      expect(invoice?.details?.supply).toEqual({ from: fromDate, to: toDate });
      const due = dayByHand(recurrence, recurrence.timing === 'advance' ? number - 1 : number);
      expect(localDateAt(invoice?.createdAt ?? 0, recurrence.timeZone) >= due).toBe(true);
    }
    // What comes next has not come yet.
    const next = dayByHand(recurrence, periods.length + (recurrence.timing === 'advance' ? 0 : 1));
    expect(next >= localDateAt(billing.ctx.clock.ms, recurrence.timeZone)).toBe(true);
  }
  const all = await billing.invoices();
  const dealt = await Promise.all(ids.map((id) => billing.periods(id)));
  expect(all.map(({ id }) => id).toSorted()).toEqual(
    dealt.flatMap((those) => those.map(({ invoiceId }) => invoiceId)).toSorted(),
  );
  expect(all.length).toBeGreaterThan(SCHEDULES * 5);
  const standing = await billing.ctx.db
    .select()
    .from(schedules)
    .where(eq(schedules.merchantId, billing.merchantId));
  expect(standing.filter(({ problems, tries }) => problems !== null || tries > 0)).toEqual([]);
});
