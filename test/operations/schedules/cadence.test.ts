import { and, eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { emails, schedules } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { changeCadence, previewCadence } from '../../../src/operations/schedules/change-cadence.ts';
import { pauseSchedule } from '../../../src/operations/schedules/pause-schedule.ts';
import type { CadenceAsk } from '../../../src/operations/schedules/plan-cadence.ts';
import { readRecurring } from '../../../src/operations/schedules/read-recurring.ts';
import { skipPeriod } from '../../../src/operations/schedules/skip-period.ts';
import { type Billing, day, fee, openBilling, TERMS } from '../../support/worker/schedules.ts';
import { must } from '../../support/worker/shop.ts';

const QUARTERLY: CadenceAsk = { every: 3, unit: 'months', day: null, startsOn: null, terms: null };

const changed = (billing: Billing, scheduleId: string, asked: Partial<CadenceAsk> = {}) => {
  const successorId = newId(billing.ctx, 'sch');
  const ask = { ...billing.ask(scheduleId), successorId, ...QUARTERLY, ...asked };
  return { successorId, ask, run: () => changeCadence(billing.ctx, ask) };
};
const previewed = ({ ctx, scope }: Billing, scheduleId: string, asked: Partial<CadenceAsk> = {}) =>
  previewCadence(ctx, { scope, scheduleId, ...QUARTERLY, ...asked });
const told = ({ ctx, merchantId }: Billing) =>
  ctx.db
    .select({ template: emails.template })
    .from(emails)
    .where(and(eq(emails.merchantId, merchantId), sql`${emails.template} LIKE 'schedule%'`))
    .orderBy(sql`emails.rowid`);

it('every month becomes every quarter from the next period on: no day twice, none left out, the last of a month stays so', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create({ runs: 10 });
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  billing.at('2027-02-10T12:00:00Z');
  const terms = { ...TERMS, lines: [fee(13_900)] };
  const shown = must(await previewed(billing, scheduleId, { terms }));
  expect(shown).toMatchObject({ startsOn: '2027-02-28', daysLeftOut: 0, runs: 9 });
  expect(shown.next.slice(0, 3)).toMatchObject([
    { from: '2027-02-28', to: '2027-05-30', amount: 13_900 },
    { from: '2027-05-31', to: '2027-08-30', amount: 13_900 },
    { from: '2027-08-31', to: '2027-11-29', amount: 13_900 },
  ]);
  expect((await billing.read(scheduleId)).status).toBe('active');
  const { successorId, run } = changed(billing, scheduleId, { terms });
  must(await run());
  // Sent again it is the same.
  must(await run());
  const rows = await billing.ctx.db
    .select()
    .from(schedules)
    .where(eq(schedules.merchantId, billing.merchantId));
  expect(rows.map(({ id, status, succeededBy }) => [id, status, succeededBy])).toEqual([
    [scheduleId, 'ended', successorId],
    [successorId, 'active', null],
  ]);
  billing.at('2027-06-01T14:00:00Z');
  await billing.tick();
  const days = async (id: string) =>
    (await billing.periods(id)).map(({ fromDate, toDate }) => [fromDate, toDate]);
  expect(await days(scheduleId)).toEqual([['2027-01-31', '2027-02-27']]);
  expect(await days(successorId)).toEqual([
    ['2027-02-28', '2027-05-30'],
    ['2027-05-31', '2027-08-30'],
  ]);
  // It did not end for its customer, and nothing that recurred was lost.
  expect((await told(billing)).map(({ template }) => template)).toEqual([
    'schedule_created',
    'schedule_cadence',
  ]);
  expect(must(await readRecurring(billing.ctx, { scope: billing.scope }))).toMatchObject([
    { schedules: 1, gone: { schedules: 0 } },
  ]);
});

it('in arrears the running period is invoiced as it was agreed, once it is over', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create({ startsOn: day('2027-01-01'), timing: 'arrears' });
  billing.at('2027-01-20T12:00:00Z');
  const { successorId, run } = changed(billing, scheduleId, { every: 2, unit: 'weeks' });
  must(await run());
  expect(await billing.read(scheduleId)).toMatchObject({
    status: 'active',
    runs: 1,
    succeededBy: successorId,
  });
  billing.at('2027-02-15T20:00:00Z');
  await billing.tick();
  expect(await billing.read(scheduleId)).toMatchObject({ status: 'ended' });
  const made = [...(await billing.periods(scheduleId)), ...(await billing.periods(successorId))];
  expect(made.map(({ fromDate, toDate }) => [fromDate, toDate])).toEqual([
    ['2027-01-01', '2027-01-31'],
    ['2027-02-01', '2027-02-14'],
  ]);
  expect((await told(billing)).map(({ template }) => template)).toEqual([
    'schedule_created',
    'schedule_cadence',
  ]);
});

it('on another day of the month the days in between are named, and a day that is invoiced already is refused', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create();
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  const monthly = { every: 1, unit: 'months' } as const;
  expect(await previewed(billing, scheduleId, { ...monthly, startsOn: day('2027-02-27') })).toMatchObject({
    rejection: {
      code: 'invalid',
      problems: [{ path: 'startsOn', message: expect.stringContaining('2027-02-28') }],
    },
  });
  const later = { ...monthly, startsOn: day('2027-03-15') };
  expect(must(await previewed(billing, scheduleId, later))).toMatchObject({
    startsOn: '2027-03-15',
    daysLeftOut: 15,
    next: [
      { from: '2027-03-15', to: '2027-04-14' },
      { from: '2027-04-15' },
      ...Array.from({ length: 10 }, () => ({})),
    ],
  });
  expect(await previewed(billing, scheduleId, { every: 0 })).toMatchObject({
    rejection: { code: 'invalid', problems: [{ path: 'every' }] },
  });
});

it('is refused in words while an invoice is being made, where it is paused, over, or something was said of what is to come', async () => {
  const billing = await openBilling();
  const refusal = async (scheduleId: string) => changed(billing, scheduleId).run();
  const [due, paused, skipped, last] = [
    await billing.create(),
    await billing.create(),
    await billing.create(),
    await billing.create({ runs: 1 }),
  ];
  must(await pauseSchedule(billing.ctx, billing.ask(paused)));
  must(await skipPeriod(billing.ctx, { ...billing.ask(skipped), number: 3 }));
  expect(await refusal(paused)).toMatchObject({ rejection: { code: 'schedule_status', status: 'paused' } });
  expect(await refusal(skipped)).toMatchObject({
    rejection: { problems: [{ message: expect.stringContaining('was skipped') }] },
  });
  billing.at('2027-01-31T14:00:30Z');
  expect(await refusal(due)).toMatchObject({ rejection: { code: 'period_being_made', from: '2027-01-31' } });
  await billing.tick();
  expect(await refusal(last)).toMatchObject({ rejection: { code: 'schedule_ended' } });
  expect(
    await billing.ctx.db.select().from(schedules).where(eq(schedules.merchantId, billing.merchantId)),
  ).toHaveLength(4);
});
