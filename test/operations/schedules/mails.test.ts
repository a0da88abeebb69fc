import { and, eq, lte, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { emails, merchants, outbox } from '../../../src/db/schema/index.ts';
import { runJob } from '../../../src/operations/outbox/run-job.ts';
import { changeTerms } from '../../../src/operations/schedules/change-terms.ts';
import { endSchedule } from '../../../src/operations/schedules/end-schedule.ts';
import { setScheduleMails } from '../../../src/operations/schedules/set-mails.ts';
import { type Billing, day, fee, openBilling, TERMS } from '../../support/worker/schedules.ts';
import { must } from '../../support/worker/shop.ts';

const noMailer = () => Promise.reject(new Error('this test sends no mail'));

/** What customers were mailed of schedules: the facts of each mail. */
const told = async (billing: Billing) =>
  (
    await billing.ctx.db
      .select({ facts: emails.facts })
      .from(emails)
      .where(and(eq(emails.merchantId, billing.merchantId), sql`${emails.template} LIKE 'schedule%'`))
      .orderBy(sql`emails.rowid`)
  ).map(({ facts }) => facts);

/** Runs what tells of prices and is due by now. */
async function tellPrices({ ctx }: Billing) {
  const jobs = await ctx.db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.kind, 'tell_price'), eq(outbox.state, 'pending'), lte(outbox.dueAt, ctx.now())));
  for (const { id } of jobs) await runJob(ctx, noMailer, id);
}

it('tells the customer what is billed when, and what is charged by itself', async () => {
  const billing = await openBilling();
  await billing.create({}, { collectPolicy: null });
  expect(await told(billing)).toMatchObject([
    {
      template: 'schedule_created',
      name: 'Hosting',
      cadence: { every: 1, unit: 'months' },
      next: [
        { from: '2027-01-31', to: '2027-02-27', on: '2027-01-31', amount: 4_900 },
        { from: '2027-02-28', to: '2027-03-30', on: '2027-02-28', amount: 4_900 },
        { from: '2027-03-31', to: '2027-04-29', on: '2027-03-31', amount: 4_900 },
      ],
      lastOn: null,
      charge: null,
      isCounted: false,
    },
  ]);
});

it('tells nothing of a schedule that says so, nor where the business switched it off', async () => {
  const billing = await openBilling();
  await billing.create({ mails: false });
  await billing.ctx.db
    .update(merchants)
    .set({ scheduleMails: false })
    .where(eq(merchants.id, billing.merchantId));
  const scheduleId = await billing.create();
  must(await changeTerms(billing.ctx, { ...billing.ask(scheduleId), from: 'next', terms: dearer(5_900) }));
  must(await endSchedule(billing.ctx, { ...billing.ask(scheduleId), when: 'now', giveBack: false }));
  expect(await told(billing)).toEqual([]);
  expect(await billing.ctx.db.select().from(outbox).where(eq(outbox.kind, 'tell_price'))).toEqual([]);
});

it('tells what comes after it was switched on, and nothing after it was switched off', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create();
  const switched = (mails: boolean) => setScheduleMails(billing.ctx, { ...billing.ask(scheduleId), mails });
  // Noted for its day, and asked again on it.
  must(await changeTerms(billing.ctx, { ...billing.ask(scheduleId), from: 'next', terms: dearer(5_900) }));
  must(await switched(false));
  billing.at('2027-01-30T15:00:00Z');
  await tellPrices(billing);
  expect((await billing.read(scheduleId)).checkAt).toBe(Date.parse('2027-01-31T14:00:00Z'));
  must(await switched(true));
  must(await endSchedule(billing.ctx, { ...billing.ask(scheduleId), when: 'now', giveBack: false }));
  expect((await told(billing)).map((facts) => facts?.template)).toEqual([
    'schedule_created',
    'schedule_ended',
  ]);
  expect(await switched(false)).toMatchObject({ rejection: { code: 'schedule_ended' } });
});

it('tells of an end once: when it is decided, and not again when it has come', async () => {
  const billing = await openBilling();
  const [byHand, byItself] = [await billing.create(), await billing.create({ runs: 1 })];
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  must(await endSchedule(billing.ctx, { ...billing.ask(byHand), when: 'period_end', giveBack: false }));
  billing.at('2027-02-28T14:00:00Z');
  await billing.tick();
  const ends = (await told(billing)).flatMap((facts) =>
    facts?.template === 'schedule_ended' ? [facts] : [],
  );
  expect(ends.map(({ scheduleId, lastDay, isOver }) => [scheduleId, lastDay, isOver])).toEqual([
    [byItself, '2027-02-27', false],
    [byHand, '2027-02-27', false],
  ]);
  expect(await billing.read(byHand)).toMatchObject({ status: 'ended' });
});

it('tells of days that are given back as the end', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create({}, { issue: 'send' });
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  await billing.issue();
  billing.at('2027-02-10T14:00:00Z');
  must(await endSchedule(billing.ctx, { ...billing.ask(scheduleId), when: 'now', giveBack: true }));
  expect((await told(billing)).at(-1)).toMatchObject({
    template: 'schedule_ended',
    lastDay: '2027-02-10',
    isOver: true,
  });
});

const dearer = (amount: number) => ({ ...TERMS, lines: [fee(amount)] });

it('tells of a new price so many days before the first invoice with it, beside the price that was told last', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create();
  const change = async (amount: number, from: 'next' | 'now' = 'next') =>
    must(await changeTerms(billing.ctx, { ...billing.ask(scheduleId), from, terms: dearer(amount) }));
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  await change(5_400);
  await change(5_900);
  await tellPrices(billing);
  expect((await told(billing)).map((facts) => facts?.template)).toEqual(['schedule_created']);
  // 28 February at 09:00 in New York, less fourteen days.
  billing.at('2027-02-14T13:59:00Z');
  await tellPrices(billing);
  expect(await told(billing)).toHaveLength(1);
  billing.at('2027-02-14T14:00:00Z');
  await tellPrices(billing);
  await tellPrices(billing);
  expect((await told(billing)).slice(1)).toMatchObject([
    {
      template: 'schedule_price',
      was: 4_900,
      becomes: 5_900,
      from: '2027-02-28',
      invoicedOn: '2027-02-28',
    },
  ]);
  // Nearer than the notice: at once, beside what was told and never held.
  billing.at('2027-02-14T14:05:00Z');
  await change(6_400);
  await tellPrices(billing);
  expect((await told(billing)).at(-1)).toMatchObject({ was: 5_900, becomes: 6_400, from: '2027-02-28' });
  // The same price again is no news.
  const before = await told(billing);
  must(
    await changeTerms(billing.ctx, {
      ...billing.ask(scheduleId),
      from: 'next',
      terms: { ...dearer(6_400), notes: 'Thank you.' },
    }),
  );
  await tellPrices(billing);
  expect(await told(billing)).toEqual(before);
});

it('tells at once of a price that holds at once, and nothing once the schedule has ended', async () => {
  const billing = await openBilling();
  const [now, ends] = [
    await billing.create({}, { issue: 'send' }),
    await billing.create({ startsOn: day('2027-06-30') }),
  ];
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  await billing.issue();
  billing.at('2027-02-10T14:00:00Z');
  const terms = { ...dearer(5_900), issue: 'send' as const };
  must(await changeTerms(billing.ctx, { ...billing.ask(now), from: 'now', terms }));
  must(await changeTerms(billing.ctx, { ...billing.ask(ends), from: 'next', terms: dearer(9_900) }));
  must(await endSchedule(billing.ctx, { ...billing.ask(ends), when: 'now', giveBack: false }));
  billing.at('2027-06-29T14:00:00Z');
  await tellPrices(billing);
  const prices = (await told(billing)).filter((facts) => facts?.template === 'schedule_price');
  expect(prices).toMatchObject([
    { scheduleId: now, was: 4_900, becomes: 5_900, from: '2027-02-10', invoicedOn: null },
  ]);
});
