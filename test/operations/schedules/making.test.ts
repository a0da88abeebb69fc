import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { customers, journal, schedules, scheduleTerms } from '../../../src/db/schema/index.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { readHome } from '../../../src/operations/dashboard/read-home.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { deleteDraft } from '../../../src/operations/invoices/delete-draft.ts';
import { answerSchedule } from '../../../src/operations/schedules/answer-schedule.ts';
import { changeTerms } from '../../../src/operations/schedules/change-terms.ts';
import { createSchedule } from '../../../src/operations/schedules/create-schedule.ts';
import { issuePeriod } from '../../../src/operations/schedules/issue-period.ts';
import { makeAgain } from '../../../src/operations/schedules/make-again.ts';
import { runSchedule } from '../../../src/operations/schedules/run-schedule.ts';
import { startScheduleAgain } from '../../../src/operations/schedules/start-again.ts';
import { sweepSchedules } from '../../../src/operations/schedules/sweep-schedules.ts';
import { killedAt } from '../../support/worker/broken-d1.ts';
import { day, fee, openBilling, TERMS } from '../../support/worker/schedules.ts';
import { must } from '../../support/worker/shop.ts';

it('makes one invoice a period on the very day, which says the days that it is for', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create({ runs: 2 });
  billing.at('2027-01-31T13:59:59Z');
  await billing.tick();
  expect(await billing.invoices()).toEqual([]);
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  await billing.tick();
  billing.at('2027-02-28T14:00:00Z');
  await billing.tick();
  const made = await billing.invoices();
  expect(
    made.map(({ status, amountDue, dueDate, details }) => [status, amountDue, dueDate, details?.supply]),
  ).toEqual([
    ['draft', 4_900, '2027-02-14', { from: '2027-01-31', to: '2027-02-27' }],
    ['draft', 4_900, '2027-03-14', { from: '2027-02-28', to: '2027-03-30' }],
  ]);
  expect(await billing.read(scheduleId)).toMatchObject({ status: 'ended', nextNumber: 3, checkAt: null });
});

it('issues and sends each once, with its link and its own autopay before the customer’s', async () => {
  const billing = await openBilling();
  await billing.create({ runs: 1 }, { issue: 'send', collectPolicy: 'on_due_date' });
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  await billing.issue();
  await billing.issue();
  const [invoice, ...others] = await billing.invoices();
  expect(others).toEqual([]);
  expect(invoice).toMatchObject({
    status: 'open',
    numberValue: 1,
    paymentLink: true,
    collectPolicy: 'on_due_date',
    issueDate: '2027-01-31',
  });
  expect(invoice?.sentAt).not.toBeNull();
});

it('says why an invoice could not be sent, which stays a draft, and sends it once that is mended', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create({ runs: 1 }, { issue: 'send' });
  const mailbox = (email: string | null) =>
    billing.ctx.db.update(customers).set({ email }).where(eq(customers.id, billing.customerId));
  await mailbox(null);
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  await billing.issue();
  const needs = async () => {
    const home = must(await readHome(billing.ctx, { scope: billing.scope, timeZone: 'UTC' }));
    return home.needs.filter(({ kind }) => kind === 'schedule');
  };
  expect(await billing.invoices()).toMatchObject([{ status: 'draft' }]);
  expect(await billing.periods(scheduleId)).toMatchObject([{ problem: 'no_recipient' }]);
  expect(await needs()).toMatchObject([{ scheduleId, why: 'not_sent' }]);
  await mailbox('ada@payer.test');
  must(await issuePeriod(billing.ctx, { scheduleId, number: 1, part: 0, sends: true }));
  expect(await billing.invoices()).toMatchObject([{ status: 'open' }]);
  expect(await billing.periods(scheduleId)).toMatchObject([{ problem: null }]);
  expect(await needs()).toEqual([]);
});

it('makes one of a period that six workers take at once', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create();
  billing.at('2027-01-31T15:00:00Z');
  await billing.ctx.db.update(schedules).set({ checkAt: 1 }).where(eq(schedules.id, scheduleId));
  // Each believes that it alone has taken it.
  const taking = Array.from({ length: 6 }, () =>
    runSchedule(billing.ctx, { scheduleId, dueBy: Number.MAX_SAFE_INTEGER }),
  );
  await Promise.all([...taking, sweepSchedules(billing.ctx), sweepSchedules(billing.ctx)]);
  expect(await billing.invoices()).toHaveLength(1);
  expect(await billing.periods(scheduleId)).toMatchObject([{ number: 1, outcome: 'invoiced' }]);
  // A queue that is three hours late has nothing left to do.
  billing.at('2027-01-31T18:00:00Z');
  await runSchedule(billing.ctx, { scheduleId, dueBy: Number.MAX_SAFE_INTEGER });
  expect(await billing.invoices()).toHaveLength(1);
  expect((await billing.read(scheduleId)).tries).toBe(0);
});

it('makes what a killed worker left, and nothing twice, wherever it was killed', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create({ runs: 3 });
  billing.at('2027-02-28T14:00:00Z');
  for (let kill = 0; kill < 12; kill += 1) {
    const killed: Context = { ...billing.ctx, db: killedAt(1 + Math.floor(kill / 2), kill % 2 === 1) };
    await runSchedule(killed, { scheduleId, dueBy: Number.MAX_SAFE_INTEGER }).catch(() => undefined);
    const [made, dealt] = [await billing.invoices(), await billing.periods(scheduleId)];
    expect(made.map(({ id }) => id)).toEqual(dealt.map(({ invoiceId }) => invoiceId));
    expect((await billing.read(scheduleId)).nextNumber).toBe(dealt.length + 1);
  }
  billing.at('2027-03-31T14:00:00Z');
  await billing.tick();
  expect((await billing.periods(scheduleId)).map(({ fromDate }) => fromDate)).toEqual([
    '2027-01-31',
    '2027-02-28',
    '2027-03-31',
  ]);
});

it('asks a person after a long absence, and makes all or none of what was missed', async () => {
  const billing = await openBilling();
  const [made, left] = [await billing.create(), await billing.create()];
  const late = await billing.create({ catchUpLimit: 4 });
  billing.at('2027-04-30T14:00:00Z');
  await billing.tick();
  expect(await billing.read(made)).toMatchObject({ asksThrough: 4, nextNumber: 1, checkAt: null });
  expect((await billing.periods(late)).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  must(await answerSchedule(billing.ctx, { ...billing.ask(made), missed: 'catch_up' }));
  must(await answerSchedule(billing.ctx, { ...billing.ask(left), missed: 'skip' }));
  expect(await answerSchedule(billing.ctx, { ...billing.ask(left), missed: 'skip' })).toMatchObject({
    rejection: { code: 'schedule_waits_for_nothing' },
  });
  await billing.tick();
  expect((await billing.periods(made)).map(({ outcome }) => outcome)).toEqual(Array(4).fill('invoiced'));
  expect((await billing.periods(left)).map(({ outcome }) => outcome)).toEqual(Array(4).fill('skipped'));
  billing.at('2027-05-31T14:00:00Z');
  await billing.tick();
  expect((await billing.periods(left)).at(-1)).toMatchObject({ number: 5, outcome: 'invoiced' });
});

it('asks of a schedule that began a year ago before it makes anything', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create({ startsOn: day('2026-01-15') });
  expect(await billing.read(scheduleId)).toMatchObject({ asksThrough: 12, checkAt: null });
  await billing.tick();
  expect(await billing.invoices()).toEqual([]);
});

it('stops one that cannot be made, says why, and goes on with the others', async () => {
  const billing = await openBilling();
  const all = [];
  for (let at = 0; at < 4; at += 1) all.push(await billing.create());
  const [first = '', second = ''] = all;
  // Terms that were good when they were given, and are not any more.
  const broken = { ...TERMS, lines: [{ ...fee(1), unitAmount: 0.5 }] };
  await billing.ctx.db
    .insert(scheduleTerms)
    .values({ scheduleId: second, version: 2, fromNumber: 1, terms: broken, createdAt: 1 });
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  expect(await billing.invoices()).toHaveLength(3);
  const stopped = await billing.read(second);
  expect(stopped).toMatchObject({ checkAt: null, nextNumber: 1, status: 'active' });
  expect(stopped.problems?.[0]?.path).toBe('lines[0].unitAmount');
  // Started again without being mended, it stops again; with good terms it goes on.
  must(await startScheduleAgain(billing.ctx, billing.ask(second)));
  await billing.tick();
  expect((await billing.read(second)).problems).not.toBeNull();
  await billing.ctx.db.update(schedules).set({ termsVersion: 2 }).where(eq(schedules.id, second));
  must(await changeTerms(billing.ctx, { ...billing.ask(second), terms: TERMS, from: 'next' }));
  await billing.tick();
  expect(await billing.periods(second)).toHaveLength(1);
  expect(await startScheduleAgain(billing.ctx, billing.ask(first))).toMatchObject({
    rejection: { code: 'schedule_waits_for_nothing' },
  });
});

it('goes on with the nine others where the third of ten throws', async () => {
  const billing = await openBilling();
  const all: string[] = [];
  for (let at = 0; at < 10; at += 1) all.push(await billing.create());
  const third = all[2] ?? '';
  // No terms at all: a bug or a damaged row, which nothing refuses in words.
  await billing.ctx.db.delete(scheduleTerms).where(eq(scheduleTerms.scheduleId, third));
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  expect(billing.ctx.logged).toContainEqual({
    event: 'sweep_failed',
    fields: expect.objectContaining({ id: third }),
  });
  const made = await Promise.all(all.map(async (id) => (await billing.periods(id)).length));
  expect(made).toEqual(all.map((id) => (id === third ? 0 : 1)));
  // What is not made stays next: no pointer moved.
  expect(await billing.read(third)).toMatchObject({ nextNumber: 1, status: 'active' });
});

it('leaves to a person what kills its worker again and again', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create();
  billing.at('2027-01-31T14:00:00Z');
  for (let tries = 0; tries < 10; tries += 1) {
    const killed: Context = { ...billing.ctx, db: killedAt(3) };
    await runSchedule(killed, { scheduleId, dueBy: billing.ctx.clock.ms }).catch(() => undefined);
    billing.ctx.clock.ms += 6 * 3_600_000;
  }
  await billing.tick();
  expect((await billing.read(scheduleId)).problems?.[0]?.message).toContain('failed several times');
  must(await startScheduleAgain(billing.ctx, billing.ask(scheduleId)));
  await billing.tick();
  expect(await billing.invoices()).toHaveLength(1);
});

it('frees no period by itself where its invoice is deleted: a person has it made again', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create();
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  const again = () => makeAgain(billing.ctx, { ...billing.ask(scheduleId), number: 1 });
  const [invoice] = await billing.invoices();
  expect(await again()).toMatchObject({ rejection: { code: 'period_invoice_stands' } });
  must(
    await deleteDraft(billing.ctx, {
      scope: billing.scope,
      invoiceId: invoice?.id ?? '',
      commandId: 'delete',
    }),
  );
  await billing.tick();
  expect(await billing.invoices()).toEqual([]);
  must(await again());
  expect(await billing.periods(scheduleId)).toMatchObject([{ number: 1, attempt: 2 }]);
  expect(await billing.invoices()).toHaveLength(1);
  expect(await makeAgain(billing.ctx, { ...billing.ask(scheduleId), number: 2 })).toMatchObject({
    rejection: { code: 'not_found', what: 'period' },
  });
});

it('frees no period by itself where its invoice is voided, and makes it again once', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create({}, { issue: 'send' });
  billing.at('2027-01-31T14:00:00Z');
  await billing.tick();
  await billing.issue();
  const [first] = await billing.invoices();
  const invoiceId = first?.id ?? '';
  must(await voidInvoice(billing.ctx, { scope: billing.scope, invoiceId, commandId: 'void' }));
  billing.at('2027-01-31T18:00:00Z');
  await billing.tick();
  expect(await billing.invoices()).toHaveLength(1);
  const again = () => makeAgain(billing.ctx, { ...billing.ask(scheduleId), number: 1 });
  must(await again());
  await billing.tick();
  await billing.issue();
  expect(await again()).toMatchObject({ rejection: { code: 'period_invoice_stands' } });
  const supply = { from: '2027-01-31', to: '2027-02-27' };
  expect((await billing.invoices()).map(({ status, details }) => [status, details?.supply])).toEqual([
    ['void', supply],
    ['open', supply],
  ]);
});

it('bills nothing while the runtime’s clock stands still', async () => {
  const billing = await openBilling();
  const scheduleId = await billing.create();
  billing.ctx.clock.ms = 0;
  await billing.ctx.db.update(schedules).set({ checkAt: 0 }).where(eq(schedules.id, scheduleId));
  await billing.tick();
  expect(billing.ctx.logged).toContainEqual({ event: 'calendar_not_trusted', fields: { fault: 'clock' } });
  expect(await billing.invoices()).toEqual([]);
});

it('creates one schedule however often it is asked, and none that its first invoice would be refused for', async () => {
  const billing = await openBilling({ connected: false });
  const ask = { ...billing.ask('sch_00000000000000000000000001'), input: billing.input() };
  must(await createSchedule(billing.ctx, ask));
  must(await createSchedule(billing.ctx, ask));
  const entries = await billing.ctx.db.select().from(journal).where(eq(journal.streamId, ask.scheduleId));
  expect(entries).toHaveLength(1);
  const refused = await createSchedule(billing.ctx, {
    ...billing.ask('sch_00000000000000000000000002'),
    input: billing.input({}, { collectPolicy: 'on_send', lines: [fee(100, 'Hosting', '-')] }),
  });
  expect(refused).toMatchObject({ rejection: { problems: [{ path: 'lines[0].quantity' }] } });
  const charged = await createSchedule(billing.ctx, {
    ...billing.ask('sch_00000000000000000000000002'),
    input: billing.input({}, { collectPolicy: 'on_send' }),
  });
  expect(charged).toMatchObject({ rejection: { problems: [{ path: 'collectPolicy' }] } });
});
