import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { connections, creditNotes } from '../../../src/db/schema/index.ts';
import { creditInvoice, recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { changeTerms } from '../../../src/operations/schedules/change-terms.ts';
import { endSchedule } from '../../../src/operations/schedules/end-schedule.ts';
import { pauseSchedule } from '../../../src/operations/schedules/pause-schedule.ts';
import { reportQuantity } from '../../../src/operations/schedules/report-quantity.ts';
import { resumeSchedule } from '../../../src/operations/schedules/resume-schedule.ts';
import { skipPeriod } from '../../../src/operations/schedules/skip-period.ts';
import { type Billing, day, fee, openBilling, TERMS } from '../../support/worker/schedules.ts';
import { must } from '../../support/worker/shop.ts';

const numbersOf = async (billing: Billing, scheduleId: string) =>
  (await billing.periods(scheduleId)).map(({ number, part, outcome }) => `${number}.${part} ${outcome}`);
const amounts = async (billing: Billing) => (await billing.invoices()).map(({ amountDue }) => amountDue);
const credits = async (billing: Billing) =>
  (await billing.ctx.db.select().from(creditNotes)).filter(
    ({ merchantId }) => merchantId === billing.merchantId,
  );

it('makes nothing while it is paused, and skips or makes what fell due meanwhile', async () => {
  const billing = await openBilling();
  const [skips, makes, asks] = [await billing.create(), await billing.create(), await billing.create()];
  for (const id of [skips, makes, asks]) must(await pauseSchedule(billing.ctx, billing.ask(id)));
  expect(await pauseSchedule(billing.ctx, billing.ask(skips))).toMatchObject({
    rejection: { code: 'schedule_status', status: 'paused' },
  });
  billing.at('2027-03-01T14:00:00Z');
  await billing.tick();
  expect(await billing.invoices()).toEqual([]);
  must(await resumeSchedule(billing.ctx, { ...billing.ask(skips), missed: 'skip' }));
  must(await resumeSchedule(billing.ctx, { ...billing.ask(makes), missed: 'catch_up' }));
  await billing.tick();
  expect(await numbersOf(billing, skips)).toEqual(['1.0 skipped', '2.0 skipped']);
  expect(await numbersOf(billing, makes)).toEqual(['1.0 invoiced', '2.0 invoiced']);
  billing.at('2027-06-01T14:00:00Z');
  must(await resumeSchedule(billing.ctx, { ...billing.ask(asks), missed: 'catch_up' }));
  expect((await billing.read(asks)).asksThrough).toBe(5);
});

it('skips one, the next or one that is far, and makes the others on their days', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create({ runs: 4 });
  must(await skipPeriod(billing.ctx, { ...billing.ask(scheduleId), number: 3 }));
  must(await skipPeriod(billing.ctx, { ...billing.ask(scheduleId), number: null }));
  for (const [number, code] of [
    [1, 'period_over'],
    [3, 'period_over'],
    [5, 'not_found'],
  ] as const) {
    expect(await skipPeriod(billing.ctx, { ...billing.ask(scheduleId), number })).toMatchObject({
      rejection: { code },
    });
  }
  for (const month of ['01-31', '02-28', '03-31', '04-30']) {
    billing.at(`2027-${month}T14:00:00Z`);
    await billing.tick();
  }
  expect(await numbersOf(billing, scheduleId)).toEqual([
    '1.0 skipped',
    '2.0 invoiced',
    '3.0 skipped',
    '4.0 invoiced',
  ]);
  expect(await billing.read(scheduleId)).toMatchObject({ status: 'ended' });
});

it('is decided once where a person and a tick meet', async () => {
  for (const act of [pauseSchedule, endNow, skipNext]) {
    const billing = await openBilling();
    const scheduleId = await billing.create();
    billing.at('2027-01-31T14:00:00Z');
    await Promise.all([billing.tick(), act(billing.ctx, billing.ask(scheduleId)), billing.tick()]);
    const [periods, made, schedule] = [
      await billing.periods(scheduleId),
      await billing.invoices(),
      await billing.read(scheduleId),
    ];
    expect(periods.filter(({ outcome }) => outcome === 'invoiced')).toHaveLength(made.length);
    expect(schedule.nextNumber).toBe((periods.at(-1)?.number ?? 0) + 1);
    expect(schedule.checkAt === null).toBe(schedule.status !== 'active');
  }
});

const endNow = (ctx: Billing['ctx'], ask: ReturnType<Billing['ask']>) =>
  endSchedule(ctx, { ...ask, when: 'now', giveBack: false });
const skipNext = (ctx: Billing['ctx'], ask: ReturnType<Billing['ask']>) =>
  skipPeriod(ctx, { ...ask, number: null });

it('ends at once, or with the period that is running, and is not changed any more', async () => {
  const billing = await openBilling();
  const now = await billing.create({ timing: 'arrears', startsOn: day('2027-01-01') });
  const later = await billing.create({ timing: 'arrears', startsOn: day('2027-01-01') });
  billing.at('2027-01-20T14:00:00Z');
  must(await endNow(billing.ctx, billing.ask(now)));
  must(await endSchedule(billing.ctx, { ...billing.ask(later), when: 'period_end', giveBack: false }));
  expect(await billing.read(later)).toMatchObject({ status: 'active', runs: 1 });
  expect(await pauseSchedule(billing.ctx, billing.ask(now))).toMatchObject({
    rejection: { code: 'schedule_ended' },
  });
  billing.at('2027-03-02T14:00:00Z');
  await billing.tick();
  expect(await numbersOf(billing, now)).toEqual([]);
  expect(await numbersOf(billing, later)).toEqual(['1.0 invoiced']);
  expect(await billing.read(later)).toMatchObject({ status: 'ended' });
});

it('gives back the days that will not come, where it is ended at once', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create(
    { startsOn: day('2027-01-31') },
    { issue: 'send', lines: [fee(2_800)] },
  );
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  await billing.issue();
  // 31 January to 27 February are 28 days; today is the fourteenth.
  billing.at('2027-02-13T14:00:00Z');
  must(await endSchedule(billing.ctx, { ...billing.ask(scheduleId), when: 'now', giveBack: true }));
  await billing.issue();
  await billing.issue();
  expect((await credits(billing)).map(({ payable, offDue }) => [payable, offDue])).toEqual([[1_400, 1_400]]);
  expect(await billing.invoices()).toMatchObject([{ status: 'open', amountDue: 2_800, amountPaid: 1_400 }]);
});

it('waits with what it gives back for as long as nobody may say what was paid, however often it is asked', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create({}, { issue: 'send', lines: [fee(2_800)] });
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  await billing.issue();
  billing.at('2027-02-13T14:00:00Z');
  must(await endSchedule(billing.ctx, { ...billing.ask(scheduleId), when: 'now', giveBack: true }));
  const pause = (change: Partial<typeof connections.$inferInsert>) =>
    billing.ctx.db.update(connections).set(change).where(eq(connections.merchantId, billing.merchantId));
  await pause({ pausedAt: billing.ctx.now(), pauseReason: 'restored' });
  for (let hour = 0; hour < 100; hour += 1) {
    billing.ctx.clock.ms += 3_600_000;
    await billing.issue();
  }
  expect(await credits(billing)).toEqual([]);
  await pause({ pausedAt: null, pauseReason: null });
  billing.ctx.clock.ms += 3_600_000;
  await billing.issue();
  expect((await credits(billing)).map(({ payable }) => payable)).toEqual([1_400]);
});

const yearly = async (billing: Billing) => {
  // A year of 365 days from 1 January 2027, whose first day is over when it is created.
  const scheduleId = await billing.create(
    { unit: 'years', startsOn: day('2027-01-01') },
    { issue: 'send', lines: [fee(49_900)], netDays: 0 },
  );
  await billing.tick();
  await billing.issue();
  return scheduleId;
};
const upgrade = async (billing: Billing, scheduleId: string, unitAmount: number) => {
  must(
    await changeTerms(billing.ctx, {
      ...billing.ask(scheduleId),
      terms: { ...TERMS, issue: 'send', lines: [fee(unitAmount)] },
      from: 'now',
    }),
  );
  await billing.issue();
};

it('credits each change of a year from what its rest is worth: 499, 998, 1,497', async () => {
  const billing = await openBilling();
  const scheduleId = await yearly(billing);
  // 184 of 365 days are left on 1 July, and 92 of these on 1 October.
  billing.at('2027-07-01T16:00:00Z');
  await upgrade(billing, scheduleId, 99_800);
  billing.at('2027-10-01T16:00:00Z');
  await upgrade(billing, scheduleId, 149_700);
  const [year, rest, quarter, ...others] = await amounts(billing);
  expect(others).toEqual([]);
  expect([year, rest, quarter]).toEqual([
    49_900,
    Math.round((99_800 * 184) / 365),
    Math.round((149_700 * 92) / 365),
  ]);
  expect((await credits(billing)).map(({ payable }) => payable)).toEqual([
    Math.round((49_900 * 184) / 365),
    Math.round(((rest ?? 0) * 92) / 184),
  ]);
  expect(await numbersOf(billing, scheduleId)).toEqual(['1.0 invoiced', '1.1 invoiced', '1.2 invoiced']);
  // The next year is asked for under the newest terms, whole.
  billing.at('2028-01-01T14:00:00Z');
  await billing.tick();
  expect((await amounts(billing)).at(-1)).toBe(149_700);
});

it('changes on the first day for all of it, and on the last for one day', async () => {
  const billing = await openBilling();
  const scheduleId = await yearly(billing);
  await upgrade(billing, scheduleId, 99_800);
  expect(await amounts(billing)).toEqual([49_900, 99_800]);
  expect((await credits(billing)).map(({ payable }) => payable)).toEqual([49_900]);
  billing.at('2027-12-31T16:00:00Z');
  await upgrade(billing, scheduleId, 365_00);
  expect((await amounts(billing)).at(-1)).toBe(100);
  expect((await credits(billing)).at(-1)?.payable).toBe(Math.round(99_800 / 365));
});

it('settles nothing where it changes two days ahead: no period is invoiced before it begins', async () => {
  const billing = await openBilling();
  const ask = { unit: 'years', startsOn: day('2027-01-03') } as const;
  const scheduleId = await billing.create(ask, { issue: 'send', lines: [fee(49_900)], netDays: 0 });
  await billing.tick();
  await upgrade(billing, scheduleId, 99_800);
  expect([await amounts(billing), await credits(billing)]).toEqual([[], []]);
  billing.at('2027-01-03T14:00:00Z');
  await billing.tick();
  expect([await amounts(billing), await credits(billing)]).toEqual([[99_800], []]);
});

it('pays what a change asks for out of what it gives back, where the period was paid', async () => {
  const billing = await openBilling();
  const scheduleId = await yearly(billing);
  const [year] = await billing.invoices();
  if (year === undefined) throw new Error('no invoice');
  const { scope } = billing;
  const payment = {
    amount: 49_900,
    method: 'bank_transfer',
    reference: null,
    receivedOn: day('2027-01-01'),
    recordedBy: 'Ada',
  } as const;
  must(
    await recordPayment(billing.ctx, {
      scope,
      invoiceId: year.id,
      commandId: 'paid',
      payment,
    }),
  );
  await upgrade(billing, scheduleId, 99_800);
  const [, charged] = await billing.invoices();
  expect(charged).toMatchObject({ status: 'open', amountDue: 99_800, amountPaid: 49_900 });
});

it('gives back a part of what is left where staff credited some of it before', async () => {
  const billing = await openBilling();
  const scheduleId = await yearly(billing);
  const [year] = await billing.invoices();
  if (year === undefined) throw new Error('no invoice');
  const note = {
    creditNoteId: 'cno_00000000000000000000000009',
    credit: { kind: 'amount', amount: 40_000 },
    reason: null,
    giveBack: { by: null, otherwise: null },
    issuedBy: 'Ada',
  } as const;
  must(
    await creditInvoice(billing.ctx, {
      scope: billing.scope,
      invoiceId: year.id,
      commandId: 'goodwill',
      note,
    }),
  );
  billing.at('2027-07-01T16:00:00Z');
  await upgrade(billing, scheduleId, 99_800);
  expect((await credits(billing)).map(({ payable }) => payable)).toEqual([
    40_000,
    Math.round((9_900 * 184) / 365),
  ]);
});

it('is told to wait while the invoice of the period is being made, and to see to a draft first', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create();
  billing.at('2027-01-31T14:00:00Z');
  const change = (from: 'now' | 'next') =>
    changeTerms(billing.ctx, { ...billing.ask(scheduleId), terms: TERMS, from });
  for (const from of ['now', 'next'] as const) {
    expect(await change(from)).toMatchObject({
      rejection: { code: 'period_being_made', number: 1, from: '2027-01-31' },
    });
  }
  // Paused it makes nothing meanwhile, so that there is nothing to wait for.
  must(await pauseSchedule(billing.ctx, billing.ask(scheduleId)));
  must(await change('now'));
  must(await resumeSchedule(billing.ctx, { ...billing.ask(scheduleId), missed: 'catch_up' }));
  await billing.tick();
  expect(await change('now')).toMatchObject({ rejection: { code: 'period_invoice_draft' } });
  must(await change('next'));
  expect(
    await changeTerms(billing.ctx, {
      ...billing.ask(scheduleId),
      terms: { ...TERMS, lines: [] },
      from: 'next',
    }),
  ).toMatchObject({
    rejection: { code: 'invalid', problems: [{ path: 'lines' }] },
  });
});

it('asks in arrears for each part of a period under the terms that it had', async () => {
  const billing = await openBilling();
  // 1 to 30 April: ten days at 30.00 a month, twenty at 60.00.
  const scheduleId = await billing.create(
    { startsOn: day('2027-04-01'), timing: 'arrears' },
    { lines: [fee(3_000)] },
  );
  const doubled = { ...TERMS, lines: [fee(6_000)] };
  billing.at('2027-04-11T14:00:00Z');
  must(await changeTerms(billing.ctx, { ...billing.ask(scheduleId), terms: doubled, from: 'now' }));
  billing.at('2027-05-01T14:00:00Z');
  await billing.tick();
  const [made] = await billing.invoices();
  expect(
    (await billing.lines(made?.id ?? '')).map(({ amount, details }) => [amount, details?.supply]),
  ).toEqual([
    [1_000, { from: '2027-04-01', to: '2027-04-10' }],
    [4_000, { from: '2027-04-11', to: '2027-04-30' }],
  ]);
  // From the next run on, a period that has begun is asked for as it was agreed.
  billing.at('2027-05-20T14:00:00Z');
  must(await changeTerms(billing.ctx, { ...billing.ask(scheduleId), terms: TERMS, from: 'next' }));
  billing.at('2027-06-01T14:00:00Z');
  await billing.tick();
  billing.at('2027-07-01T14:00:00Z');
  await billing.tick();
  expect(await amounts(billing)).toEqual([5_000, 6_000, 4_900]);
});

it('asks for what was counted, until the period’s invoice is made', async () => {
  const billing = await openBilling();
  const seats = {
    kind: 'metered',
    meter: 'seats',
    description: 'Seats',
    price: {
      kind: 'graduated',
      tiers: [
        { upTo: 5, unitAmount: 1_000 },
        { upTo: null, unitAmount: 500 },
      ],
    },
    discount: null,
    taxRates: [],
  } as const;
  const scheduleId = await billing.create(
    { startsOn: day('2027-01-01'), timing: 'arrears' },
    { lines: [fee(100), seats] },
  );
  const report = (quantity: string, number: number | null = null, meter = 'seats') =>
    reportQuantity(billing.ctx, { ...billing.ask(scheduleId), number, meter, quantity });
  must(await report('3'));
  must(await report('7'));
  expect(await report('1', null, 'calls')).toMatchObject({
    rejection: {
      problems: [{ path: 'meter', message: 'No line of this schedule counts calls. It counts seats.' }],
    },
  });
  expect(await report('-1')).toMatchObject({ rejection: { problems: [{ path: 'quantity' }] } });
  billing.at('2027-02-01T14:00:00Z');
  await billing.tick();
  expect(await amounts(billing)).toEqual([100 + 5_000 + 1_000]);
  expect(await report('9', 1)).toMatchObject({
    rejection: { code: 'period_over', number: 1, outcome: 'invoiced' },
  });
  must(await report('2.5'));
  billing.at('2027-03-01T14:00:00Z');
  await billing.tick();
  billing.at('2027-04-01T13:00:00Z');
  await billing.tick();
  // Nobody reported anything for March.
  expect(await amounts(billing)).toEqual([6_100, 100 + 2_500, 100]);
});
