import { localDateAt } from '../../../domain/calendar.ts';
import { may } from '../../../domain/staff/roles.ts';
import { readCustomer } from '../../../operations/resources/read-customer.ts';
import { listPeriods, type PeriodResource } from '../../../operations/schedules/list-periods.ts';
import {
  previewSchedule,
  type ReadSchedule,
  readSchedule,
} from '../../../operations/schedules/read-schedule.ts';
import { schedulePage } from '../../../views/dashboard/schedules/one.tsx';
import { SCHEDULES_WORDS as words } from '../../../views/dashboard/words/schedules.ts';
import { type Writer, writerFor } from '../../../views/format.ts';
import type { DashboardContext } from '../env.ts';
import { newForm } from '../invoice/form-id.ts';
import { respondBare, respondDashboard, type Shown, within } from '../respond.ts';
import { shownNext, shownPeriod } from './shown.ts';

const PERIODS = 50;

/** A schedule's page, with what was wrong with an act on it. */
export async function showSchedule(
  c: DashboardContext,
  scheduleId: string,
  problem: Shown | null = null,
): Promise<Response> {
  const ctx = c.get('ctx');
  const { scope, role } = c.get('staff');
  const ask = { scope, scheduleId };
  const [read, preview, periods] = await Promise.all([
    readSchedule(ctx, ask),
    previewSchedule(ctx, ask),
    listPeriods(ctx, { ...ask, before: null, limit: PERIODS }),
  ]);
  if (read.kind !== 'done' || preview.kind !== 'done' || periods.kind !== 'done') {
    return respondBare(c, 404, 'not_found');
  }
  const schedule = read.value;
  const customer = await readCustomer(ctx, { scope, customerId: schedule.customerId });
  const { waitsFor } = schedule;
  const skips = preview.value.find(({ skipped }) => !skipped);
  return respondDashboard(c, problem?.status ?? 200, (context) => {
    const writer = writerFor(schedule, context.speech);
    return schedulePage(
      {
        name: schedule.name,
        status: schedule.status,
        waits: waitsFor?.for ?? null,
        action: within(c, `/schedules/${scheduleId}`),
        back: within(c, '/schedules'),
        customer: {
          name: customer.kind === 'done' ? customer.value.legalName : schedule.customerId,
          href: within(c, `/customers/${schedule.customerId}`),
        },
        form: newForm(ctx),
        mails: schedule.mails,
        facts: factsOf(schedule, writer),
        lines: schedule.terms.lines.map((line) => lineText(line, writer)),
        problems: waitsFor?.for === 'mending' ? waitsFor.problems.map(({ message }) => message) : [],
        missed: {
          count: waitsFor?.for === 'answer' ? waitsFor.missed : 0,
          first: schedule.missed.map((period) => shownNext(period, writer)),
        },
        next: preview.value.map((period) => shownNext(period, writer)),
        skips: skips === undefined ? null : { period: shownPeriod(skips, writer), number: skips.number },
        past: periods.value.data.map((period) => pastOf(c, period, writer)),
        mayWrite: may(role, 'issue_invoices'),
        mayMoveMoney: may(role, 'move_money'),
        problem: problem?.text ?? null,
        said: context.said,
      },
      context,
    );
  });
}

function factsOf(schedule: ReadSchedule, writer: Writer): readonly (readonly [string, string])[] {
  const { facts } = words;
  const { terms, day, unit, nextInvoiceAt, timeZone } = schedule;
  const cadence = words.every(schedule.every, unit);
  const first = writer.date(schedule.firstPeriodOn);
  const pay = [
    terms.paymentLink ? facts.link : facts.noLink,
    ...(terms.collectPolicy === null ? [] : [facts.policies[terms.collectPolicy]]),
  ];
  return [
    [facts.every, day === null ? cadence : `${cadence}, ${facts.day(String(day))}`],
    [facts.first, schedule.trialDays === 0 ? first : `${first}, ${facts.trial(schedule.trialDays)}`],
    [facts.madeOn, facts.timing[schedule.timing]],
    [facts.zone, facts.at(schedule.hour, timeZone)],
    [facts.ends, endOf(schedule, writer)],
    ...(nextInvoiceAt === null
      ? []
      : [[facts.next, writer.date(localDateAt(Date.parse(nextInvoiceAt), timeZone))] as const]),
    [facts.issue, facts.issues[terms.issue]],
    [
      facts.due,
      terms.netDays !== null
        ? facts.net(terms.netDays)
        : terms.paymentPlan === null
          ? facts.noDue
          : facts.inParts,
    ],
    [facts.pay, pay.join('; ')],
    [facts.mails, schedule.mails ? facts.mailed : facts.notMailed],
  ];
}

function endOf({ runs, endsOn }: ReadSchedule, writer: Writer): string {
  if (runs !== null) return words.facts.afterRuns(runs);
  return endsOn === null ? words.facts.never : words.facts.onDay(writer.date(endsOn));
}

/** `Hosting: 2 × $49.00`, `Calls: $0.01 each`, `Calls: by tiers`. */
function lineText(line: ReadSchedule['terms']['lines'][number], writer: Writer): string {
  const { description, quantity, meter, unitAmount, unitAmountDecimal } = line;
  const price =
    unitAmountDecimal !== null
      ? writer.price(unitAmountDecimal)
      : unitAmount === null
        ? null
        : writer.amount(unitAmount);
  if (price === null) return words.lineByTiers(description, meter ?? '');
  if (meter !== null) return words.lineCounted(description, price, meter);
  return quantity === '1' || quantity === null
    ? `${description}: ${price}`
    : `${description}: ${writer.decimal(quantity)} × ${price}`;
}

const isState = (status: string): status is keyof typeof words.invoiceStates =>
  Object.hasOwn(words.invoiceStates, status);

function pastOf(c: DashboardContext, period: PeriodResource, writer: Writer) {
  const { invoice, part, outcome, problem } = period;
  const status = invoice?.status ?? null;
  return {
    period: shownPeriod(period, writer),
    remark: problem ?? (part === 0 ? null : words.change),
    invoice:
      invoice === null || status === null
        ? null
        : { href: within(c, `/invoices/${invoice.id}`), name: invoice.number ?? words.draft },
    state:
      outcome === 'skipped'
        ? words.preview.skipped
        : status !== null && isState(status)
          ? words.invoiceStates[status]
          : words.deleted,
    amount: invoice?.amountDue == null ? null : writer.amount(invoice.amountDue),
  };
}
