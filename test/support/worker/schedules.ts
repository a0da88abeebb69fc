import { and, asc, eq, sql } from 'drizzle-orm';
import { invoiceLines, invoices, outbox, schedulePeriods, schedules } from '../../../src/db/schema/index.ts';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import { NO_REFERENCES } from '../../../src/domain/invoice/references.ts';
import type { ScheduleLine, ScheduleTerms } from '../../../src/domain/schedule/terms.ts';
import { metered } from '../../../src/operations/core/budget.ts';
import { newId, type QueueMessage } from '../../../src/operations/core/context.ts';
import { createCustomer } from '../../../src/operations/customers/create.ts';
import { runJob } from '../../../src/operations/outbox/run-job.ts';
import { runSwept } from '../../../src/operations/outbox/run-swept.ts';
import { createSchedule } from '../../../src/operations/schedules/create-schedule.ts';
import type { ScheduleInput } from '../../../src/operations/schedules/schedule-input.ts';
import { sweepSchedules } from '../../../src/operations/schedules/sweep-schedules.ts';
import { seedMerchant, testContext } from './context.ts';
import { must } from './shop.ts';

export const day = (text: string) => {
  const date = parseLocalDate(text);
  if (date === null) throw new Error(`no day: ${text}`);
  return date;
};

export const fee = (unitAmount: number, description = 'Hosting', quantity = '1'): ScheduleLine => ({
  kind: 'fixed',
  description,
  quantity,
  unitAmount,
  discount: null,
  taxRates: [],
});

export const TERMS: ScheduleTerms = {
  lines: [fee(4_900)],
  adjustments: [],
  withholdings: [],
  roundToCoin: false,
  notes: null,
  references: NO_REFERENCES,
  netDays: 14,
  plan: null,
  paymentLink: true,
  collectPolicy: null,
  issue: 'draft',
};

const noMailer = () => Promise.reject(new Error('this test sends no mail'));

/** A business of its own with one customer, whose time the test sets: it begins on 1 January 2027 at noon in New York. */
export async function openBilling(house: Parameters<typeof seedMerchant>[1] = {}) {
  const queue: QueueMessage[] = [];
  const ctx = testContext({
    enqueue: async (messages) => {
      queue.push(...messages);
    },
    pause: async () => undefined,
  });
  ctx.clock.ms = Date.parse('2027-01-01T17:00:00Z');
  const seeded = await seedMerchant(ctx, house);
  const { scope } = seeded;
  const customerId = newId(ctx, 'cus');
  const customer = {
    legalName: 'Payer Inc',
    email: `${customerId}@payer.test`,
    label: null,
    contactName: null,
    billingEmails: [],
    telephone: null,
    url: null,
    taxStatus: 'TAXED',
    address: { line1: '2 Mill Lane', town: 'Salem', country: 'US' },
    customerAliases: [],
    locale: null,
    externalIds: [],
  };
  must(await createCustomer(ctx, { scope, customerId, commandId: customerId, customer }));

  const input = (change: Partial<ScheduleInput> = {}, terms: Partial<ScheduleTerms> = {}): ScheduleInput => ({
    customerId,
    name: 'Hosting',
    currency: parseCurrency('USD'),
    every: 1,
    unit: 'months',
    startsOn: day('2027-01-31'),
    trialDays: 0,
    day: null,
    endsOn: null,
    runs: null,
    timing: 'advance',
    timeZone: null,
    hour: null,
    catchUpLimit: 3,
    mails: true,
    terms: { ...TERMS, ...terms },
    ...change,
  });

  /** A tick, and what it handed to the queue. */
  const tick = async () => {
    await metered(() => sweepSchedules(ctx));
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const message = next;
      if (message.kind === 'sweep') await metered(() => runSwept(ctx, message));
    }
  };

  return {
    ...seeded,
    ctx,
    queue,
    customerId,
    input,
    tick,
    at: (text: string) => {
      ctx.clock.ms = Date.parse(text);
    },
    async create(change: Partial<ScheduleInput> = {}, terms: Partial<ScheduleTerms> = {}): Promise<string> {
      const scheduleId = newId(ctx, 'sch');
      const made = await createSchedule(ctx, {
        scope,
        scheduleId,
        commandId: scheduleId,
        input: input(change, terms),
      });
      return must(made).scheduleId;
    },
    /** A command of its own on a schedule. */
    ask: (scheduleId: string) => ({ scope, scheduleId, commandId: newId(ctx, 'req') }),
    /** Issues what schedules made. */
    async issue() {
      const jobs = await ctx.db
        .select({ id: outbox.id })
        .from(outbox)
        .where(and(eq(outbox.kind, 'issue_period'), sql`${outbox.state} = 'pending'`))
        .orderBy(asc(outbox.id));
      for (const { id } of jobs) await runJob(ctx, noMailer, id);
    },
    read: async (scheduleId: string) => {
      const [found] = await ctx.db.select().from(schedules).where(eq(schedules.id, scheduleId));
      if (found === undefined) throw new Error('no schedule');
      return found;
    },
    periods: (scheduleId: string) =>
      ctx.db
        .select()
        .from(schedulePeriods)
        .where(eq(schedulePeriods.scheduleId, scheduleId))
        .orderBy(asc(schedulePeriods.number), asc(schedulePeriods.part)),
    /** The invoices of this business in the order in which they were made. */
    invoices: () =>
      ctx.db
        .select()
        .from(invoices)
        .where(eq(invoices.merchantId, scope.merchantId))
        .orderBy(asc(invoices.createdAt), asc(invoices.id)),
    lines: (invoiceId: string) =>
      ctx.db
        .select()
        .from(invoiceLines)
        .where(eq(invoiceLines.invoiceId, invoiceId))
        .orderBy(asc(invoiceLines.position)),
  };
}

export type Billing = Awaited<ReturnType<typeof openBilling>>;
